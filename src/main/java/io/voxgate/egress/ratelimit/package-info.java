/** The vendors' rate limits, shared by all replicas: at which moment each call of an account may be sent. */
@NullMarked
package io.voxgate.egress.ratelimit;

import org.jspecify.annotations.NullMarked;
