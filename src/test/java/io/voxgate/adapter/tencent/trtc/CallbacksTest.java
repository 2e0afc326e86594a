package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.Vectors;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.tencent.Tc3;
import io.voxgate.json.Json;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.EventData.Component;
import io.voxgate.model.SecretText;
import io.voxgate.model.SessionEnd;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallbacksTest {

    static Stream<JsonNode> vectors() {
        return Vectors.of("trtcCallback");
    }

    static Stream<JsonNode> samples() {
        return Vectors.sample("trtc-callbacks.json").valueStream();
    }

    private static CallbackRequest request(Map<String, String> headers, String body) {
        return new CallbackRequest(Map.of(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static CallbackVerification verify(
            Map<String, String> headers, String body, Map<String, SecretText> secrets) {
        Map<String, String> all = new TreeMap<>(Map.of("SdkAppId", "1400000001"));
        all.putAll(headers);
        return Trtc.ADAPTER.verify(
                request(all, body), TestAccount.account(), new CredentialValues(secrets, Map.of()), TestAccount.NOW);
    }

    private static List<VendorEvent> events(String body) {
        return Trtc.ADAPTER.events(request(Map.of(), body));
    }

    private static VendorEvent event(JsonNode body) {
        return events(Json.write(body)).getFirst();
    }

    private static EventData data(int type, String payload) {
        ObjectNode callback =
                Yaml.object("{EventGroupId: 9, CallbackTs: 1687770730166, EventInfo: {EventMsTs: 1622186275757, "
                        + "TaskId: t1, RoomId: '1', RoomIdType: 0}}");
        callback.put("EventType", type);
        Json.put(callback, "EventInfo.Payload", Yaml.parse(payload));
        return event(callback).data();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signaturesEqualTheVectors(JsonNode vector) {
        Map<String, SecretText> key =
                Map.of("callbackKey", new SecretText(vector.get("key").asText()));
        String body = vector.get("body").asText();

        assertThat(verify(Map.of("sign", vector.get("sign").asText()), body, key))
                .isInstanceOf(CallbackVerification.Verified.class);
        if (!vector.path("matchesSource").asBoolean(true)) {
            assertThat(verify(Map.of("sign", vector.get("expectedInSource").asText()), body, key))
                    .isInstanceOf(CallbackVerification.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "maHXhYcfJBlReLnRmSbjwsGD0S+lvVp4qJt+b3k2Y6c", "MAHXhYcfJBlReLnRmSbjwsGD0S+lvVp4qJt+b3k2Y6c="
            })
    void aSignatureThatDiffersIsRefused(String sign) {
        String body = "{\"EventGroupId\":9,\"EventType\":901,\"CallbackTs\":1687770730166,"
                + "\"EventInfo\":{\"EventMsTs\":1622186275757,\"TaskId\":\"xx\",\"RoomId\":\"1234\","
                + "\"RoomIdType\":0,\"Payload\":{\"Status\":0}}}";
        Map<String, SecretText> key = Map.of("callbackKey", new SecretText("123654"));

        assertThat(verify(Map.of("Sign", "maHXhYcfJBlReLnRmSbjwsGD0S+lvVp4qJt+b3k2Y6c="), body, key))
                .isInstanceOf(CallbackVerification.Verified.class);
        assertThat(verify(Map.of("Sign", sign), body, key)).isInstanceOf(CallbackVerification.Refused.class);
        assertThat(verify(Map.of(), body, key)).isInstanceOf(CallbackVerification.Refused.class);
        assertThat(verify(Map.of("Sign", "maHXhYcfJBlReLnRmSbjwsGD0S+lvVp4qJt+b3k2Y6c="), body + " ", key))
                .isInstanceOf(CallbackVerification.Refused.class);
    }

    @Test
    void withoutAKeyNothingIsBelieved() {
        assertThat(verify(Map.of("SdkAppId", "1400000001"), "{}", Map.of()))
                .isInstanceOf(CallbackVerification.Refused.class);
        assertThat(verify(Map.of("Sign", ""), "{}", Map.of())).isInstanceOf(CallbackVerification.Refused.class);
    }

    @Test
    void aCallbackNamesItsApp() {
        Map<String, SecretText> key = Map.of("callbackKey", new SecretText("123654"));
        String body = "{}";
        String sign = Base64.getEncoder()
                .encodeToString(
                        Tc3.hmac("123654".getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8)));
        assertThat(verify(Map.of("Sign", sign), body, key)).isInstanceOf(CallbackVerification.Verified.class);
        assertThat(verify(Map.of("Sign", sign, "SdkAppId", "1400000002"), body, key))
                .isInstanceOf(CallbackVerification.Refused.class);
        assertThat(verify(Map.of("Sign", sign, "SdkAppId", ""), body, key))
                .isInstanceOf(CallbackVerification.Refused.class);
        assertThat(Trtc.ADAPTER.verify(
                        request(Map.of("Sign", sign), body),
                        TestAccount.account(),
                        new CredentialValues(key, Map.of()),
                        TestAccount.NOW))
                .isInstanceOf(CallbackVerification.Refused.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theVendorsSamplesAreKnown(JsonNode sample) {
        VendorEvent event = event(sample);

        assertThat(event.vendorSessionId()).isEqualTo("xx");
        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochMilli(1622186275757L));
        assertThat(event.raw()).isEqualTo(sample);
        assertThat(event.data())
                .isEqualTo(
                        switch (sample.get("EventType").asInt()) {
                            case 901 -> new EventData.Started();
                            case 902 ->
                                new EventData.Ended(
                                        new SessionEnd(EndReason.COMPLETED, EndedBy.OPERATOR, "0", null, true));
                            case 903 -> new EventData.TranscriptAdded(null, null, "", "xxxxxx", 1234L, 1269L);
                            case 904 -> new EventData.UserSpeechStarted("xxxxxx");
                            case 905 -> new EventData.AgentSpeechFinished("Text", "RoundId");
                            case 906 ->
                                new EventData.MetricRecorded(
                                        "llmFirstTokenMs",
                                        BigDecimal.valueOf(218),
                                        "ms",
                                        "070c4908-1057-4ced-a949-356bf11848bc",
                                        "callback 906 llm_first_token");
                            case 908 ->
                                new EventData.ErrorReported(
                                        Component.LLM, "0", "", "070c4908-1057-4ced-a949-356bf11848bc");
                            case 909 -> new EventData.Ready();
                            default -> throw new AssertionError("A sample of a type that no page lists");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "1, CANCELLED, OPERATOR",
        "2, CANCELLED, OPERATOR",
        "3, VENDOR_ERROR, VENDOR",
        "4, VENDOR_ERROR, VENDOR",
        "98, VENDOR_ERROR, VENDOR",
        "77, VENDOR_ERROR, VENDOR"
    })
    void leaveCodes(String code, EndReason reason, EndedBy by) {
        assertThat(data(902, "{LeaveCode: " + code + "}"))
                .isEqualTo(new EventData.Ended(SessionEnd.of(reason, by, code)));
        assertThat(data(902, "{LeaveCode: '" + code + "'}"))
                .isEqualTo(new EventData.Ended(SessionEnd.of(reason, by, code)));
    }

    @Test
    void leaveCode0IsOursAnd99DependsOnWhoSpoke() {
        assertThat(data(902, "{LeaveCode: 0}"))
                .isEqualTo(new EventData.Ended(new SessionEnd(EndReason.COMPLETED, EndedBy.OPERATOR, "0", null, true)));
        assertThat(data(902, "{LeaveCode: 99}"))
                .isEqualTo(new EventData.Ended(new SessionEnd(
                        EndReason.HANG_UP,
                        EndedBy.USER,
                        "99",
                        SessionEnd.of(EndReason.NOT_JOINED, EndedBy.USER, "99"),
                        false)));
    }

    @Test
    void aFailedStart() {
        assertThat(data(901, "{Status: 1}"))
                .isInstanceOfSatisfying(
                        EventData.Failed.class,
                        failed -> assertThat(failed.end())
                                .isEqualTo(SessionEnd.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, "1")));
    }

    @ParameterizedTest
    @CsvSource({
        "asr_latency, asrLatencyMs, ms",
        "llm_network_latency, llmNetworkLatencyMs, ms",
        "llm_first_token, llmFirstTokenMs, ms",
        "tts_network_latency, ttsNetworkLatencyMs, ms",
        "tts_first_frame_latency, ttsFirstFrameMs, ms",
        "tts_discontinuity, ttsGaps, count",
        "interruption, interruption, count"
    })
    void metrics(String metric, String name, String unit) {
        assertThat(data(906, "{Metric: " + metric + ", Value: 12.5, Tag: {RoundId: r}}"))
                .isEqualTo(new EventData.MetricRecorded(
                        name, new BigDecimal("12.5"), unit, "r", "callback 906 " + metric));
    }

    @ParameterizedTest
    @CsvSource({
        "asr_error, 30100, ASR",
        "asr_error, 30102, ASR",
        "llm_error, 30200, LLM",
        "llm_error, 30201, LLM",
        "llm_error, 30202, LLM",
        "tts_error, 30300, TTS",
        "tts_error, 30301, TTS",
        "tts_error, 30302, TTS"
    })
    void runtimeErrors(String metric, String code, Component component) {
        assertThat(data(908, "{Metric: " + metric + ", Tag: {RoundId: r, Code: " + code + ", Message: m}}"))
                .isEqualTo(new EventData.ErrorReported(component, code, "m", "r"));
    }

    @Test
    void theSpeakerOfASentenceIsToldApartLater() {
        assertThat(data(903, "{UserId: agent_1, Text: Hello, StartTimeMs: '5', EndTimeMs: 9, RoundId: r}"))
                .isEqualTo(new EventData.TranscriptAdded(null, "agent_1", "Hello", "r", 5L, 9L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            907 | {Any: thing}
            910 | {}
            901 | {Status: 2}
            903 | {UserId: u}
            906 | {Metric: new_metric, Value: 1}
            906 | {Metric: asr_latency, Value: soon}
            908 | {Metric: new_error}
            909 | {Status: session_gone}""")
    void whatIsNewIsKeptRaw(int type, String payload) {
        assertThat(data(type, payload))
                .isInstanceOfSatisfying(
                        EventData.VendorOther.class,
                        other -> assertThat(other.raw()).containsEntry("EventType", type));
    }

    @Test
    void anotherGroupIsNotAConversation() {
        assertThat(event(Yaml.object(
                                "{EventGroupId: 4, EventType: 902, EventInfo: {TaskId: t, Payload: {LeaveCode: 0}}}"))
                        .data())
                .isInstanceOf(EventData.VendorOther.class);
        assertThat(events("{\"EventGroupId\":1,\"EventType\":103,\"EventInfo\":{\"RoomId\":\"7\"}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {EventInfo: {TaskId: t, EventMsTs: 1622186275757}, CallbackTs: 5}    | 1622186275757
            {EventInfo: {TaskId: t, EventMsTs: '1622186275757'}, CallbackTs: 5}  | 1622186275757
            {EventInfo: {TaskId: t}, CallbackTs: 1687770730166}                  | 1687770730166
            {EventInfo: {TaskId: t}, CallbackMsTs: '1687770730166'}              | 1687770730166
            {EventInfo: {TaskId: t, EventMsTs: soon}}                            | 0""")
    void whenItHappened(String callback, long millis) {
        assertThat(event(Yaml.object(callback)).occurredAt()).isEqualTo(Instant.ofEpochMilli(millis));
    }

    /** CallbackTs and the order of the keys may differ between two tries of one event. */
    @Test
    void twoTriesAreOneEvent() {
        String first = event(Yaml.object("{EventGroupId: 9, EventType: 906, CallbackTs: 1, EventInfo: {TaskId: t, "
                        + "EventMsTs: 7, Payload: {Metric: a, Value: 1}}}"))
                .dedupeKey();

        assertThat(event(Yaml.object("{EventInfo: {Payload: {Value: 1, Metric: a}, EventMsTs: 7, "
                                + "TaskId: t}, CallbackTs: 2, EventType: 906, EventGroupId: 9}"))
                        .dedupeKey())
                .isEqualTo(first);
        assertThat(event(Yaml.object("{EventGroupId: 9, EventType: 906, CallbackTs: 1, EventInfo: "
                                + "{TaskId: t, EventMsTs: 7, Payload: {Metric: b, Value: 1}}}"))
                        .dedupeKey())
                .isNotEqualTo(first);
        assertThat(first).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{",
                "{\"EventInfo\":7}",
                "{\"EventInfo\":{\"TaskId\":[1]}}",
                "{\"a\":1,\"a\":2}",
                "\u0000",
                "not json"
            })
    void garbageIsNothing(String body) {
        assertThat(events(body)).isEmpty();
    }

    @Test
    void hostileNumbersAndBytesThrowNothing() {
        assertThat(events("{\"EventGroupId\":9,\"EventType\":1e999999999,"
                        + "\"EventInfo\":{\"TaskId\":\"t\",\"EventMsTs\":1e999999999,"
                        + "\"Payload\":{\"Value\":1e999999999}}}"))
                .hasSize(1);
        long seed = 20260301L;
        Random random = new Random(seed);
        byte[] sample = Json.write(Vectors.sample("trtc-callbacks.json").get(5)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = sample.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> Trtc.ADAPTER.events(new CallbackRequest(Map.of(), Map.of(), bytes)))
                    .as("seed %d, run %d", seed, i)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theVendorHearsCodeZero() {
        assertThat(Trtc.ADAPTER.acknowledge(request(Map.of(), "{}"))).satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.bodyText()).isEqualTo("{\"code\":0}");
        });
    }
}
