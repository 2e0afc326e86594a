package io.voxgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.SecretMask;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.alibaba.rtc.AlibabaRtcAdapter;
import io.voxgate.adapter.tencent.ccc.CccAdapter;
import io.voxgate.adapter.tencent.trtc.TrtcAdapter;
import io.voxgate.json.Json;
import io.voxgate.json.MergePatch;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.model.SecretText;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import io.voxgate.template.AgentReader;
import io.voxgate.template.VendorOptionRules;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a start computes, piece by piece, of an agent of about one kilobyte; one thread, no input or output. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class StartPieces {
    private static final Channel ROOM = new Channel.Room("1234", null, "user_1", "agent_1");
    private static final RequestNonce NONCE = new RequestNonce("0".repeat(32));

    private final VendorAdapter trtc = new TrtcAdapter();
    private final VendorAdapter alibaba = new AlibabaRtcAdapter();
    private final ValidatorFactory validators = Validation.buildDefaultValidatorFactory();
    private final AgentReader reader = new AgentReader(
            new StrictJson(validators.getValidator()),
            new VendorOptionRules(new AdapterRegistry(List.of(trtc, new CccAdapter(), alibaba))));
    private final ObjectNode tree = BenchmarkTenants.agent("您好，李女士，请问您想预约哪个科室？");
    private final ObjectNode patch = Json.tree(Map.of("greeting", Map.of("text", "您好")));
    private final byte[] bytes = Json.write(tree).getBytes(StandardCharsets.UTF_8);
    private final VendorAccount account = TestAccount.account();
    private final CredentialValues secrets = new CredentialValues(
            Map.of(
                    "secretId", new SecretText("AKIDofabenchmark0001"),
                    "secretKey", new SecretText("secretKeyOfTheTests0001"),
                    "sdkSecretKey", new SecretText("sdkSecretKeyTests0001"),
                    "callbackKey", new SecretText("callbackKey0001")),
            Map.of("llm", Map.of("apiKey", new SecretText("sk-of-a-benchmark-01"))));
    private final SecretMask mask = secrets.mask();
    private final HttpReply reply = HttpReply.json(
            200, "{\"Response\":{\"TaskId\":\"task-1234567890\",\"RequestId\":\"7f9c2ba4-e88f-827d-3a1b-0123456789ab\"}}");

    private StartCommand start;
    private Translation trtcTranslation;
    private Translation alibabaTranslation;
    private CredentialValues trtcSecrets;
    private CredentialValues alibabaSecrets;

    /** Translates once, so that signing has something to sign. */
    @Setup
    public void translate() {
        start = new StartCommand(Yaml.agent(tree), Optional.of(ROOM), Optional.of("ses_01"));
        trtcTranslation = trtc.translate(start);
        alibabaTranslation = alibaba.translate(start);
        trtcSecrets = TestAccount.secrets(trtcTranslation.call());
        alibabaSecrets = TestAccount.secrets(alibabaTranslation.call());
    }

    @TearDown
    public void close() {
        validators.close();
    }

    @Benchmark
    public Optional<JsonNode> parsing() {
        return Json.parse(bytes);
    }

    @Benchmark
    public ObjectNode merge() {
        return MergePatch.apply(tree, patch);
    }

    @Benchmark
    public StrictJson.Read<Agent> strictReading() {
        return reader.read(tree);
    }

    @Benchmark
    public Translation translationForTrtc() {
        return trtc.translate(start);
    }

    @Benchmark
    public Translation translationForAlibaba() {
        return alibaba.translate(start);
    }

    @Benchmark
    public SecretMask spellingOfSecrets() {
        return secrets.mask();
    }

    @Benchmark
    public HttpReply maskingOfAnAnswer() {
        return mask.reply(reply);
    }

    @Benchmark
    public HttpCall signingForTrtc() {
        return trtc.sign(trtcTranslation.call(), account, trtcSecrets, TestAccount.NOW, NONCE);
    }

    @Benchmark
    public HttpCall signingForAlibaba() {
        return alibaba.sign(alibabaTranslation.call(), account, alibabaSecrets, TestAccount.NOW, NONCE);
    }
}
