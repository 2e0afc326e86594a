/**
 * What was read from the database lately and is read again all the time, kept in memory until it is changed by
 * whichever replica.
 */
@NullMarked
package io.voxgate.caching;

import org.jspecify.annotations.NullMarked;
