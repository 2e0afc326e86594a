/** Whether a call is allowed, and when next: from a tenant's policies and the facts of a call, by nothing else. No I/O, no clock. */
@NullMarked
package io.voxgate.callingpolicy;

import org.jspecify.annotations.NullMarked;
