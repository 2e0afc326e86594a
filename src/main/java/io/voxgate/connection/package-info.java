/**
 * Connections and credentials of a tenant: checked, stored encrypted, and opened for a call; the addresses that vendors
 * call back.
 */
@NullMarked
package io.voxgate.connection;

import org.jspecify.annotations.NullMarked;
