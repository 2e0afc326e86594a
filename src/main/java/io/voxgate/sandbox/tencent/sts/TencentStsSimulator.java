package io.voxgate.sandbox.tencent.sts;

import static io.voxgate.sandbox.RequestSchema.freeObject;
import static io.voxgate.sandbox.RequestSchema.integer;
import static io.voxgate.sandbox.RequestSchema.listOf;
import static io.voxgate.sandbox.RequestSchema.object;
import static io.voxgate.sandbox.RequestSchema.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.BuiltInAccounts;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.RoleScenario;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.SchemaViolation;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.TemporaryKeys;
import io.voxgate.sandbox.WorkloadToken;
import io.voxgate.sandbox.WorkloadToken.WorkloadTokenFault;
import io.voxgate.sandbox.tencent.TencentAnswer;
import io.voxgate.sandbox.tencent.TencentProduct;
import io.voxgate.sandbox.tencent.TencentRequestAuthenticator;
import io.voxgate.sandbox.tencent.TencentRequestAuthenticator.AuthenticationResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tencent's Security Token Service: a key of any of the simulated products assumes a role, or a Kubernetes workload
 * with its token. Every account has every role, except those whose names say otherwise. Documents:
 * cloud.tencent.com/document/product/1312/48197 and 1312/73070, read 29 November 2026.
 */
@Singleton
public final class TencentStsSimulator implements Simulator {
    private static final Duration USUAL = Duration.ofHours(2);
    private static final Duration SHORT = Duration.ofMinutes(1);

    private static final Pattern REGIONS = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

    private static final RequestSchema ROLE = text().matching(
                    "qcs::cam::uin/[0-9]{1,20}:(role|roleName)/[^:\\s]{1,256}",
                    "is not the resource description of a role");

    private static final RequestSchema WEB_IDENTITY = object().required("RoleArn", ROLE)
            .required("ProviderId", text().notEmpty())
            .required("WebIdentityToken", text().notEmpty())
            .required("RoleSessionName", text().matching("[\\w+=,.@-]{2,128}", "is not a session's name"))
            .optional("DurationSeconds", integer().between("1", "43200").coded("InvalidParameter.OverTimeError"));

    private static final RequestSchema ASSUME = object().required("RoleArn", ROLE)
            .required("RoleSessionName", text().matching("[\\w+=,.@-]{2,128}", "is not a session's name"))
            .optional("DurationSeconds", integer().between("1", "43200").coded("InvalidParameter.OverTimeError"))
            .optional("Policy", text())
            .optional("ExternalId", text().matching("[\\w+=,.@:/-]{2,128}", "is not an external id"))
            .optional("Tags", listOf(freeObject()))
            .optional("SourceIdentity", text())
            .optional("SerialNumber", text())
            .optional("TokenCode", text());

    private static final TencentProduct PRODUCT = new TencentProduct(
            "tencent-sts",
            "2018-08-13",
            true,
            Map.of(
                    SchemaViolation.ViolationKind.UNKNOWN, "UnknownParameter",
                    SchemaViolation.ViolationKind.MISSING, "MissingParameter",
                    SchemaViolation.ViolationKind.TYPE, "InvalidParameter.ParamError",
                    SchemaViolation.ViolationKind.RANGE, "InvalidParameter.ParamError",
                    SchemaViolation.ViolationKind.VALUE, "InvalidParameter.ParamError"),
            Map.of(
                    "AssumeRole", new TencentProduct.ProductOperation(600, REGIONS, ASSUME),
                    "AssumeRoleWithWebIdentity",
                            new TencentProduct.ProductOperation(20, REGIONS, WEB_IDENTITY, false)));

    private final SandboxWorld world;
    private final TencentRequestAuthenticator authenticator;

