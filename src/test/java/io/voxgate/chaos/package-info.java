/**
 * Chaos from a seed: faults of vendors, replicas, clocks, PostgreSQL and callbacks at once, and a judge that compares
 * what the vendors did, what is stored, and what callers and receivers were told.
 */
@NullMarked
package io.voxgate.chaos;

import org.jspecify.annotations.NullMarked;
