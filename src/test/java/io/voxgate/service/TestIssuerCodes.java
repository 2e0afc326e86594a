package io.voxgate.service;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The codes of an issuer, each good once and for whoever began the sign-in: as RFC 6749 section 4.1.3 and RFC 7636
 * section 4.6 have it.
 */
final class TestIssuerCodes {
    private final Map<String, Approved> approved = new ConcurrentHashMap<>();

    private record Approved(Map<String, String> asked, UnaryOperator<String> token) {}

    /**
     * What a person's consent leads to: the issuer sends the browser back with a code.
     *
     * @param authorization where the service sent the browser
     * @param token makes the ID token for the nonce of the sign-in
     */
    String approve(URI authorization, UnaryOperator<String> token) {
        String code = UUID.randomUUID().toString();
        approved.put(code, new Approved(members(authorization.getRawQuery()), token));
        return code;
    }

    /** The ID token for a code; empty: it is not good, or not for who asks. */
    Optional<String> redeem(Map<String, String> form, Optional<String> authorization) {
        Optional<Approved> found = Optional.ofNullable(approved.remove(form.getOrDefault("code", "")));
        String client = URLEncoder.encode(TestIssuer.AUDIENCE, StandardCharsets.UTF_8)
                + ":"
                + URLEncoder.encode(TestIssuer.CLIENT_SECRET, StandardCharsets.UTF_8);
        String expected = "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
        return found.filter(_ -> authorization.filter(expected::equals).isPresent())
                .filter(_ -> "authorization_code".equals(form.get("grant_type")))
                .filter(code -> code.asked().get("redirect_uri").equals(form.get("redirect_uri")))
                .filter(code -> code.asked().get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", ""))))
                .map(code -> code.token().apply(code.asked().get("nonce")));
    }

    static Map<String, String> members(String form) {
        return Arrays.stream(form.split("&"))
                .map(member -> member.split("=", 2))
                .collect(Collectors.toMap(
                        member -> URLDecoder.decode(member[0], StandardCharsets.UTF_8),
                        member -> URLDecoder.decode(member[1], StandardCharsets.UTF_8)));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
