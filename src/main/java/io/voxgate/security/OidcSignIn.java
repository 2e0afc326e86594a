package io.voxgate.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.config.OidcClient;
import io.voxgate.config.OidcSettings;
import io.voxgate.egress.IssuerCalls;
import io.voxgate.egress.IssuerCalls.IssuerFailure;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import io.voxgate.secret.IdGenerator;
import io.voxgate.secret.SecretCipher;
import io.voxgate.secret.Sha256Digests;
import io.voxgate.security.NotSignedIn.SignInFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * The sign-in of people to the portal: OpenID Connect's code flow with PKCE, state and nonce. The browser carries the
 * code alone; the tokens go from the issuer to the service and are thrown away when they have said who it is.
 */
@ApplicationScoped
public class OidcSignIn {
    /** How long somebody may be at the issuer. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(OidcSignIn.class);
    private static final String PURPOSE = "voxgate sign-in with the issuer";
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration DISCOVERED = Duration.ofMinutes(5);
    /** Anybody may begin a sign-in: so many conversations with the issuer there are at once, and no more. */
    private static final int MOST_AT_ONCE = 8;

    private static final int LONGEST_WORD = 60;
    private static final String STATE = "state";
    private static final String NONCE = "nonce";
    private static final String VERIFIER = "verifier";
    private static final String RETURN = "return";
    private static final String TO = "to";
    private static final String UNTIL = "until";

    private final OidcSettings settings;
    private final OidcClient client;
    private final IssuerCalls calls;
    private final OidcCallers callers;
    private final PortalSessions sessions;
    private final SecretCipher cipher;
    private final IdGenerator random;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile Discovered discovered = new Discovered(Json.object(), Instant.MIN);

    public OidcSignIn(
            OidcSettings settings,
            OidcClient client,
            IssuerCalls calls,
            OidcCallers callers,
            PortalSessions sessions,
            SecretCipher cipher,
            IdGenerator random,
            Clock clock) {
        this.settings = settings;
        this.client = client;
        this.calls = calls;
        this.callers = callers;
        this.sessions = sessions;
        this.cipher = cipher;
        this.random = random;
        this.clock = clock;
    }

    /** The issuer's own description, until when it is taken as it is. */
    private record Discovered(JsonNode document, Instant until) {}

    /**
     * A sign-in that was begun.
     *
     * @param address where the browser goes
     * @param kept what it keeps until it comes back; only this installation can read it
     */
    public record BegunSignIn(String address, String kept) {}

    /**
     * What the issuer sent the browser back with.
     *
     * @param issuer who says so; empty: it does not say
     */
    public record IssuerReturn(String state, String code, String error, String issuer) {}

    /**
     * Somebody who is signed in.
     *
     * @param session for the portal's cookie
     * @param to the page that was asked for
     */
    public record FinishedSignIn(String session, String to) {}

    public boolean isOffered() {
        return settings.issuer().isPresent() && client.id().isPresent();
    }

