/** Events: vendors' callbacks in, neutral events out, and what can be read from them. */
@NullMarked
package io.voxgate.event;

import org.jspecify.annotations.NullMarked;
