/**
 * The vendors' simulators, as strict as the vendors: signatures and clocks, documented fields with their types, ranges
 * and combinations, error codes, rate limits, the life of a task or call, a short scripted conversation and the
 * callbacks. Written from the vendors' documents; shares no code with the adapters.
 */
@NullMarked
package io.voxgate.sandbox;

import org.jspecify.annotations.NullMarked;
