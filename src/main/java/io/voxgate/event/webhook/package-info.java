/**
 * Webhooks: which of a tenant's URLs gets which events, and the sending of them, checked, signed, bounded and repeated.
 */
@NullMarked
package io.voxgate.event.webhook;

import org.jspecify.annotations.NullMarked;
