package io.voxgate.sandbox.alibaba;

import io.voxgate.sandbox.SandboxRequest;
import java.util.Map;
import java.util.Optional;

/** A signature as it was received, to be recomputed from what was received: one of the gateway's two kinds. */
interface AlibabaSignature {

    /** Reads whichever kind the request carries. */
    static AlibabaSignature of(SandboxRequest request, RpcParameters parameters) {
        String authorization = request.header("Authorization").orElse("");
        return authorization.isEmpty()
                ? RpcSignature.of(request, parameters)
                : Acs3Signature.of(request, parameters, authorization);
    }

    String keyId();

    /** The token of a temporary key, as sent. */
    Optional<String> token();

    String action();

    /** As sent, to be parsed. */
    String timestamp();

    String nonce();

    /** The parameters that are the operation's own. */
    Map<String, String> business();

    /** Whether this secret made it. */
    boolean madeWith(String secret);
}
