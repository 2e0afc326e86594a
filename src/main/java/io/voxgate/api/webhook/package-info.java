/** Webhooks and their deliveries over HTTP. */
@NullMarked
package io.voxgate.api.webhook;

import org.jspecify.annotations.NullMarked;
