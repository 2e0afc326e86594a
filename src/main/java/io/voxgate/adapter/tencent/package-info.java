/**
 * What Tencent Cloud's products share: the TC3-HMAC-SHA256 signature, the answer's envelope, the common error codes,
 * UserSig.
 */
@NullMarked
package io.voxgate.adapter.tencent;

import org.jspecify.annotations.NullMarked;
