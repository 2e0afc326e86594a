package io.voxgate.connection;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host as it can be compared: lower case, in ASCII (IDNA), without the dot at its end, addresses in their one usual
 * spelling.
 *
 * @param name a domain name or an address; an IPv6 address without brackets
 * @param port the port; 443 unless something else is said
 */
public record HostName(String name, int port) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int HIGHEST = 65_535;
    private static final int LONGEST = 253;
    private static final Pattern ENTRY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:/?#@\\s*\\\\%]+)(?::([0-9]{1,5}))?");
    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.*[a-z])([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /**
     * Reads {@code api.example.com}, {@code api.example.com:8443} or {@code [2001:db8::1]:8443}; empty when it is
     * something else, a wildcard or a URL.
     */
    public static Optional<HostName> parse(String text) {
        Matcher parts = ENTRY.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(2) == null ? HTTPS : Integer.parseInt(parts.group(2));
        return port < 1 || port > HIGHEST
                ? Optional.empty()
                : normal(parts.group(1)).map(name -> new HostName(name, port));
    }

    /** Where a URL leads; empty when it names no host, a port that is none, or plain HTTP at the port of HTTPS. */
    public static Optional<HostName> of(String url) {
        try {
            URI uri = new URI(url);
            boolean tls = "https".equalsIgnoreCase(uri.getScheme());
            int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
            return Optional.ofNullable(uri.getHost())
                    .filter(_ -> (tls || port != HTTPS) && port >= 1 && port <= HIGHEST)
                    .flatMap(HostName::normal)
                    .map(name -> new HostName(name, port));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * The address that this name is written as, also in the shortened, octal and hexadecimal spellings that some
     * resolvers take; empty for a domain name.
     */
    public Optional<InetAddress> literal() {
        return literal(name);
    }

    private static Optional<String> normal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return literal(bare).map(InetAddress::getHostAddress).or(() -> domain(bare));
    }

    private static Optional<String> domain(String host) {
        try {
            String ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            return name.length() <= LONGEST && DOMAIN.matcher(name).matches() ? Optional.of(name) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> literal(String text) {
        if (text.indexOf(':') >= 0) {
            return attempt(() -> Inet6Address.ofLiteral(text));
        }
        return text.isEmpty() || !Character.isDigit(text.charAt(0))
                ? Optional.empty()
                : attempt(() -> Inet4Address.ofPosixLiteral(text));
    }

    private interface Parse {
        InetAddress address();
    }

    private static Optional<InetAddress> attempt(Parse parse) {
        try {
            return Optional.of(parse.address());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As a credential's {@code hosts} shows it: the port only when it is not 443. */
    @Override
    public String toString() {
        String host = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        return port == HTTPS ? host : host + ":" + port;
    }
}
