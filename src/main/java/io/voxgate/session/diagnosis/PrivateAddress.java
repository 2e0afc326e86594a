package io.voxgate.session.diagnosis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host that a vendor in the internet cannot reach, as far as its name shows. No name is looked up. */
final class PrivateAddress {
    private PrivateAddress() {}

    /** The host of a URL, when it is one. */
    static Optional<String> in(@Nullable String url) {
        return Optional.ofNullable(url).flatMap(PrivateAddress::host).filter(PrivateAddress::unreachable);
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean unreachable(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || (!host.contains(".") && !host.startsWith("["))
                || host.endsWith(".local")
                || host.endsWith(".localhost")
                || host.endsWith(".internal")
                || host.matches("(127|10)\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}")
                || host.matches("192\\.168\\.[0-9]{1,3}\\.[0-9]{1,3}")
                || host.matches("172\\.(1[6-9]|2[0-9]|3[01])\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
}
