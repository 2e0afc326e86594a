/**
 * The simulated AI calls of Tencent CCC, API version 2020-02-10: dial, hang up, control, transfer, the look-ups, the
 * call records and their data push.
 */
@NullMarked
package io.voxgate.sandbox.tencent.ccc;

import org.jspecify.annotations.NullMarked;
