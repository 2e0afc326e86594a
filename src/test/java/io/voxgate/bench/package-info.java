/**
 * Benchmarks: programs that compare in one run and print a report; no tests, but of what they count and compare with.
 */
@NullMarked
package io.voxgate.bench;

import org.jspecify.annotations.NullMarked;
