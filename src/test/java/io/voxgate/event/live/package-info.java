/** Tests of live streams without the service. */
@NullMarked
package io.voxgate.event.live;

import org.jspecify.annotations.NullMarked;
