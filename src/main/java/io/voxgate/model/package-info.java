/**
 * The neutral voice agent, its channel, its events and the words of the translation report: immutable data with its
 * units, ranges and rules. Knows no vendor, no database and no HTTP.
 *
 * <p>Every component that a caller may leave out is {@code @Nullable}; absent always means "the vendor's own default".
 */
@NullMarked
package io.voxgate.model;

import org.jspecify.annotations.NullMarked;