    /**
     * @param back where the issuer sends the browser back to
     * @param to the page that is opened afterwards
     */
    public BegunSignIn begin(String back, String to) throws NotSignedIn {
        String verifier = random.secret();
        String state = random.secret();
        String nonce = random.secret();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", clientId());
        query.put("redirect_uri", back);
        query.put("scope", "openid");
        query.put(STATE, state);
        query.put(NONCE, nonce);
        query.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256Digests.sha256(verifier)));
        query.put("code_challenge_method", "S256");
        String endpoint = asked(() -> endpoint("authorization_endpoint"));
        String kept = cipher.seal(
                PURPOSE,
                Json.write(Json.object()
                        .put(STATE, state)
                        .put(NONCE, nonce)
                        .put(VERIFIER, verifier)
                        .put(RETURN, back)
                        .put(TO, to)
                        .put(UNTIL, clock.instant().plus(LONGEST).getEpochSecond())));
        return new BegunSignIn(endpoint + (endpoint.contains("?") ? "&" : "?") + IssuerCalls.form(query), kept);
    }

    /** @param kept what this browser kept of the sign-in that it began */
    public FinishedSignIn finish(Optional<String> kept, IssuerReturn returned) throws NotSignedIn {
        JsonNode begun = kept.flatMap(sealed -> cipher.unseal(PURPOSE, sealed))
                .flatMap(Json::parse)
                .filter(begin -> begin.path(STATE).asText().equals(returned.state()))
                .filter(begin -> clock.instant().getEpochSecond() < begin.path(UNTIL).asLong())
                .orElseThrow(() -> new NotSignedIn(SignInFailure.LATE));
        if (!returned.error().isEmpty()) {
            LOG.infof("The issuer refused a sign-in: error=%s", word(returned.error()));
            throw new NotSignedIn(SignInFailure.REFUSED);
        }
        if (!returned.issuer().isEmpty() && !returned.issuer().equals(issuer())) {
            LOG.warn("A sign-in came back from another issuer than it went to");
            throw new NotSignedIn(SignInFailure.TOKEN);
        }
        JsonNode claims = asked(() -> claims(returned.code(), begun)).orElseThrow(() -> new NotSignedIn(SignInFailure.TOKEN));
        return new FinishedSignIn(sessions.ofPerson(person(claims)), begun.path(TO).asText());
    }

    private Optional<JsonNode> claims(String code, JsonNode begun) throws IssuerFailure {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", begun.path(RETURN).asText());
        form.put("code_verifier", begun.path(VERIFIER).asText());
        String token = tokens(form).path("id_token").asText();
        return IdTokens.claims(
                token, calls.get(endpoint("jwks_uri")), issuer(), clientId(), begun.path(NONCE).asText());
    }

    /** A client with a secret shows it in the way that the standard has for all, or else in the form. */
    private JsonNode tokens(Map<String, String> form) throws IssuerFailure {
        JsonNode ways = document().path("token_endpoint_auth_methods_supported");
        boolean basic = ways.isMissingNode()
                || ways.valueStream().anyMatch(way -> way.asText().equals("client_secret_basic"));
        Optional<String> secret = client.secret().map(SecretText::reveal);
        if (secret.isPresent() && basic) {
            return calls.post(endpoint("token_endpoint"), form, IssuerCalls.basic(clientId(), secret.get()));
        }
        form.put("client_id", clientId());
        secret.ifPresent(text -> form.put("client_secret", text));
        return calls.post(endpoint("token_endpoint"), form, "");
    }

    private Caller person(JsonNode claims) throws NotSignedIn {
        try {
            return callers.caller(claims);
        } catch (Problem problem) {
            LOG.infof("Somebody of the issuer was not let in: %s", problem.detail());
            throw new NotSignedIn(problem.code() == ProblemCode.FORBIDDEN ? SignInFailure.ROLE : SignInFailure.NOBODY);
        }
    }

    private interface Question<T> {
        T ask() throws IssuerFailure;
    }

    private <T> T asked(Question<T> question) throws NotSignedIn {
        if (!places.tryAcquire()) {
            LOG.warn("Too many people sign in with the issuer at once");
            throw new NotSignedIn(SignInFailure.ISSUER);
        }
        try {
            return question.ask();
        } catch (IssuerFailure e) {
            LOG.warnf("Nobody can sign in with the issuer: cause=%s", e.getMessage());
            throw new NotSignedIn(SignInFailure.ISSUER);
        } finally {
            places.release();
        }
    }

    private String endpoint(String name) throws IssuerFailure {
        return Optional.of(document().path(name).asText())
                .filter(url -> url.startsWith("https://") || (url.startsWith("http://") && issuer().startsWith("http://")))
                .orElseThrow(() -> new IssuerFailure("the issuer's description has no " + name + " that will do"));
    }

    private JsonNode document() throws IssuerFailure {
        Discovered now = discovered;
        if (clock.instant().isBefore(now.until())) {
            return now.document();
        }
        String issuer = issuer();
        JsonNode document = calls.get(
                (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + DISCOVERY);
        if (!document.path("issuer").asText().equals(issuer)) {
            throw new IssuerFailure("the issuer's description is of another issuer");
        }
        discovered = new Discovered(document, clock.instant().plus(DISCOVERED));
        return document;
    }

    private String issuer() {
        return settings.issuer().orElseThrow();
    }

    private String clientId() {
        return client.id().orElseThrow();
    }

    /** One of the standard's words; the rest of what stands in the address is anybody's. */
    private static String word(String text) {
        return text.chars()
                .filter(letter -> (letter >= 'a' && letter <= 'z') || letter == '_')
                .limit(LONGEST_WORD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
