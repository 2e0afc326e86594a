package io.voxgate.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that signs calls to a simulated vendor: a permanent one, or a temporary one with its token.
 *
 * @param id SecretId or AccessKeyId
 * @param token what a temporary key's calls have to carry; empty: a permanent key, whose calls carry none
 * @param endsAt from then on a temporary key's token has expired
 */
public record SandboxKey(String id, String secret, Optional<String> token, Instant endsAt) {
    /** The vendors publish no form; what is shorter than this and wrong is not even like a token. */
    private static final int SHORTEST_TOKEN = 16;

    /** What is wrong with the token of a call. */
    public enum TokenFault {
        MISSING,
        MALFORMED,
        OF_ANOTHER_KEY,
        EXPIRED
    }

    public static SandboxKey permanent(String id, String secret) {
        return of(id, secret, Optional.empty());
    }

    /** A key as a customer has it, of whose end nothing is known. */
    public static SandboxKey of(String id, String secret, Optional<String> token) {
        return new SandboxKey(id, secret, token, Instant.MAX);
    }

    /** What the keys of a role are made of whose customer has no key: of nothing else than the role's name. */
    public static SandboxKey ofRole(String roleArn) {
        return permanent(
                roleArn,
                SandboxJson.hex(SandboxJson.mac("HmacSHA256", SandboxJson.utf8("role"), SandboxJson.utf8(roleArn))));
    }

    /** @param sent the token that a call carries */
    public Optional<TokenFault> tokenFault(Optional<String> sent, Instant now) {
        if (sent.isEmpty()) {
            return token.map(_ -> TokenFault.MISSING);
        }
        if (token.filter(own -> SandboxJson.same(own, sent.get())).isEmpty()) {
            return Optional.of(sent.get().length() < SHORTEST_TOKEN ? TokenFault.MALFORMED : TokenFault.OF_ANOTHER_KEY);
        }
        return now.isBefore(endsAt) ? Optional.empty() : Optional.of(TokenFault.EXPIRED);
    }

    @Override
    public String toString() {
        return "SandboxKey " + id;
    }
}
