/**
 * The port to the vendors: what an adapter must do ({@link io.voxgate.adapter.VendorAdapter}), the small types it
 * speaks in, and the field tables that make a vendor's request and the report on it together. Pure: nothing here does
 * I/O, reads a clock or draws a random number.
 */
@NullMarked
package io.voxgate.adapter;

import org.jspecify.annotations.NullMarked;
