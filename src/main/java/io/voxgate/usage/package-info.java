/** What a tenant's sessions come to: counts, time, ends and latencies, summed up as they happen. */
@NullMarked
package io.voxgate.usage;

import org.jspecify.annotations.NullMarked;
