/** Tests of live streams without the service. */
@NullMarked
package io.voxgate.event.stream;

import org.jspecify.annotations.NullMarked;
