package io.voxgate.event.webhook;

import io.voxgate.event.webhook.WebhookUrl.UrlReading;
import io.voxgate.event.webhook.WebhookUrl.UrlReading.Readable;
import io.voxgate.event.webhook.WebhookUrl.UrlReading.Unusable;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a webhook's URL so that no other reading is possible: one spelling of each host is taken, every other one
 * (decimal, octal, short, Unicode, user info, trailing dots) is refused, whatever it may mean elsewhere.
 *
 * @param development http, any port and private names too; never the names of cloud metadata services
 */
record WebhookUrlParser(boolean development) {
    static final int LONGEST = 2048;

    private static final int LONGEST_NAME = 253;
    private static final int FIRST_FREE_PORT = 1024;
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern FOUR =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern SIX = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final Set<String> METADATA = Set.of(
            "metadata",
            "metadata.google.internal",
            "metadata.goog",
            "instance-data",
            "instance-data.ec2.internal",
            "metadata.tencentyun.com",
            "metadata.azure.internal",
            "metadata.azure.com",
            "metadata.aliyun.com",
            "metadata.oraclecloud.com",
            "metadata.packet.net",
            "rancher-metadata");
    private static final List<String> INSIDE = List.of(
            "localhost",
            "localdomain",
            "local",
            "internal",
            "intranet",
            "lan",
            "home",
            "corp",
            "private",
            "home.arpa",
            "svc",
            "cluster.local",
            "test",
            "invalid",
            "onion");

    UrlReading read(String url) {
        if (url.length() > LONGEST || !url.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return form("It must have at most " + LONGEST
                    + " visible ASCII characters: percent-encode the path, write an international name as xn--….");
        }
        try {
            return read(new URI(url));
        } catch (URISyntaxException e) {
            return form("It is not a URL.");
        }
    }

    private UrlReading read(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(development && scheme.equals("http"))) {
            return form("It must begin with https://" + (development ? " or http://." : "."));
        }
        if (uri.isOpaque() || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return form("It must be a whole URL like https://example.com/hooks, with a plain host name and "
                    + "without user, password and #fragment.");
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        if (port < 1 || port > 65_535 || (!development && port != 443 && port < FIRST_FREE_PORT)) {
            return new Unusable("NOT_ALLOWED", "The port must be 443 or 1024 to 65535.");
        }
        String path = (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return host(
                uri.getHost().toLowerCase(Locale.ROOT),
                address -> new WebhookUrl(tls, address.host(), port, address.literal(), path));
    }

    private record Host(String host, Optional<InetAddress> literal) {}

    @FunctionalInterface
    private interface Rest {
        WebhookUrl of(Host host);
    }

    private UrlReading host(String host, Rest rest) {
        if (FOUR.matcher(host).matches()) {
            return new Readable(rest.of(new Host(host, Optional.of(InetAddress.ofLiteral(host)))));
        }
        if (SIX.matcher(host).matches()) {
            String bare = host.substring(1, host.length() - 1);
            return new Readable(rest.of(new Host(bare, Optional.of(InetAddress.ofLiteral(bare)))));
        }
        if (host.length() > LONGEST_NAME || !NAME.matcher(host).matches()) {
            return form("The host must be a name, an IPv4 address of four decimal numbers, or an IPv6 address "
                    + "in brackets, without a dot at the end.");
        }
        if (METADATA.contains(host) || (!development && inside(host))) {
            return new Unusable("NOT_ALLOWED", "The host is not on the public internet.");
        }
        return new Readable(rest.of(new Host(host, Optional.empty())));
    }

    private static boolean inside(String host) {
        return !host.contains(".") || INSIDE.stream().anyMatch(end -> host.equals(end) || host.endsWith("." + end));
    }

    private static Unusable form(String why) {
        return new Unusable("WRONG_FORM", why);
    }
}
