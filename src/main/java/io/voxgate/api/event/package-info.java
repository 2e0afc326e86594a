/** Events over HTTP: the vendors' callbacks in, lists and live streams out. */
@NullMarked
package io.voxgate.api.event;

import org.jspecify.annotations.NullMarked;
