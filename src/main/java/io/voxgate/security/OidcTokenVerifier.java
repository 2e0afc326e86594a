package io.voxgate.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.config.OidcSettings;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The OIDC issuer, when there is one: which tokens of it count. It is asked for its keys when the first token comes, so
 * that the service starts and keys work while it is out of reach. A token of a key that is not known has them read
 * again, at most once in ten seconds, and waits for that alone.
 */
@ApplicationScoped
public class OidcTokenVerifier implements TenantConfigResolver {
    private static final Logger LOG = Logger.getLogger(OidcTokenVerifier.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration NEW_KEYS = Duration.ofSeconds(10);
    private static final int CLOCKS_DIFFER_SECONDS = 30;

    private final Optional<OidcTenantConfig> config;
    private final CurrentIdentityAssociation current;
    private final Clock clock;
    private volatile Instant askAgainAt = Instant.MIN;

    /**
     * The issuer's keys were read once: a token of a known key needs no issuer any more, and one of an unknown key
     * concerns no other caller.
     */
    private volatile boolean hasKeys;

    public OidcTokenVerifier(OidcSettings settings, CurrentIdentityAssociation current, Clock clock) {
        this.config = settings.issuer()
                .map(issuer -> config(issuer, settings.audience().orElseThrow()));
        this.current = current;
        this.clock = clock;
    }

    /** Of the type that is the default: a service, which verifies tokens and redirects no one to sign in. */
    private static OidcTenantConfig config(String issuer, String audience) {
        return new OidcTenantConfigBuilder()
                .tenantId("people")
                .authServerUrl(issuer)
                .clientId(audience)
                .connectionTimeout(CONNECT)
                .token()
                .issuer(issuer)
                .audience(audience)
                .subjectRequired()
                .lifespanGrace(CLOCKS_DIFFER_SECONDS)
                .forcedJwkRefreshInterval(NEW_KEYS)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end()
                .build();
    }

    /** Whether people can sign in at all. */
    public boolean isConfigured() {
        return config.isPresent();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        return config.map(settings -> Uni.createFrom().item(settings))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    /**
     * What the token of the request that is being answered says, when it is one of the issuer's: signed by it, for us,
     * and valid now.
     *
     * @throws Problem 503 when the issuer had to be asked for this token and did not answer
     */
    public Optional<JsonNode> claims() {
        if (config.isEmpty()) {
            return Optional.empty();
        }
        if (!hasKeys && clock.instant().isBefore(askAgainAt)) {
            throw unreachable();
        }
        try {
            SecurityIdentity identity = current.getDeferredIdentity().await().atMost(TIMEOUT);
            Optional<AccessTokenCredential> token =
                    Optional.ofNullable(identity.getCredential(AccessTokenCredential.class));
            hasKeys = hasKeys || token.isPresent();
            return token.flatMap(credential -> payload(credential.getToken()));
        } catch (OIDCException | TimeoutException e) {
            LOG.warnf("The OIDC issuer cannot be reached: cause=%s", e.getMessage());
            askAgainAt = clock.instant().plus(PAUSE);
            throw unreachable();
        } catch (RuntimeException e) {
            LOG.debugf("A token was refused: cause=%s", e.toString());
            return Optional.empty();
        }
    }

    private static Problem unreachable() {
        return Problem.of(
                        ProblemCode.UNAVAILABLE,
                        "Voxgate cannot reach the issuer that you signed in with. Keys work; try again later with this token.")
                .mayRetry();
    }

    private static Optional<JsonNode> payload(String token) {
        return Json.parse(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }
}
