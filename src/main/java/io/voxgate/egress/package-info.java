/**
 * The one place that sends a vendor call: pooling, the total deadline, the account's rate limit, address checks,
 * metrics and logs without content.
 */
@NullMarked
package io.voxgate.egress;

import org.jspecify.annotations.NullMarked;
