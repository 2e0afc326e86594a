/** How much work anybody may cause: every budget of the service in one list, {@link io.voxgate.limits.Limit}. */
@NullMarked
package io.voxgate.limits;

import org.jspecify.annotations.NullMarked;
