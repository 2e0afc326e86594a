package io.voxgate.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.KeyScenario;
import io.voxgate.sandbox.RateLimit;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.SchemaViolation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every call passes before the product sees it: protocol, key, clock, signature, nonce, operation, rate limit,
 * documented parameters.
 */
final class AlibabaRequestAuthenticator {
    static final Duration SKEW = Duration.ofMinutes(15);

    /** Not published for agents; a generous guess. */
    static final int PER_SECOND = 100;

    private final SandboxWorld world;
    private final UsedNonces nonces = new UsedNonces(SKEW.multipliedBy(2));
    private final RateLimit limits;

    /**
     * @param accounts every account of the caller's key, at least one; which one is meant the product decides by the
     *     AppId
     */
    record AuthenticatedCall(String action, ObjectNode parameters, List<SandboxAccount> accounts) {}

    AlibabaRequestAuthenticator(SandboxWorld world) {
        this.world = world;
        this.limits = new RateLimit(world.clock());
    }

    /** @throws AlibabaRefusal when it does not get in */
    AuthenticatedCall open(SandboxRequest request) {
        if (!request.rawPath().equals("/")) {
            throw new AlibabaRefusal(
                    404, "InvalidApi.NotFound", "Specified api is not found, please check your url and method.");
        }
        if (!request.method().equals("POST")) {
            throw new AlibabaRefusal(400, "UnsupportedHTTPMethod", "This operation takes POST.");
        }
        AlibabaSignature signature = AlibabaSignature.of(request, RpcParameters.of(request));
        List<SandboxAccount> accounts = authenticated(signature);
        String action = signature.action();
        var shape = Optional.ofNullable(AlibabaSchemas.OPERATIONS.get(action))
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
            case THROTTLED -> throw throttled();
            case WRONG_CLOCK -> {}
        }
    }

    private List<SandboxAccount> authenticated(AlibabaSignature signature) {
        List<SandboxAccount> owners = world.accounts().byKeyId("alibaba-rtc", signature.keyId());
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
        List<SandboxAccount> signers = owners.stream()
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

    /** Whether a request names this API's version, in a parameter or a header. */
    static boolean handles(SandboxRequest request) {
        String version = "2018-01-11";
        if (request.header("x-acs-version").filter(version::equals).isPresent()) {
            return true;
        }
        try {
            Map<String, String> all = RpcParameters.of(request).all();
            return version.equals(all.get("Version"));
        } catch (AlibabaRefusal unreadable) {
            return request.rawQuery().contains("Version=" + version);
        }
    }
}
