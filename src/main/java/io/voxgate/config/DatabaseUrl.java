package io.voxgate.config;

import io.voxgate.model.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A {@code postgresql://user:password@host:port/db} URL in the pieces that the driver wants. What goes to another
 * machine is encrypted, and that machine has to prove its name, unless the URL says otherwise.
 *
 * @param warning what is not safe about it
 */
public record DatabaseUrl(String jdbcUrl, String user, SecretText password, Optional<String> warning) {
    private static final String VARIABLE = "VOXGATE_DATABASE_URL";
    private static final String EXPECTED = VARIABLE
            + " must look like postgresql://user:password@host:5432/database; special characters in it percent-encoded.";

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern MODE = Pattern.compile("(?:^|&)sslmode=([^&]*)");
    private static final Pattern AUTHORITIES = Pattern.compile("(?:^|&)(sslrootcert|sslfactory)=");
    private static final Set<String> CLEAR = Set.of("disable", "allow", "prefer");
    /** The authorities that Java knows, as for https. */
    private static final String PUBLIC_AUTHORITIES = "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

    /** @throws Settings.Invalid when the URL has another form, or is given twice */
    static Optional<DatabaseUrl> of(DataSettings settings) {
        return SettingFiles.value(VARIABLE, settings.databaseUrl(), settings.databaseUrlFile())
                .map(SecretText::reveal)
                .map(DatabaseUrl::parse);
    }

    private static DatabaseUrl parse(String value) {
        try {
            URI uri = new URI(value);
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            if ((!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme()))
                    || uri.getHost() == null
                    || uri.getRawUserInfo() == null
                    || path.length() < 2) {
                throw new Settings.Invalid(EXPECTED);
            }
            String[] user = uri.getRawUserInfo().split(":", 2);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String given = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            boolean here = LOOPBACK.matcher(uri.getHost()).matches();
            String query = here ? given : encrypted(given);
            return new DatabaseUrl(
                    "jdbc:postgresql://" + uri.getHost() + port + path + (query.isEmpty() ? "" : "?" + query),
                    decode(user[0]),
                    new SecretText(user.length < 2 ? "" : decode(user[1])),
                    here ? Optional.empty() : warning(uri.getHost(), query));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new Settings.Invalid(EXPECTED);
        }
    }

    private static String encrypted(String query) {
        if (MODE.matcher(query).find()) {
            return query;
        }
        String mode =
                AUTHORITIES.matcher(query).find() ? "sslmode=verify-full" : "sslmode=verify-full&" + PUBLIC_AUTHORITIES;
        return query.isEmpty() ? mode : query + "&" + mode;
    }

    private static Optional<String> warning(String host, String query) {
        return MODE.matcher(query)
                .results()
                .map(match -> match.group(1))
                .filter(CLEAR::contains)
                .findFirst()
                .map(mode -> VARIABLE + " has sslmode=" + mode + ": whoever is on the way to " + host
                        + " can read and change what is said there.");
    }

    /** Percent-decoding only: a plus is a plus. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
