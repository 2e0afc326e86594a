package io.voxgate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What has to fit together among settings that each have their form. */
final class SettingsRules {
    private static final String ISSUER = "VOXGATE_OIDC_ISSUER";
    private static final String AUDIENCE = "VOXGATE_OIDC_AUDIENCE";
    private static final String CLIENT_ID = "VOXGATE_OIDC_CLIENT_ID";
    private static final List<String> SECRETS = List.of(OidcClient.SECRET, OidcClient.SECRET + "_FILE");
    private static final List<String> ONLY_WITH_ISSUER =
            List.of(AUDIENCE, CLIENT_ID, "VOXGATE_OIDC_ROLES_CLAIM", "VOXGATE_OIDC_TENANT_CLAIM");

    private SettingsRules() {}

    /**
     * All faults, a sentence each.
     *
     * @param given the variables that are set
     */
    static List<String> faults(Settings settings, Set<String> given) {
        List<String> faults = new ArrayList<>();
        Stream.<Runnable>of(
                        settings::database,
                        settings::operator,
                        settings::masterKeys,
                        settings::roleGrants,
                        settings::oidcClient)
                .forEach(rule -> {
                    try {
                        rule.run();
                    } catch (Settings.Invalid e) {
                        faults.add(e.getMessage());
                    }
                });
        OidcSettings oidc = settings.of(OidcSettings.class);
        faults.addAll(oidc.issuer()
                .map(issuer -> withIssuer(
                        issuer, oidc, settings.of(EgressSettings.class).privateAddresses()))
                .orElseGet(() -> ONLY_WITH_ISSUER.stream()
                        .filter(given::contains)
                        .map(name -> name + " means nothing without " + ISSUER + ".")
                        .toList()));
        if (!given.contains(CLIENT_ID)) {
            SECRETS.stream()
                    .filter(given::contains)
                    .map(name -> name + " means nothing without " + CLIENT_ID + ".")
                    .forEach(faults::add);
        }
        return faults;
    }

    /** @param development whether an issuer without TLS will do */
    private static List<String> withIssuer(String issuer, OidcSettings oidc, boolean development) {
        List<String> faults = new ArrayList<>();
        if (oidc.audience().isEmpty()) {
            faults.add(AUDIENCE + " is needed with " + ISSUER
                    + ": what the tokens for Voxgate have as aud (its client id, at most issuers).");
        }
        issuerFault(issuer, development)
                .map(sentence -> ISSUER + " " + sentence)
                .ifPresent(faults::add);
        return faults;
    }

    private static Optional<String> issuerFault(String value, boolean development) {
        try {
            URI uri = new URI(value);
            boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && development);
            return safe && SettingForm.isPlain(uri)
                    ? Optional.empty()
                    : Optional.of("must be an https URL without user, query and fragment"
                            + (development ? " (http is allowed in this installation)" : "") + ", not "
                            + SettingForm.withoutUser(value));
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL: " + SettingForm.withoutUser(value));
        }
    }
}
