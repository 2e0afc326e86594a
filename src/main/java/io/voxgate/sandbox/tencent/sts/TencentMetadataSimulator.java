package io.voxgate.sandbox.tencent.sts;

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
 * The metadata service of a CVM whose role is one of the built-in account's. Document:
 * cloud.tencent.com/document/product/213/4934, "Instance metadata", read 29 November 2026.
 */
@Singleton
public final class TencentMetadataSimulator implements Simulator {
    private final MachineRole machine;

    @Inject
    public TencentMetadataSimulator(SandboxWorld world) {
        this.machine = new MachineRole(world, "/latest/meta-data/cam/security-credentials/", "tencent-trtc");
    }

    @Override
    public String vendor() {
        return "tencent-metadata";
    }

    @Override
    public boolean recognises(SandboxRequest head) {
        return machine.below(head);
    }

    @Override
    public boolean handles(SandboxRequest request) {
        return machine.below(request);
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        return machine.answer(
                request,
                "AKID",
                BuiltInAccounts.TENCENT_ID,
                key -> SandboxJson.object()
                        .put("TmpSecretId", key.id())
                        .put("TmpSecretKey", key.secret())
                        .put("Token", key.token().orElseThrow())
                        .put("ExpiredTime", key.endsAt().getEpochSecond())
                        .put("Expiration", key.endsAt().toString())
                        .put("Code", "Success"));
    }
}
