package io.voxgate.sandbox.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.KeyScenario;
import io.voxgate.sandbox.RateLimit;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.SchemaViolation;
import io.voxgate.sandbox.TemporaryKeys;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every call to a Tencent product passes before the product sees it: common parameters, signature and clock, rate
 * limit, documented fields.
 */
public final class TencentRequestAuthenticator {
    private static final int MAX_BODY = 10 * 1024 * 1024;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    private final SandboxWorld world;
    private final TencentProduct product;
    private final RateLimit limits;

    /** Whether a call was let in. */
    public sealed interface AuthenticationResult {

        /**
         * @param accounts every account of the caller's key, at least one; which one is meant the product decides by
         *     the app id. None where the operation is not signed
         */
        record Admitted(String action, ObjectNode body, List<SandboxAccount> accounts, String requestId)
                implements AuthenticationResult {}

        record Rejected(SandboxReply reply) implements AuthenticationResult {}
    }

    private static final class AuthenticationRefusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String code;
        private final String detail;
        private final String keyId;

        AuthenticationRefusal(String code, String message) {
            this(code, message, "");
        }

        AuthenticationRefusal(String code, String message, String keyId) {
            super(message, null, false, false);
            this.code = code;
            this.detail = message;
            this.keyId = keyId;
        }
    }

    public TencentRequestAuthenticator(SandboxWorld world, TencentProduct product) {
        this.world = world;
        this.product = product;
        this.limits = new RateLimit(world.clock());
    }

    /** Whether the request speaks to this product. */
    public boolean recognises(SandboxRequest head) {
        return head.header("X-TC-Action").isPresent();
    }

    public boolean handles(SandboxRequest request) {
        return request.header("X-TC-Version").filter(product.version()::equals).isPresent();
    }

    public AuthenticationResult authenticate(SandboxRequest request) {
        String requestId = world.ids().get();
        try {
            return enter(request, requestId);
        } catch (AuthenticationRefusal refusal) {
            SandboxReply reply = TencentAnswer.error(requestId, refusal.code, refusal.detail);
            return new AuthenticationResult.Rejected(KeyScenario.dated(
                    reply, KeyScenario.time(refusal.keyId, world.clock().instant())));
        }
    }

    private AuthenticationResult enter(SandboxRequest request, String requestId) {
        checkProtocol(request);
        String action = header(request, "X-TC-Action");
        TencentProduct.ProductOperation operation = Optional.ofNullable(
                        product.operations().get(action))
                .orElseThrow(() ->
                        new AuthenticationRefusal("InvalidAction", "The Action `" + action + "` does not exist."));
        checkRegion(request, operation);
        List<SandboxAccount> accounts = operation.signed() ? authenticated(request) : unsigned(request);
        String keyId = accounts.stream().findFirst().map(SandboxAccount::keyId).orElse("");
        if (!limits.allows(keyId + " " + action, operation.perSecond())) {
            throw new AuthenticationRefusal(
                    "RequestLimitExceeded",
                    "More than " + operation.perSecond() + " calls of " + action + " in a second.");
        }
        return new AuthenticationResult.Admitted(action, body(request, operation), accounts, requestId);
    }

    private static void checkProtocol(SandboxRequest request) {
        if (!request.method().equals("POST") || !request.rawPath().equals("/")) {
            throw new AuthenticationRefusal("UnsupportedProtocol", "Call this product with POST at the path /.");
        }
        String type = request.header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        if (!type.equals("application/json") && !type.equals("application/json;charset=utf-8")) {
            throw new AuthenticationRefusal("InvalidRequest", "The Content-Type has to be application/json in UTF-8.");
        }
        if (request.body().length > MAX_BODY) {
            throw new AuthenticationRefusal("RequestSizeLimitExceeded", "The request is larger than 10 MB.");
        }
    }

    private void checkRegion(SandboxRequest request, TencentProduct.ProductOperation operation) {
        Optional<String> region = request.header("X-TC-Region").filter(name -> !name.isBlank());
        if (region.isEmpty() && product.regionRequired()) {
            throw new AuthenticationRefusal(
                    "MissingParameter", "The request is missing a required parameter `Region`.");
        }
        if (region.isPresent() && !operation.regions().matcher(region.get()).matches()) {
            throw new AuthenticationRefusal(
                    "UnsupportedRegion", "This operation is not offered in the region `" + region.get() + "`.");
        }
    }

    private List<SandboxAccount> authenticated(SandboxRequest request) {
        String timestamp = header(request, "X-TC-Timestamp");
        if (!SECONDS.matcher(timestamp).matches()) {
            throw new AuthenticationRefusal("InvalidParameter", "X-TC-Timestamp is not a number of seconds.");
        }
        Tc3Check check = Tc3Check.of(request, Long.parseLong(timestamp))
                .orElseThrow(
                        () -> new AuthenticationRefusal(
                                "AuthFailure.InvalidAuthorization",
                                "The Authorization header does not follow TC3-HMAC-SHA256, or its date is not that of X-TC-Timestamp."));
        if (!check.inTime(KeyScenario.time(check.secretId(), world.clock().instant()))) {
            throw new AuthenticationRefusal(
                    "AuthFailure.SignatureExpire",
                    "X-TC-Timestamp is more than five minutes away from the server's time.",
                    check.secretId());
        }
        KeyScenario.of(check.secretId()).ifPresent(TencentRequestAuthenticator::play);
        return known(check, request);
    }

    /** Whoever signs what needs no signature has misread the page. */
    private static List<SandboxAccount> unsigned(SandboxRequest request) {
        if (!header(request, "Authorization").equals("SKIP")) {
            throw new AuthenticationRefusal(
                    "AuthFailure.InvalidAuthorization", "The Authorization of this operation has to be SKIP.");
        }
        if (!SECONDS.matcher(header(request, "X-TC-Timestamp")).matches()) {
            throw new AuthenticationRefusal("InvalidParameter", "X-TC-Timestamp is not a number of seconds.");
        }
        return List.of();
    }

    private static void play(KeyScenario plot) {
        switch (plot) {
            case UNKNOWN_KEY, OTHER_SITE ->
                throw new AuthenticationRefusal("AuthFailure.SecretIdNotFound", "The SecretId is not found.");
            case WRONG_SECRET ->
                throw new AuthenticationRefusal(
                        "AuthFailure.SignatureFailure",
                        "The provided credentials could not be validated. Please check your signature is correct.");
            case FORBIDDEN ->
                throw new AuthenticationRefusal(
                        "AuthFailure.UnauthorizedOperation", "The operation is not authorized by CAM policy.");
            case THROTTLED ->
                throw new AuthenticationRefusal("RequestLimitExceeded", "The account's calls exceed the limit.");
            case EXPIRED_TOKEN -> throw tokenFailure(SandboxKey.TokenFault.EXPIRED);
            case WRONG_CLOCK -> {}
        }
    }

    private List<SandboxAccount> known(Tc3Check check, SandboxRequest request) {
        List<SandboxAccount> owners = TemporaryKeys.accounts(world.accounts(), product.vendor(), check.secretId());
        if (owners.isEmpty() && !check.secretId().startsWith("AKID")) {
            throw new AuthenticationRefusal("AuthFailure.InvalidSecretId", "The SecretId is not one of an API key.");
        }
        if (owners.isEmpty()) {
            throw new AuthenticationRefusal("AuthFailure.SecretIdNotFound", "The SecretId is not found.");
        }
        Optional<String> token = request.header("X-TC-Token").filter(text -> !text.isBlank());
        Instant now = world.clock().instant();
        List<SandboxAccount> holders = owners.stream()
                .filter(account -> account.key().tokenFault(token, now).isEmpty())
                .toList();
        if (holders.isEmpty()) {
            throw tokenFailure(owners.getFirst().key().tokenFault(token, now).orElseThrow());
        }
        List<SandboxAccount> signers = holders.stream()
                .filter(account -> check.madeWith(account.keySecret()))
                .toList();
        if (signers.isEmpty()) {
            throw new AuthenticationRefusal(
                    "AuthFailure.SignatureFailure",
                    "The provided credentials could not be validated. Please check your signature is correct.");
        }
        return signers;
    }

    /** The token is not signed; whatever is wrong with it has one error code. */
    private static AuthenticationRefusal tokenFailure(SandboxKey.TokenFault fault) {
        String why = switch (fault) {
            case MISSING -> "This SecretId is that of a temporary key, and the token is missing.";
            case MALFORMED, OF_ANOTHER_KEY -> "The token does not belong to this SecretId.";
            case EXPIRED -> "The token has expired.";
        };
        return new AuthenticationRefusal("AuthFailure.TokenFailure", why);
    }

    private ObjectNode body(SandboxRequest request, TencentProduct.ProductOperation operation) {
        JsonNode body = SandboxJson.parse(request.body())
                .orElseThrow(() -> new AuthenticationRefusal(
                        "InvalidParameter", "The body is not one JSON document without duplicate keys."));
        List<SchemaViolation> flaws = operation.shape().flaws("", body);
        if (!flaws.isEmpty()) {
            SchemaViolation flaw = flaws.getFirst();
            String code =
                    flaw.code().isEmpty() ? product.codes().getOrDefault(flaw.kind(), "InvalidParameter") : flaw.code();
            throw new AuthenticationRefusal(code, "The parameter `" + flaw.path() + "` " + flaw.detail() + ".");
        }
        return (ObjectNode) body;
    }

    private static String header(SandboxRequest request, String name) {
        return request.header(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new AuthenticationRefusal(
                        "MissingParameter", "The request is missing a required parameter `" + name + "`."));
    }
}
