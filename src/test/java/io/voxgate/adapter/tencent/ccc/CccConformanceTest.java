package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tencentcloudapi.ccc.v20200210.models.ControlAIConversationRequest;
import com.tencentcloudapi.ccc.v20200210.models.CreateAICallRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribeAICallExtractResultRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribeAILatencyRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribePSTNActiveSessionListRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribeTelCdrRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribeTelRecordAsrRequest;
import com.tencentcloudapi.ccc.v20200210.models.DescribeTelSessionRequest;
import com.tencentcloudapi.ccc.v20200210.models.HangUpCallRequest;
import com.tencentcloudapi.ccc.v20200210.models.TransferToManualRequest;
import com.tencentcloudapi.common.AbstractModel;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.Command.InterruptionTime;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.tencent.SdkConformance;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The SDK's own request classes judge what we send: wire names and JSON types, and whether a field was forgotten. */
class CccConformanceTest {
    private static final SessionRef SESSION = new SessionRef("ses_01", "s1", new Channel.Phone("+8613800000000", null));
    private final CccAdapter adapter = new CccAdapter();

    private static JsonNode golden(String name) {
        return Yaml.read(Path.of("src/test/resources/golden/tencent-ccc", name, "out.request.json"));
    }

    private static ObjectNode body(CommandResult answer) {
        return ((CommandResult.Call) answer).call().fill(TestAccount::fill);
    }

    private static void judge(
            Class<? extends AbstractModel> request, List<? extends JsonNode> bodies, Map<String, String> unmapped) {
        assertThat(new SdkConformance(request).differences(bodies, unmapped)).isEmpty();
    }

    @Test
    void theStartIsTheSdks() {
        judge(
                CreateAICallRequest.class,
                List.of(golden("full-agent"), golden("custom-tts"), golden("dify"), golden("chinese-text")),
                Map.of());
    }

    @Test
    void theDocumentedFieldsOfImportsAreTheSdks() {
        assertThat(CccTranslator.DOCUMENTED)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                CccOptions.NEWER.stream(),
                                new SdkConformance(CreateAICallRequest.class)
                                        .paths().stream().map(path -> path.replaceFirst("[.\\[].*", "")))
                        .distinct()
                        .toList());
    }

    @Test
    void theCommandsAreTheSdks() {
        Command.Say now = new Command.Say("Hello", InterruptionTime.NOW, true, true, false, Set.of());
        Command.Say later = new Command.Say("Hello", InterruptionTime.AFTER_CURRENT, false, false, true, Set.of());

        judge(HangUpCallRequest.class, List.of(body(adapter.stop(SESSION))), Map.of());
        judge(
                TransferToManualRequest.class,
                List.of(body(adapter.transfer(SESSION, new Command.Transfer("1377")))),
                Map.of());
        judge(
                ControlAIConversationRequest.class,
                List.of(
                        body(adapter.say(SESSION, now)),
                        body(adapter.say(SESSION, later)),
                        body(adapter.prompt(SESSION, new Command.Prompt("Ask", true, Set.of())))),
                Map.of("ServerPushText.Audio", "Voxgate speaks texts, not recordings."));
    }

    @Test
    void theQuestionsAreTheSdks() {
        VendorCall probe = adapter.probe(TestAccount.account());
        judge(DescribeTelSessionRequest.class, List.of(probe.fill(TestAccount::fill)), Map.of());

        CccLookupTest.Shell shell = CccLookupTest.Shell.unknownStart();
        shell.answer("{\"Total\": 0, \"Sessions\": []}");
        judge(DescribePSTNActiveSessionListRequest.class, List.of(shell.call(0)), Map.of());
        CccLookupTest.Shell known = CccLookupTest.Shell.known("s1");
        known.answer("{\"Session\": {\"SessionStatus\": \"finished\"}}");
        judge(
                DescribeTelCdrRequest.class,
                List.of(shell.call(1), known.call(1)),
                Map.of(
                        "InstanceId",
                        "An older name of SdkAppId.",
                        "Limit",
                        "Older than the pages.",
                        "Offset",
                        "Older than the pages."));
        CccPostCallTest.Shell after = new CccPostCallTest.Shell(Duration.ofMinutes(4), true).with(Map.of());
        judge(DescribeTelRecordAsrRequest.class, List.of(after.body("DescribeTelRecordAsr")), Map.of());
        judge(DescribeAICallExtractResultRequest.class, List.of(after.body("DescribeAICallExtractResult")), Map.of());
        judge(DescribeAILatencyRequest.class, List.of(after.body("DescribeAILatency")), Map.of());
        assertThat(Json.at(known.call(1), "SessionIds")).contains(Json.array().add("s1"));
    }
}
