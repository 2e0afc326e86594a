/** Tencent's simulated Security Token Service, API version 2018-08-13: AssumeRole gives temporary keys. */
@NullMarked
package io.voxgate.sandbox.tencent.sts;

import org.jspecify.annotations.NullMarked;
