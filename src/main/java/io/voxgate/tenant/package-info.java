/** Tenants: which there are, what each may have, and its share of what this process does at once. */
@NullMarked
package io.voxgate.tenant;

import org.jspecify.annotations.NullMarked;
