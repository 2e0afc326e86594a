package io.voxgate.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.drift.FieldDescription.FieldPresence;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The form of tccli's files, on a small one of our own. */
class TencentApiFileTest {
    private static final Path SAMPLE = Path.of("src/test/resources/drift/sample-api.json");

    private static String file(String service, String member) {
        return """
                {"metadata": {"serviceShortName": "%s"}, "actions": {"Do": {"input": "DoRequest", "output": "DoResponse"}},
                 "objects": {"DoRequest": {"members": [%s]}}}""".formatted(service, member);
    }

    @Test
    void theSampleIsReadWhole() {
        ApiDescription api = TencentApiFile.read(SAMPLE);

        assertThat(api.vendor()).isEqualTo("tencent-trtc");
        assertThat(api.source()).isEqualTo("sample-api.json, trtc 2019-07-22");
        assertThat(api.operations().keySet()).containsExactly("StartAIConversation", "StopAIConversation");
        Map<String, String> fields = new TreeMap<>();
        api.operations()
                .get("StartAIConversation")
                .fields()
                .forEach((path, field) -> fields.put(path, field.type().orElseThrow() + " " + field.presence()));
        assertThat(fields)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "request.SdkAppId", "integer REQUIRED",
                        "request.AgentConfig.UserId", "string REQUIRED",
                        "request.AgentConfig.InterruptMode", "integer OPTIONAL",
                        "request.AgentConfig.Volume", "number OPTIONAL",
                        "request.AgentConfig.Words", "string[] OPTIONAL",
                        "request.Tools[].Name", "string REQUIRED",
                        "request.Tools[].Kind", "string OPTIONAL",
                        "request.Free", "object OPTIONAL",
                        "response.TaskId", "string UNKNOWN"));
    }

    @Test
    void valuesAndRangesAreTakenOutOfTheProse() {
        Map<String, FieldDescription> fields = TencentApiFile.read(SAMPLE)
                .operations()
                .get("StartAIConversation")
                .fields();

        assertThat(fields.get("request.AgentConfig.InterruptMode").values()).containsExactly("0", "1");
        assertThat(fields.get("request.Tools[].Kind").values()).containsExactly("lookup", "transfer");
        assertThat(fields.get("request.AgentConfig.Volume").range()).contains(NumberRange.of("0", "2"));
        assertThat(fields.get("request.AgentConfig.UserId").values()).isEmpty();
    }

    @Test
    void theSampleComparedWithTheAdapterNamesWhatIsNew() {
        List<String> keys = ApiComparison.of(DriftSources.ours("tencent-trtc"), TencentApiFile.read(SAMPLE)).stream()
                .map(Difference::key)
                .toList();

        assertThat(keys)
                .contains(
                        "new StartAIConversation.request.Tools[].Kind",
                        "new StartAIConversation.request.AgentConfig.Words",
                        "gone StartAIConversation.request.RoomId",
                        "gone DescribeAIConversation")
                .doesNotContain(
                        "new StartAIConversation.request.SdkAppId",
                        "different StartAIConversation.request.AgentConfig.UserId")
                .noneMatch(key -> key.contains("InterruptMode"));
    }

    @Test
    void anotherFileIsRefusedWithWhatItShouldBe() {
        assertThatThrownBy(() -> TencentApiFile.read("[]", "a.json")).hasMessage("a.json is not a JSON object.");
        assertThatThrownBy(() -> TencentApiFile.read("{}", "a.json"))
                .hasMessageContaining("must be a service's api.json of tccli for trtc or ccc");
        assertThatThrownBy(() -> TencentApiFile.read(file("cvm", ""), "a.json"))
                .hasMessageContaining("for trtc or ccc");
    }

    @Test
    void aTypeThatIsNotKnownIsSaid() {
        String odd = file("ccc", "{\"name\": \"A\", \"type\": \"quaternion\", \"member\": \"quaternion\"}");

        assertThatThrownBy(() -> TencentApiFile.read(odd, "a.json"))
                .hasMessage("request.A is of a type that is not known: \"quaternion\"");
    }

    @Test
    void whatIsSwitchedOffAndWhatIsNotKnownArePassedOver() {
        ApiDescription api = TencentApiFile.read(file("ccc", """
                {"name": "A", "type": "string", "member": "string", "disabled": true},
                {"name": "B", "type": "int", "member": "uint64", "sparkle": {"x": 1}}"""), "a.json");

        assertThat(api.operations().get("Do").fields().keySet()).containsExactly("request.B");
        assertThat(api.operations().get("Do").fields().get("request.B").presence())
                .isEqualTo(FieldPresence.UNKNOWN);
    }
}
