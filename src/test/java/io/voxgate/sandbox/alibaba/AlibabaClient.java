package io.voxgate.sandbox.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.TestWorld;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A customer of the simulated vendor in a world whose time is moved by hand; signs as {@code signing.md} section 2
 * writes it down.
 */
final class AlibabaClient {
    static final String KEY = "testAccessKeyId";
    static final String SECRET = "testAccessKeySecret";
    static final String APP = "app1";

    final TestWorld world = new TestWorld(List.of(account(APP), account("app2")));
    final AlibabaRtcSimulator simulator = new AlibabaRtcSimulator(world.world());
    private int nonce;

    private static SandboxAccount account(String app) {
        return new SandboxAccount(
                "alibaba-rtc",
                SandboxKey.permanent(KEY, SECRET),
                app,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What came back. */
    record Reply(int status, JsonNode body) {
        String code() {
            return body.path("Code").asText();
        }
    }

    /** The three ids and what else is given, name after name. */
    static Map<String, String> task(String channel, String... more) {
        Map<String, String> parameters =
                new LinkedHashMap<>(Map.of("AppId", APP, "ChannelId", channel, "TaskId", "t1"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    Reply start(String channel) {
        return start(channel, "{}");
    }

    Reply start(String channel, String chat) {
        return call(
                "StartAgent",
                task(
                        channel,
                        "TemplateId",
                        "tpl",
                        "RtcConfig",
                        "{\"UserId\":\"agent\",\"TargetUserIds\":[\"u1\"]}",
                        "VoiceChatConfig",
                        chat));
    }

    int status(String channel) {
        return call("GetAgent", task(channel)).body().path("Status").asInt(-1);
    }

    Reply call(String action, Map<String, String> parameters) {
        return send(signed(action, parameters));
    }

    Reply send(SandboxRequest request) {
        SandboxReply.ReplyWithBody answer = (SandboxReply.ReplyWithBody) simulator.handle(request);
        return new Reply(answer.status(), SandboxJson.parse(answer.body()).orElseThrow());
    }

    SandboxRequest signed(String action, Map<String, String> parameters) {
        return signed(system(action), parameters);
    }

    Map<String, String> system(String action) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "Action",
                action,
                "Version",
                "2018-01-11",
                "Format",
                "JSON",
                "RegionId",
                "cn-hangzhou",
                "AccessKeyId",
                KEY,
                "SignatureMethod",
                "HMAC-SHA1",
                "SignatureVersion",
                "1.0",
                "SignatureNonce",
                "n" + ++nonce));
        all.put(
                "Timestamp",
                Instant.ofEpochSecond(world.clock().instant().getEpochSecond()).toString());
        return all;
    }

    /** System parameters in the query, the others in the form. */
    SandboxRequest signed(Map<String, String> system, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(system);
        all.putAll(parameters);
        Map<String, String> query = new TreeMap<>(system);
        query.put("Signature", sign("POST", all));
        return request(query, parameters);
    }

    static SandboxRequest request(Map<String, String> query, Map<String, String> form) {
        Map<String, String> headers =
                form.isEmpty() ? Map.of() : Map.of("Content-Type", "application/x-www-form-urlencoded");
        return new SandboxRequest(
                "POST",
                "/",
                RpcParameters.canonical(query),
                headers,
                RpcParameters.canonical(form).getBytes(StandardCharsets.UTF_8));
    }

    static String sign(String method, Map<String, String> all) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec((SECRET + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            String toSign = method + "&%2F&" + RpcParameters.encoded(RpcParameters.canonical(new TreeMap<>(all)));
            return Base64.getEncoder().encodeToString(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
