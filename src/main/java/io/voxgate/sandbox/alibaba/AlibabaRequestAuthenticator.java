package io.voxgate.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.KeyScenario;
import io.voxgate.sandbox.RateLimit;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.SchemaViolation;
import io.voxgate.sandbox.TemporaryKeys;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What every call passes before the product sees it: protocol, key, clock, signature, nonce, operation, rate limit,
 * documented parameters.
 */
final class AlibabaRequestAuthenticator {
    static final Duration SKEW = Duration.ofMinutes(15);

    /** Not published for agents; a generous guess. */
    static final int PER_SECOND = 100;

    /** The parameters that every operation has, as far as one without a signature has them. */
    private static final List<String> COMMON = List.of("Action", "Version", "Format", "Timestamp", "SignatureNonce");

    private final SandboxWorld world;
    private final AlibabaProduct product;
    private final UsedNonces nonces = new UsedNonces(SKEW.multipliedBy(2));
    private final RateLimit limits;

    /**
     * @param accounts every account of the caller's key, at least one; which one is meant the product decides by the
     *     AppId
     */
    record AuthenticatedCall(String action, ObjectNode parameters, List<SandboxAccount> accounts) {}

    AlibabaRequestAuthenticator(SandboxWorld world, AlibabaProduct product) {
        this.world = world;
        this.product = product;
        this.limits = new RateLimit(world.clock());
    }

    /** @throws AlibabaRefusal when it does not get in */
    AuthenticatedCall authenticate(SandboxRequest request) {
        if (!request.rawPath().equals("/")) {
            throw new AlibabaRefusal(
                    404, "InvalidApi.NotFound", "Specified api is not found, please check your url and method.");
        }
        if (!product.methods().contains(request.method())) {
            throw new AlibabaRefusal(
                    400, "UnsupportedHTTPMethod", "This operation does not take " + request.method() + ".");
        }
        AlibabaSignature signature = AlibabaSignature.of(request, RpcParameters.of(request));
        List<SandboxAccount> accounts = authenticated(signature);
        String action = signature.action();
        var shape = Optional.ofNullable(product.operations().get(action))
                .orElseThrow(() -> new AlibabaRefusal(
                        404,
                        "InvalidApi.NotFound",
                        "Specified api " + action + " is not found, please check your url and method."));
        if (!limits.allows(signature.keyId() + " " + action, PER_SECOND)) {
            throw throttled();
        }
        ObjectNode parameters = SandboxJson.object();
        signature.business().forEach(parameters::put);
        shape.flaws("", parameters).stream().findFirst().ifPresent(flaw -> {
            throw refusal(flaw);
        });
        return new AuthenticatedCall(action, parameters, accounts);
    }

    /** The parameters of an operation that no key signs: what is in them proves who calls. */
    static ObjectNode unsigned(SandboxRequest request, RequestSchema shape) {
        ObjectNode parameters = SandboxJson.object();
        RpcParameters.of(request).all().forEach(parameters::put);
        parameters.remove(COMMON);
        shape.flaws("", parameters).stream().findFirst().ifPresent(flaw -> {
            throw refusal(flaw);
        });
        return parameters;
    }

    static AlibabaRefusal throttled() {
        return new AlibabaRefusal(400, "Throttling.User", "Request was denied due to user flow control.");
    }

    private static void play(KeyScenario plot) {
        switch (plot) {
            case UNKNOWN_KEY, OTHER_SITE ->
                throw new AlibabaRefusal(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
            case WRONG_SECRET ->
                throw new AlibabaRefusal(
                        400, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation.");
            case FORBIDDEN ->
                throw new AlibabaRefusal(
                        403,
                        "Forbidden.RAM",
                        "User not authorized to operate on the specified resource, or this API doesn't support RAM.");
            case EXPIRED_TOKEN -> throw refusal(SandboxKey.TokenFault.EXPIRED);
            case THROTTLED -> throw throttled();
            case WRONG_CLOCK -> {}
        }
    }

    private List<SandboxAccount> authenticated(AlibabaSignature signature) {
        List<SandboxAccount> owners = TemporaryKeys.accounts(world.accounts(), "alibaba-rtc", signature.keyId());
        if (owners.isEmpty()) {
            throw new AlibabaRefusal(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
        }
        Instant now = world.clock().instant();
        Instant theirs = KeyScenario.time(signature.keyId(), now);
        if (Duration.between(instant(signature.timestamp()), theirs).abs().compareTo(SKEW) > 0) {
            throw new AlibabaRefusal(
                    400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.", theirs);
        }
        KeyScenario.of(signature.keyId()).ifPresent(AlibabaRequestAuthenticator::play);
        List<SandboxAccount> holders = owners.stream()
                .filter(account ->
                        account.key().tokenFault(signature.token(), now).isEmpty())
                .toList();
        if (holders.isEmpty()) {
            throw refusal(
                    owners.getFirst().key().tokenFault(signature.token(), now).orElseThrow());
        }
        List<SandboxAccount> signers = holders.stream()
                .filter(account -> signature.madeWith(account.keySecret()))
                .toList();
        if (signers.isEmpty()) {
            throw new AlibabaRefusal(
                    400, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation.");
        }
        if (!nonces.use(signature.keyId() + " " + signature.nonce(), now)) {
            throw new AlibabaRefusal(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }
        return signers;
    }

    private static AlibabaRefusal refusal(SandboxKey.TokenFault fault) {
        return switch (fault) {
            case MISSING ->
                new AlibabaRefusal(400, "MissingSecurityToken", "SecurityToken is mandatory for this action.");
            case MALFORMED ->
                new AlibabaRefusal(400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.");
            case OF_ANOTHER_KEY ->
                new AlibabaRefusal(
                        400,
                        "InvalidSecurityToken.MismatchWithAccessKey",
                        "Specified SecurityToken mismatch with the AccessKey.");
            case EXPIRED ->
                new AlibabaRefusal(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
        };
    }

    private static Instant instant(String timestamp) {
        try {
            if (timestamp.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z")) {
                return Instant.parse(timestamp);
            }
        } catch (DateTimeException notATime) {
            throw malformed();
        }
        throw malformed();
    }

    private static AlibabaRefusal malformed() {
        return new AlibabaRefusal(
                400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
    }

    private static AlibabaRefusal refusal(SchemaViolation flaw) {
        boolean top = !flaw.path().contains(".") && !flaw.path().contains("[");
        String code = switch (flaw.kind()) {
            case UNKNOWN -> "InvalidParameter";
            case MISSING -> top ? "Missing" + flaw.path() : "MissingParameter";
            case TYPE -> "InvalidParameter.Format";
            case RANGE, VALUE -> top ? "Invalid" + flaw.path() : "InvalidParameter";
        };
        return new AlibabaRefusal(400, code, "The parameter " + flaw.path() + " " + flaw.detail() + ".");
    }

    /** Either an ACS3 call, or an RPC call whose Action is in the query, or may be in the form that follows. */
    static boolean recognises(SandboxRequest head) {
        boolean form = head.method().equals("POST")
                && head.header("Content-Type")
                        .filter("application/x-www-form-urlencoded"::equals)
                        .isPresent();
        return form || head.header("x-acs-action").isPresent() || ("&" + head.rawQuery()).contains("&Action=");
    }

    /** Whether a request is for this product. */
    boolean handles(SandboxRequest request) {
        return product.handles(request);
    }
}
