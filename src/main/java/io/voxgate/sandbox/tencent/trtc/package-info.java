/**
 * The simulated conversational AI of Tencent TRTC, API version 2019-07-22: start, stop, describe, update and control a
 * task, and callbacks 901 to 909.
 */
@NullMarked
package io.voxgate.sandbox.tencent.trtc;

import org.jspecify.annotations.NullMarked;
