package io.voxgate.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The forms that a value of the environment may have. Each knows how it is described, and finds a value that does not
 * have it.
 */
public enum SettingForm {
    PORT("port, 0 to 65535; 0: any free one") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            Optional<String> fault = wholeNumber(value, 0, 65_535);
            return value.contains("://") ? fault.map(sentence -> sentence + KUBERNETES) : fault;
        }
    },
    HOST("address or name of this machine") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            return HOST_NAME.matcher(value).matches()
                    ? Optional.empty()
                    : Optional.of(
                            "must be an address of this machine (127.0.0.1, 0.0.0.0 for all, ::) or its name, not "
                                    + "\"" + value + "\".");
        }
    },
    PATH("path") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            try {
                Path _ = Path.of(value);
                return Optional.empty();
            } catch (InvalidPathException e) {
                return Optional.of("is not a path: " + e.getReason() + ".");
            }
        }
    },
    WEB_URL("http or https URL") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            try {
                URI uri = new URI(value);
                boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
                return web && isPlain(uri)
                        ? Optional.empty()
                        : Optional.of("must be an http or https URL without user, query and fragment, not "
                                + withoutUser(value));
            } catch (URISyntaxException e) {
                return Optional.of("is not a URL: " + withoutUser(value));
            }
        }
    },
    NUMBER("") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            return wholeNumber(value, setting.min(), setting.max());
        }

        @Override
        String allowed(Setting setting) {
            return String.format(Locale.ROOT, "%s, %,d to %,d", setting.unit(), setting.min(), setting.max());
        }
    },
    DURATION("") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            try {
                long millis = DurationConverter.parseDuration(value).toMillis();
                return millis >= setting.min() && millis <= setting.max() ? Optional.empty() : duration(setting, value);
            } catch (IllegalArgumentException | ArithmeticException e) {
                return duration(setting, value);
            }
        }

        @Override
        String allowed(Setting setting) {
            return "time, " + time(setting.min()) + " to " + time(setting.max());
        }
    },
    ON_OFF("`on`, `off`") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            return oneOf(value, "on", "off");
        }
    },
    ALLOW_REFUSE("`allow`, `refuse`") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            return oneOf(value, "allow", "refuse");
        }
    },
    WORKLOAD_INSTANCE("`workload`, `instance`") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            return oneOf(value, "workload", "instance");
        }
    },
    /** What it may be is looked at with others, by {@link SettingsRules}. */
    TEXT("") {
        @Override
        Optional<String> fault(Setting setting, String value) {
            return Optional.empty();
        }

        @Override
        String allowed(Setting setting) {
            return setting.unit();
        }
    };

    private static final Pattern HOST_NAME = Pattern.compile("[0-9A-Za-z.:-]{1,253}");
    private static final String KUBERNETES =
            " Kubernetes sets it so for a Service of this name: set enableServiceLinks: false in the pod.";

    private final String description;

    SettingForm(String description) {
        this.description = description;
    }

    /** What is wrong with a value, as the sentence that follows the name of the variable. */
    abstract Optional<String> fault(Setting setting, String value);

    /** What is allowed, for a person who looks it up. */
    String allowed(Setting setting) {
        return description;
    }

    static boolean isPlain(URI uri) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    /** A user in a URL may have a password. */
    static String withoutUser(String url) {
        return url.replaceAll("//[^/]*@", "//***@");
    }

    private static Optional<String> wholeNumber(String value, long min, long max) {
        String expected = "must be a number from " + min + " to " + max + ", not ";
        try {
            long number = Long.parseLong(value);
            return number >= min && number <= max ? Optional.empty() : Optional.of(expected + number + ".");
        } catch (NumberFormatException e) {
            return Optional.of(expected + "\"" + value + "\".");
        }
    }

    private static Optional<String> duration(Setting setting, String value) {
        return Optional.of("must be a time from " + time(setting.min()) + " to " + time(setting.max())
                + ", for example 15s or 500ms, not \"" + value + "\".");
    }

    private static String time(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }

    private static Optional<String> oneOf(String value, String yes, String no) {
        String word = value.toLowerCase(Locale.ROOT);
        return word.equals(yes) || word.equals(no)
                ? Optional.empty()
                : Optional.of("must be \"" + yes + "\" or \"" + no + "\", not \"" + value + "\".");
    }
}
