/** Temporary keys of roles: asked of the vendors' Security Token Services, and kept until shortly before they end. */
@NullMarked
package io.voxgate.role;

import org.jspecify.annotations.NullMarked;
