/**
 * What Alibaba Cloud's RPC products share: percent encoding, the ACS3-HMAC-SHA256 signature, the answer's envelope, the
 * common error codes; and the RTC join token.
 */
@NullMarked
package io.voxgate.adapter.alibaba;

import org.jspecify.annotations.NullMarked;
