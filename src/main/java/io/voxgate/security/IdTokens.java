package io.voxgate.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** What an issuer must have said so that somebody is signed in: OpenID Connect Core, section 3.1.3.7. */
final class IdTokens {
    private static final Logger LOG = Logger.getLogger(IdTokens.class);
    private static final int CLOCKS_DIFFER_SECONDS = 30;

    /** Those with a private key: whoever knows the client's secret or the issuer's public key can sign with no other. */
    private static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.RSA_USING_SHA256,
        AlgorithmIdentifiers.RSA_USING_SHA384,
        AlgorithmIdentifiers.RSA_USING_SHA512,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
        AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
        AlgorithmIdentifiers.EDDSA
    };

    private IdTokens() {}

    /**
     * The claims of a token that the issuer made for this client and for the sign-in with this nonce; empty when it is
     * none.
     *
     * @param keys the issuer's keys, a JWK set
     */
    static Optional<JsonNode> claims(String token, JsonNode keys, String issuer, String client, String nonce) {
        try {
            JwtConsumer consumer = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS)
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(Json.write(keys)).getJsonWebKeys()))
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(client)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setAllowedClockSkewInSeconds(CLOCKS_DIFFER_SECONDS)
                    .build();
            return Json.parse(consumer.processToClaims(token).getRawJson()).filter(claims -> ours(claims, client, nonce));
        } catch (InvalidJwtException e) {
            // The exception's own text has the token in it.
            LOG.infof("An ID token of the issuer was refused: %s", e.getErrorDetails().stream().map(detail -> detail.getErrorCode()).toList());
        } catch (JoseException e) {
            LOG.infof("The issuer's keys cannot be read: cause=%s", e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private static boolean ours(JsonNode claims, String client, String nonce) {
        boolean ours = claims.path("nonce").asText().equals(nonce)
                && (!claims.has("azp") || claims.path("azp").asText().equals(client));
        if (!ours) {
            LOG.info("An ID token of the issuer was refused: it is of another sign-in or for another client");
        }
        return ours;
    }
}
