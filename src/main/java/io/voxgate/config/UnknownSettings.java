package io.voxgate.config;

import io.voxgate.model.NearestName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds {@code VOXGATE_…} names that are no settings, which are misspelled ones in most cases, and says which name is
 * near.
 */
final class UnknownSettings {
    private static final String PREFIX = "VOXGATE_";

    /**
     * Of the commands {@code apply} and {@code demo}, and what the launcher passes to them; a service that is started
     * beside them gets these too.
     */
    static final Set<String> OF_THE_COMMANDS =
            Set.of("VOXGATE_URL", "VOXGATE_KEY", "VOXGATE_TERMINAL", "VOXGATE_CALLER_DIR");

    /**
     * What Kubernetes gives to every pod about Services named voxgate or voxgate-…, unless the pod has
     * enableServiceLinks: false.
     */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "VOXGATE_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+");

    private UnknownSettings() {}

    /** A sentence for each name that is none, in alphabetical order. */
    static List<String> faults(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> !isKnown(variable.getKey(), variable.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .map(name -> name + " is not a setting."
                        + nearest(name)
                                .map(near -> " Did you mean " + near + "?")
                                .orElse(" docs/configuration.md lists the settings."))
                .toList();
    }

    private static boolean isKnown(String name, String value) {
        return !name.startsWith(PREFIX)
                || names().anyMatch(name::equals)
                || SERVICE_LINK.matcher(name).matches()
                || (name.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches());
    }

    private static Stream<String> names() {
        return Stream.concat(KnownSetting.all().stream().map(KnownSetting::variable), OF_THE_COMMANDS.stream());
    }

    /** Near is a name in which a third of the letters have to be changed at most, and three of a long one. */
    private static Optional<String> nearest(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        int most = Math.clamp((name.length() - PREFIX.length()) / 3, 1, 3);
        return names().filter(known -> NearestName.steps(upper, known) <= most)
                .min(Comparator.comparingInt((String known) -> NearestName.steps(upper, known))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
