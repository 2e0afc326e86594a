package io.voxgate.sandbox.alibaba;

import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxRequest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** RPC signature version 1.0, HMAC-SHA1: over every parameter, wherever it stands; headers are not signed. */
final class RpcSignature implements AlibabaSignature {
    private static final String SIGNATURE = "Signature";
    private static final String TOKEN = "SecurityToken";
    private static final Set<String> SYSTEM = Set.of(
            "Action",
            "Version",
            "Format",
            "RegionId",
            "AccessKeyId",
            "SignatureMethod",
            "SignatureVersion",
            "SignatureNonce",
            "Timestamp",
            SIGNATURE,
            TOKEN);

    private final String method;
    private final Map<String, String> parameters;

    private RpcSignature(String method, Map<String, String> parameters) {
        this.method = method;
        this.parameters = parameters;
    }

    static RpcSignature of(SandboxRequest request, RpcParameters parameters) {
        RpcSignature signature = new RpcSignature(request.method(), parameters.all());
        for (String name : new String[] {SIGNATURE, "SignatureNonce", "SignatureVersion"}) {
            if (signature.value(name).isEmpty()) {
                throw new AlibabaRefusal(
                        400,
                        "IncompleteSignature",
                        "The request signature does not conform to Aliyun standards: " + name + " is missing.");
            }
        }
        if (!signature.value("SignatureMethod").equals("HMAC-SHA1")
                || !signature.value("SignatureVersion").equals("1.0")) {
            throw new AlibabaRefusal(
                    400,
                    "InvalidSignatureMethod",
                    "This gateway takes HMAC-SHA1 of SignatureVersion 1.0, and ACS3-HMAC-SHA256.");
        }
        signature.required("AccessKeyId");
        signature.required("Timestamp");
        signature.required("Action");
        return signature;
    }

    private void required(String name) {
        if (value(name).isEmpty()) {
            throw new AlibabaRefusal(400, "Missing" + name, name + " is mandatory for this action.");
        }
    }

    private String value(String name) {
        return parameters.getOrDefault(name, "");
    }

    @Override
    public String keyId() {
        return value("AccessKeyId");
    }

    @Override
    public Optional<String> token() {
        return Optional.of(value(TOKEN)).filter(text -> !text.isEmpty());
    }

    @Override
    public String action() {
        return value("Action");
    }

    @Override
    public String timestamp() {
        return value("Timestamp");
    }

    @Override
    public String nonce() {
        return value("SignatureNonce");
    }

    @Override
    public Map<String, String> business() {
        Map<String, String> business = new TreeMap<>(parameters);
        business.keySet().removeAll(SYSTEM);
        return business;
    }

    @Override
    public boolean madeWith(String secret) {
        Map<String, String> signed = new TreeMap<>(parameters);
        signed.remove(SIGNATURE);
        String toSign = method + "&%2F&" + RpcParameters.encoded(RpcParameters.canonical(signed));
        String expected = Base64.getEncoder()
                .encodeToString(SandboxJson.mac("HmacSHA1", SandboxJson.utf8(secret + "&"), SandboxJson.utf8(toSign)));
        return SandboxJson.same(expected, value(SIGNATURE));
    }
}
