/** Benchmarks: programs that compare in one run and print a report; no tests. */
@NullMarked
package io.voxgate.bench;

import org.jspecify.annotations.NullMarked;
