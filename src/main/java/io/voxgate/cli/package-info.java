/**
 * What the launcher runs beside the service: {@code apply} and {@code demo}, which speak to Voxgate from the outside,
 * and what {@code start} prints.
 */
@NullMarked
package io.voxgate.cli;

import org.jspecify.annotations.NullMarked;
