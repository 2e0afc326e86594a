package io.voxgate.config;

import io.voxgate.model.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Everything that the environment decides, read once. Rejects invalid values with a sentence that names the variable.
 *
 * @param port {@code VOXGATE_PORT}, 0 to 65535; 0: any free port
 * @param host {@code VOXGATE_HOST}: the address to listen on; empty: all of them, with {@code start} loopback
 * @param managementPort {@code VOXGATE_MANAGEMENT_PORT}, where health and metrics are; empty: 9000; 0: any free port
 * @param dataDir {@code VOXGATE_DATA_DIR}; empty: a place of our choice
 * @param database {@code VOXGATE_DATABASE_URL} or {@code VOXGATE_DATABASE_URL_FILE}; empty: the embedded database
 * @param operatorKey {@code VOXGATE_OPERATOR_KEY} or {@code VOXGATE_OPERATOR_KEY_FILE}; empty: nobody is the operator
 * @param masterKeys {@code VOXGATE_MASTER_KEY} or {@code VOXGATE_MASTER_KEY_FILE}; empty: the file that is kept beside the embedded database
 * @param publicUrl {@code VOXGATE_PUBLIC_URL}, without a slash at the end
 * @param sandbox {@code VOXGATE_SANDBOX}
 * @param privateAddresses {@code VOXGATE_PRIVATE_ADDRESSES}: whether connections and webhooks may reach loopback and private addresses
 * @param oidc {@code VOXGATE_OIDC_ISSUER} and what belongs to it; empty: keys alone
 */
