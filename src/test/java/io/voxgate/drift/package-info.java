/**
 * The drift watch: compares what the adapters send and read with the vendors' newest classes and API descriptions, and
 * names each field, value and operation that is new, gone or different.
 */
@NullMarked
package io.voxgate.drift;

import org.jspecify.annotations.NullMarked;
