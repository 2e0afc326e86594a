/**
 * A running service seen from outside and from its database's owner, the operations of its contract, and tenants that
 * own one of everything.
 */
@NullMarked
package io.voxgate.testkit;

import org.jspecify.annotations.NullMarked;
