package io.voxgate.sandbox.alibaba;

import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signature version 3, ACS3-HMAC-SHA256: over the query, the listed headers and the hash of the body. The parts of its
 * header come in any order.
 */
final class Acs3Signature implements AlibabaSignature {
    private static final String SCHEME = "ACS3-HMAC-SHA256 ";
    private static final Pattern PART = Pattern.compile("(Credential|SignedHeaders|Signature)=([^,\\s]+)");
    private static final List<String> MUST =
            List.of("x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256");
    private static final Set<String> SYSTEM = Set.of("Action", "Version", "Format", "RegionId");

    private final SandboxRequest request;
    private final RpcParameters parameters;
    private final Map<String, String> parts;

    private Acs3Signature(SandboxRequest request, RpcParameters parameters, Map<String, String> parts) {
        this.request = request;
        this.parameters = parameters;
        this.parts = parts;
    }

    static Acs3Signature of(SandboxRequest request, RpcParameters parameters, String authorization) {
        Map<String, String> parts = new TreeMap<>();
        Matcher matcher = PART.matcher(authorization);
        while (matcher.find()) {
            parts.put(matcher.group(1), matcher.group(2));
        }
        Acs3Signature signature = new Acs3Signature(request, parameters, parts);
        if (!authorization.startsWith(SCHEME) || parts.size() != 3 || !signature.complete()) {
            throw new AlibabaRefusal(
                    400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
        }
        String inQuery = parameters.query().getOrDefault("Action", signature.action());
        if (!inQuery.equals(signature.action())) {
            throw new AlibabaRefusal(400, "InvalidParameter", "Action and x-acs-action differ.");
        }
        return signature;
    }

    /** Every header that has to be there is there and signed, and so is every other one of the family that was sent. */
    private boolean complete() {
        List<String> signed = signedHeaders();
        boolean family = request.headers().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-acs-"))
                .allMatch(signed::contains);
        return family
                && MUST.stream().allMatch(name -> !header(name).isBlank())
                && signed.stream().allMatch(name -> request.header(name).isPresent());
    }

    private List<String> signedHeaders() {
        return List.of(parts.getOrDefault("SignedHeaders", "").split(";")).stream()
                .sorted()
                .toList();
    }

    private String header(String name) {
        return request.header(name).orElse("").strip();
    }

    @Override
    public String keyId() {
        return parts.getOrDefault("Credential", "");
    }

    /** Of a header that is signed, as every one of its family. */
    @Override
    public Optional<String> token() {
        return Optional.of(header("x-acs-security-token")).filter(text -> !text.isEmpty());
    }

    @Override
    public String action() {
        return header("x-acs-action");
    }

    @Override
    public String timestamp() {
        return header("x-acs-date");
    }

    @Override
    public String nonce() {
        return header("x-acs-signature-nonce");
    }

    @Override
    public Map<String, String> business() {
        Map<String, String> business = new TreeMap<>(parameters.all());
        business.keySet().removeAll(SYSTEM);
        return business;
    }

    @Override
    public boolean madeWith(String secret) {
        StringBuilder headers = new StringBuilder();
        signedHeaders()
                .forEach(name ->
                        headers.append(name).append(':').append(header(name)).append('\n'));
        String bodyHash = header("x-acs-content-sha256");
        String canonical = String.join(
                "\n",
                request.method(),
                request.rawPath(),
                RpcParameters.canonical(parameters.query()),
                headers.toString(),
                parts.get("SignedHeaders"),
                bodyHash);
        String toSign = "ACS3-HMAC-SHA256\n" + SandboxJson.sha256Hex(SandboxJson.utf8(canonical));
        String expected =
                SandboxJson.hex(SandboxJson.mac("HmacSHA256", SandboxJson.utf8(secret), SandboxJson.utf8(toSign)));
        return SandboxJson.same(expected, parts.getOrDefault("Signature", ""))
                && SandboxJson.same(bodyHash, SandboxJson.sha256Hex(request.body()));
    }
}
