package io.voxgate.sandbox.alibaba;

import io.voxgate.sandbox.BuiltInAccounts;
import io.voxgate.sandbox.MachineRole;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The metadata service of an ECS whose role is one of the built-in account's, in its hardened mode: a question carries
 * the token that another one has asked for. Document: alibabacloud.com/help, "Instance metadata" of Elastic Compute
 * Service, read 29 November 2026.
 */
@Singleton
public final class AlibabaMetadataSimulator implements Simulator {
    private static final String TOKEN_PATH = "/latest/api/token";
    private static final String TOKEN = "X-aliyun-ecs-metadata-token";
    private static final String GIVEN = "c2FuZGJveC1tYWNoaW5lLXRva2Vu";

    private final MachineRole machine;

    @Inject
    public AlibabaMetadataSimulator(SandboxWorld world) {
        this.machine = new MachineRole(world, "/latest/meta-data/ram/security-credentials/", "alibaba-rtc");
    }

    @Override
    public String vendor() {
        return "alibaba-metadata";
    }

    @Override
    public boolean recognises(SandboxRequest head) {
        return head.rawPath().equals(TOKEN_PATH) || machine.below(head);
    }

    @Override
    public boolean handles(SandboxRequest request) {
        return recognises(request);
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        if (request.rawPath().equals(TOKEN_PATH)) {
            boolean asked = request.method().equals("PUT")
                    && request.header(TOKEN + "-ttl-seconds")
                            .filter(seconds -> seconds.matches("[1-9][0-9]{0,4}"))
                            .isPresent();
            return asked ? MachineRole.text(200, GIVEN) : MachineRole.text(400, "400 - Bad Request");
        }
        if (request.header(TOKEN).filter(GIVEN::equals).isEmpty()) {
            return MachineRole.text(403, "403 - Forbidden");
        }
        return machine.answer(
                request,
                "STS.",
                BuiltInAccounts.ALIBABA_ID,
                key -> SandboxJson.object()
                        .put("AccessKeyId", key.id())
                        .put("AccessKeySecret", key.secret())
                        .put("Expiration", key.endsAt().toString())
                        .put("SecurityToken", key.token().orElseThrow())
                        .put(
                                "LastUpdated",
                                key.endsAt().minus(MachineRole.LASTS).toString())
                        .put("Code", "Success"));
    }
}
