package io.voxgate.event.webhook;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where a webhook's request goes, read from its URL without any doubt.
 *
 * @param host lower case; an IPv6 address without brackets
 * @param literal the address, when the URL says one
 * @param path with the query, as it was written
 */
record WebhookUrl(boolean tls, String host, int port, Optional<InetAddress> literal, String path) {

    /** The {@code Host} header. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /** A URL, read: a target or the reason why it is none. */
    sealed interface UrlReading {
        record Readable(WebhookUrl target) implements UrlReading {}

        /** @param why a sentence for the person who wrote the URL */
        record Unusable(String code, String why) implements UrlReading {}
    }
}