public record Settings(
        int port, Optional<String> host, Optional<Integer> managementPort, Optional<Path> dataDir, Optional<DatabaseUrl> database, Optional<SecretText> operatorKey, MasterKeys masterKeys,
        Optional<String> publicUrl, boolean sandbox, boolean privateAddresses, Optional<OidcSettings> oidc) {
    private static final int LEAST_OPERATOR_KEY = 16;
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z.:-]{1,253}");

    /** An invalid setting; its message is the one line for the person who starts the service. */
    public static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Invalid(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * @param lookup the value of an environment variable, if it is set
     * @throws Invalid when a value is invalid
     */
    public static Settings read(Function<String, Optional<String>> lookup) {
        Function<String, Optional<String>> given = name -> lookup.apply(name).map(String::strip).filter(value -> !value.isEmpty());
        boolean privateAddresses = given.apply("VOXGATE_PRIVATE_ADDRESSES").map(value -> one("VOXGATE_PRIVATE_ADDRESSES", value, "allow", "refuse")).orElse(false);
        boolean sandbox = given.apply("VOXGATE_SANDBOX").map(value -> one("VOXGATE_SANDBOX", value, "on", "off")).orElse(false);
        return new Settings(
                given.apply("VOXGATE_PORT").map(value -> port("VOXGATE_PORT", value)).orElse(8080),
                host(given),
                given.apply("VOXGATE_MANAGEMENT_PORT").map(value -> port("VOXGATE_MANAGEMENT_PORT", value)),
                given.apply("VOXGATE_DATA_DIR").map(value -> path("VOXGATE_DATA_DIR", value)),
                SettingFiles.value(given, "VOXGATE_DATABASE_URL").map(DatabaseUrl::parse),
                SettingFiles.value(given, "VOXGATE_OPERATOR_KEY").map(value -> operatorKey(value, !sandbox)),
                MasterKeys.of(given, !sandbox),
                given.apply("VOXGATE_PUBLIC_URL").map(Settings::publicUrl),
                sandbox,
                privateAddresses,
                OidcSettings.read(given, privateAddresses));
    }

    private static int port(String name, String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new Invalid(name + " must be a number from 0 to 65535, not \"" + value + "\".");
        }
        throw new Invalid(name + " must be a number from 0 to 65535, not " + value + ".");
    }

    private static Optional<String> host(Function<String, Optional<String>> given) {
        List.of("VOXGATE_HOST", "VOXGATE_MANAGEMENT_HOST").forEach(name -> given.apply(name).filter(host -> !HOST.matcher(host).matches()).ifPresent(host -> {
            throw new Invalid(name + " must be an address of this machine (127.0.0.1, 0.0.0.0 for all, ::) or its name, not \"" + host + "\".");
        }));
        return given.apply("VOXGATE_HOST");
    }

    static Path path(String name, String value) {
        try {
            return Path.of(value).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new Invalid(name + " is no path: " + value);
        }
    }

    private static SecretText operatorKey(String value, boolean production) {
        if (value.length() < LEAST_OPERATOR_KEY || !value.matches("[\\x21-\\x7e]+")) {
            throw new Invalid("VOXGATE_OPERATOR_KEY must have at least " + LEAST_OPERATOR_KEY + " visible ASCII characters and no spaces.");
        }
        if (production) {
            KeyStrength.operatorKeyFault(value).ifPresent(fault -> {
                throw new Invalid("VOXGATE_OPERATOR_KEY " + fault + ". Make one: openssl rand -hex 24.");
            });
        }
        return new SecretText(value);
    }

    private static String publicUrl(String value) {
        try {
            URI uri = new URI(value);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return value.replaceAll("(?<!/)/+$", "");
            }
        } catch (URISyntaxException e) {
            throw new Invalid("VOXGATE_PUBLIC_URL is not a URL: " + value);
        }
        throw new Invalid("VOXGATE_PUBLIC_URL must be an http or https URL without user, query and fragment, not " + value);
    }

    private static boolean one(String name, String value, String yes, String no) {
        String word = value.toLowerCase(Locale.ROOT);
        if (word.equals(yes) || word.equals(no)) {
            return word.equals(yes);
        }
        throw new Invalid(name + " must be \"" + yes + "\" or \"" + no + "\", not \"" + value + "\".");
    }

    /**
     * A {@code postgresql://user:password@host:port/db} URL in the pieces that the driver wants. What goes to another machine is encrypted,
     * and that machine has to prove its name, unless the URL says otherwise.
     *
     * @param warning what is not safe about it
     */
    public record DatabaseUrl(String jdbcUrl, String user, SecretText password, Optional<String> warning) {
        private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
        private static final Pattern MODE = Pattern.compile("(?:^|&)sslmode=([^&]*)");
        private static final Pattern AUTHORITIES = Pattern.compile("(?:^|&)(sslrootcert|sslfactory)=");
        private static final Set<String> CLEAR = Set.of("disable", "allow", "prefer");
        /** The authorities that Java knows, as for https. */
        private static final String PUBLIC_AUTHORITIES = "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

        static DatabaseUrl parse(String value) {
            try {
                URI uri = new URI(value);
                String path = uri.getRawPath() == null ? "" : uri.getRawPath();
                if ((!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) || uri.getHost() == null
                        || uri.getRawUserInfo() == null || path.length() < 2) {
                    throw new Invalid(EXPECTED);
                }
                String[] user = uri.getRawUserInfo().split(":", 2);
                String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                String given = uri.getRawQuery() == null ? "" : uri.getRawQuery();
                boolean here = LOOPBACK.matcher(uri.getHost()).matches();
                String query = here ? given : encrypted(given);
                return new DatabaseUrl("jdbc:postgresql://" + uri.getHost() + port + path + (query.isEmpty() ? "" : "?" + query),
                        decode(user[0]), new SecretText(user.length < 2 ? "" : decode(user[1])),
                        here ? Optional.empty() : warning(uri.getHost(), query));
            } catch (URISyntaxException | IllegalArgumentException e) {
                throw new Invalid(EXPECTED);
            }
        }

        private static String encrypted(String query) {
            if (MODE.matcher(query).find()) {
                return query;
            }
            String mode = AUTHORITIES.matcher(query).find() ? "sslmode=verify-full" : "sslmode=verify-full&" + PUBLIC_AUTHORITIES;
            return query.isEmpty() ? mode : query + "&" + mode;
        }

        private static Optional<String> warning(String host, String query) {
            return MODE.matcher(query).results().map(match -> match.group(1)).filter(CLEAR::contains).findFirst().map(mode ->
                    "VOXGATE_DATABASE_URL has sslmode=" + mode + ": whoever is on the way to " + host
                            + " can read and change what is said there.");
        }

        private static final String EXPECTED =
                "VOXGATE_DATABASE_URL must look like postgresql://user:password@host:5432/database; special characters in it percent-encoded.";

        /** Percent-decoding only: a plus is a plus. */
        private static String decode(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
