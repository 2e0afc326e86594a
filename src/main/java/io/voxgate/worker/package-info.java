/**
 * Work in the background: a loop that ends its wait at a wake-up and backs off after failures, and leased, bounded,
 * drained work on it.
 */
@NullMarked
package io.voxgate.worker;

import org.jspecify.annotations.NullMarked;
