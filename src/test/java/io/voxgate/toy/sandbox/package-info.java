/** The toy vendor's simulator; it shares no code with the toy's adapter. */
@NullMarked
package io.voxgate.toy.sandbox;

import org.jspecify.annotations.NullMarked;
