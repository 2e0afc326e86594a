package io.voxgate.adapter.alibaba;

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
import java.util.regex.Pattern;

/**
 * Alibaba's ways for who has no key: a workload of ACK with its cluster's token, and an ECS by its metadata service.
 */
public final class AlibabaIdentity implements InstallationIdentity {
    /**
     * @see <a
     *     href="https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerolewithoidc">read
     *     29 November 2026</a>
     */
    static final String ASSUME = "AssumeRoleWithOIDC";

    /** As ACK's pod identity webhook sets them, and OIDCCredentialsProvider of the vendor's SDK reads them. */
    private static final WorkloadVariables VARIABLES =
            new WorkloadVariables("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE");

    private static final MetadataService METADATA = new MetadataService(
            URI.create("http://100.100.100.200"),
            "/latest/meta-data/ram/security-credentials/",
            reply -> Json.parse(reply.body()).flatMap(AlibabaRoles::key));

    /** Each later question of the hardened mode carries the token of the first. */
    private static final String TOKEN = "X-aliyun-ecs-metadata-token";

    private static final String TOKEN_SECONDS = "60";
    private static final Pattern TOKEN_FORM = Pattern.compile("[!-~]{1,1024}");

    @Override
    public WorkloadVariables variables() {
        return VARIABLES;
    }

    @Override
    public HttpCall assumeRole(WorkloadProof proof, String roleArn, VendorAccount account, Instant now) {
        return AlibabaRoles.API.unsigned(
                new VendorCall(
                        ASSUME,
                        Json.object()
                                .put("OIDCProviderArn", proof.provider())
                                .put("OIDCToken", proof.token().reveal())
                                .put("RoleArn", roleArn)
                                .put("RoleSessionName", TemporaryKey.SESSION_NAME)
                                .put("DurationSeconds", TemporaryKey.LASTS.toSeconds())),
                account,
                now);
    }

    /** As ECSMetadataServiceCredentialsFetcher of the vendor's SDK asks: hardened, or plain where that is refused. */
    @Override
    public MetadataStep machineKey(VendorAccount account) {
        return new MetadataStep.MetadataQuestion(
                METADATA.call(account, "PUT", "/latest/api/token", Map.of(TOKEN + "-ttl-seconds", TOKEN_SECONDS)),
                reply -> METADATA.role(account, header(reply)));
    }

    private static Map<String, String> header(HttpReply reply) {
        String token = reply.bodyText().strip();
        return reply.status() == 200 && TOKEN_FORM.matcher(token).matches() ? Map.of(TOKEN, token) : Map.of();
    }
}
