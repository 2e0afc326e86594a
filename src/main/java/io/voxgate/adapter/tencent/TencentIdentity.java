package io.voxgate.adapter.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.InstallationIdentity;
import io.voxgate.adapter.MetadataService;
import io.voxgate.adapter.MetadataStep;
import io.voxgate.adapter.TemporaryKey;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tencent's ways for who has no key: a workload of TKE with its cluster's token, and a CVM by its metadata service. */
public final class TencentIdentity implements InstallationIdentity {
    /** @see <a href="https://cloud.tencent.com/document/product/1312/73070">read 29 November 2026</a> */
    static final String ASSUME = "AssumeRoleWithWebIdentity";

    /** As TKE's pod identity webhook sets them, and OIDCRoleArnProvider of the vendor's SDK reads them. */
    private static final WorkloadVariables VARIABLES =
            new WorkloadVariables("TKE_PROVIDER_ID", "TKE_WEB_IDENTITY_TOKEN_FILE");

    /** As CvmRoleCredential of the vendor's SDK asks. */
    private static final MetadataService METADATA = new MetadataService(
            URI.create("http://metadata.tencentyun.com"),
            "/latest/meta-data/cam/security-credentials/",
            TencentIdentity::key);

    @Override
    public WorkloadVariables variables() {
        return VARIABLES;
    }

    @Override
    public HttpCall assumeRole(WorkloadProof proof, String roleArn, VendorAccount account, Instant now) {
        return TencentRoles.API.unsigned(
                new VendorCall(
                        ASSUME,
                        Json.object()
                                .put("ProviderId", proof.provider())
                                .put("WebIdentityToken", proof.token().reveal())
                                .put("RoleArn", roleArn)
                                .put("RoleSessionName", TemporaryKey.SESSION_NAME)
                                .put("DurationSeconds", TemporaryKey.LASTS.toSeconds())),
                account,
                now);
    }

    @Override
    public MetadataStep machineKey(VendorAccount account) {
        return METADATA.role(account, Map.of());
    }

    private static Optional<TemporaryKey> key(HttpReply reply) {
        JsonNode body = Json.parse(reply.body()).orElse(Json.object());
        return TencentRoles.key(body, body);
    }
}
