package io.voxgate.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.config.OidcSettings;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.secret.SecretCipher;
import io.voxgate.security.ApiKeys.KeyMark;
import io.voxgate.tenant.TenantCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who signed in to the portal, as a text that only this installation can read or make; the browser keeps it, the
 * service nothing. Of a key it has what recognises it, not the key: each request looks the key up anew, so that one
 * that was deleted, has expired or lost a role is that at once. Of a person it has what the issuer said at the sign-in,
 * which cannot be asked again, and so counts for less long.
 */
@ApplicationScoped
public class PortalSessions {
    static final Duration KEY_LASTS = Duration.ofHours(12);
    static final Duration PERSON_LASTS = Duration.ofHours(1);

    private static final String PURPOSE = "voxgate portal session";
    private static final String UNTIL = "until";
    private static final String PREFIX = "prefix";
    private static final String HASH = "sha256";
    private static final String ISSUER = "issuer";
    private static final String TENANT = "tenant";
    private static final String SUBJECT = "subject";
    private static final String ROLES = "roles";
    private static final String PERSON = "person:";

    private final ApiKeys apiKeys;
    private final TenantCache tenants;
    private final OidcSettings oidc;
    private final SecretCipher cipher;
    private final Clock clock;

    public PortalSessions(
            ApiKeys apiKeys, TenantCache tenants, OidcSettings oidc, SecretCipher cipher, Clock clock) {
        this.apiKeys = apiKeys;
        this.tenants = tenants;
        this.oidc = oidc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * A session of who has this key; empty when it is not known.
     *
     * @param source where it comes from
     * @throws Problem 401 when it has expired, 429 when nothing is known of it and too many like it came
     */
    public Optional<String> ofKey(String key, String source) {
        return apiKeys.caller(key, source).map(_ -> {
            KeyMark mark = apiKeys.mark(key);
            return seal(Json.object().put(PREFIX, mark.prefix()).put(HASH, mark.sha256()), KEY_LASTS);
        });
    }

    /** A session of somebody for whom the issuer vouched just now. */
    public String ofPerson(Caller person) {
        ObjectNode content = Json.object()
                .put(ISSUER, oidc.issuer().orElse(""))
                .put(TENANT, person.tenant())
                .put(SUBJECT, person.id().substring(PERSON.length()));
        person.roles().stream().sorted().map(CallerRole::word).forEach(content.putArray(ROLES)::add);
        return seal(content, PERSON_LASTS);
    }

    private String seal(ObjectNode content, Duration lasts) {
        return cipher.seal(
                PURPOSE,
                Json.write(content.put(UNTIL, clock.instant().plus(lasts).getEpochSecond())));
    }

    /**
     * Whose session it is; empty when it is over, or not one of this installation.
     *
     * @param source where it comes from
     * @throws Problem as {@link ApiKeys#caller(String, String)}
     */
    public Optional<Caller> caller(String sealed, String source) {
        return cipher.unseal(PURPOSE, sealed).flatMap(Json::parse).flatMap(content -> {
            Instant until = Instant.ofEpochSecond(content.path(UNTIL).asLong());
            return clock.instant().isBefore(until)
                    ? caller(content, source).map(caller -> endingBy(caller, until))
                    : Optional.empty();
        });
    }

    private Optional<Caller> caller(JsonNode content, String source) {
        return content.has(SUBJECT)
                ? person(content)
                : apiKeys.caller(
                        new KeyMark(
                                content.path(PREFIX).asText(),
                                content.path(HASH).asText()),
                        source);
    }

    private Optional<Caller> person(JsonNode content) {
        String tenant = content.path(TENANT).asText();
        boolean counts = oidc.issuer().filter(content.path(ISSUER).asText()::equals).isPresent() && tenants.has(tenant);
        return counts
                ? Optional.of(Caller.person(
                        tenant, roles(content.path(ROLES)), content.path(SUBJECT).asText(), Optional.empty()))
                : Optional.empty();
    }

    private static Set<CallerRole> roles(JsonNode words) {
        Set<String> given = words.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        return Arrays.stream(CallerRole.values())
                .filter(role -> given.contains(role.word()))
                .collect(Collectors.toSet());
    }

    /** What is made in a session, a live stream for example, does not outlive it. */
    private static Caller endingBy(Caller caller, Instant until) {
        Instant end = Stream.concat(Stream.of(until), caller.until().stream())
                .min(Instant::compareTo)
                .orElseThrow();
        return new Caller(caller.kind(), caller.tenantId(), caller.roles(), caller.id(), Optional.of(end));
    }
}
