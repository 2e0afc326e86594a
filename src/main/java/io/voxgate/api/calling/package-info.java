/** What may be called, and when, over HTTP: calling policies and the numbers that are never called. */
@NullMarked
package io.voxgate.api.calling;

import org.jspecify.annotations.NullMarked;