    @Inject
    public TencentStsSimulator(SandboxWorld world) {
        this.world = new SandboxWorld(
                world.clock(),
                world.stage(),
                (_, keyId) -> Stream.of("tencent-trtc", "tencent-ccc")
                        .flatMap(vendor -> world.accounts().byKeyId(vendor, keyId).stream())
                        .toList(),
                world.callbackSender(),
                world.ids());
        this.authenticator = new TencentRequestAuthenticator(this.world, PRODUCT);
    }

    @Override
    public String vendor() {
        return PRODUCT.vendor();
    }

    @Override
    public boolean recognises(SandboxRequest head) {
        return authenticator.recognises(head);
    }

    @Override
    public boolean handles(SandboxRequest request) {
        return authenticator.handles(request);
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        return switch (authenticator.authenticate(request)) {
            case AuthenticationResult.Rejected rejected -> rejected.reply();
            case AuthenticationResult.Admitted call ->
                call.action().equals("AssumeRole") ? assume(call) : identified(call);
        };
    }

    /** A role that a customer without a key has named is that customer's, whoever the machine is that asks for it. */
    private SandboxReply assume(AuthenticationResult.Admitted call) {
        SandboxAccount caller = call.accounts().getFirst();
        boolean machine = TemporaryKeys.owner(caller.keyId())
                .filter(BuiltInAccounts.TENCENT_ID::equals)
                .isPresent();
        return assume(call, machine ? customer(call).orElse(caller.key()) : caller.key());
    }

    private SandboxReply identified(AuthenticationResult.Admitted call) {
        Optional<WorkloadTokenFault> fault = WorkloadToken.fault(
                call.body().path("WebIdentityToken").textValue(), world.clock().instant());
        if (fault.isPresent()) {
            return TencentAnswer.error(
                    call.requestId(),
                    "InvalidParameter.WebIdentityTokenError",
                    fault.get() == WorkloadTokenFault.EXPIRED
                            ? "The WebIdentityToken has expired."
                            : "The WebIdentityToken is not one of an identity provider.");
        }
        return customer(call)
                .map(owner -> assume(call, owner))
                .orElseGet(() -> TencentAnswer.error(
                        call.requestId(), "ResourceNotFound.RoleNotFound", "The role does not exist."));
    }

    private Optional<SandboxKey> customer(AuthenticationResult.Admitted call) {
        return world.accounts().byKeyId(vendor(), call.body().path("RoleArn").textValue()).stream()
                .map(SandboxAccount::key)
                .findFirst();
    }

    private SandboxReply assume(AuthenticationResult.Admitted call, SandboxKey owner) {
        Optional<RoleScenario> scenario =
                RoleScenario.of(call.body().path("RoleArn").textValue());
        if (scenario.filter(RoleScenario.UNKNOWN_ROLE::equals).isPresent()) {
            return TencentAnswer.error(call.requestId(), "ResourceNotFound.RoleNotFound", "The role does not exist.");
        }
        if (scenario.filter(RoleScenario.NOT_TRUSTED::equals).isPresent()) {
            return TencentAnswer.error(
                    call.requestId(), "UnauthorizedOperation", "You are not authorized to assume this role.");
        }
        Duration asked = Duration.ofSeconds(call.body().path("DurationSeconds").asLong(USUAL.toSeconds()));
        Duration lasts = scenario.map(_ -> SHORT).orElse(asked);
        Instant endsAt = world.clock().instant().plus(lasts).truncatedTo(ChronoUnit.SECONDS);
        SandboxKey key = TemporaryKeys.issue("AKID", owner, endsAt, world.ids().get());
        ObjectNode answer = SandboxJson.object();
        answer.putObject("Credentials")
                .put("Token", key.token().orElseThrow())
                .put("TmpSecretId", key.id())
                .put("TmpSecretKey", key.secret());
        return TencentAnswer.ok(
                call.requestId(),
                answer.put("ExpiredTime", endsAt.getEpochSecond()).put("Expiration", endsAt.toString()));
    }
}
