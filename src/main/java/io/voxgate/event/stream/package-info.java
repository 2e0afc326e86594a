/**
 * Live streams of events (SSE): one reader for all streams of this process, frames, places to go on from, and when a
 * stream ends.
 */
@NullMarked
package io.voxgate.event.stream;

import org.jspecify.annotations.NullMarked;
