/** What the simulated Tencent products share: the signed door of API 3.0 and its answers. */
@NullMarked
package io.voxgate.sandbox.tencent;

import org.jspecify.annotations.NullMarked;
