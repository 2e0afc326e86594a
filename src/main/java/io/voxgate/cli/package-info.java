/** What the launcher runs beside the service: the demo, which speaks to Voxgate from the outside, and the welcome of {@code start}. */
@NullMarked
package io.voxgate.cli;

import org.jspecify.annotations.NullMarked;
