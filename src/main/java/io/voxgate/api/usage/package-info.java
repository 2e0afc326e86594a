/** Sums of sessions over HTTP. */
@NullMarked
package io.voxgate.api.usage;

import org.jspecify.annotations.NullMarked;
