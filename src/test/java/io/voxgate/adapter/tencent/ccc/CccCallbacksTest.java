package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.SecretText;
import io.voxgate.model.SessionEnd;
import io.voxgate.tck.TestAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data push: who may push, what a record says, what is kept. */
class CccCallbacksTest {
    private static final CredentialValues SECRETS = new CredentialValues(
            Map.of("pushUser", new SecretText("pusher"), "pushPassword", new SecretText("p:ss wörd")), Map.of());
    private final CccAdapter adapter = new CccAdapter();

    private static CallbackRequest push(String action, Map<String, String> headers, String body) {
        return new CallbackRequest(
                Map.of("action", action, "version", "1"), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static CallbackRequest cdr(String fields) {
        return push(
                "cdr",
                Map.of("x-tccc-push-uuid", "u1"),
                "{\"SdkAppId\":1400000001,\"SessionId\":\"s1\",\"EndedTimestamp\":1772352000%s}".formatted(fields));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private CallbackVerification verify(Map<String, String> headers, CredentialValues secrets) {
        return adapter.verify(push("cdr", headers, "{}"), TestAccount.account(), secrets, TestAccount.NOW);
    }

    @Test
    void theConnectionsUserAndPasswordAreVerified() {
        assertThat(verify(Map.of("authorization", basic("pusher:p:ss wörd")), SECRETS))
                .isEqualTo(new CallbackVerification.Verified());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer abc"})
    void anythingElseIsRefused(String header) {
        assertThat(verify(Map.of("Authorization", header), SECRETS)).isInstanceOf(CallbackVerification.Refused.class);
        assertThat(verify(Map.of(), SECRETS)).isInstanceOf(CallbackVerification.Refused.class);
        assertThat(verify(Map.of("Authorization", basic("pusher:other")), SECRETS))
                .isInstanceOf(CallbackVerification.Refused.class);
    }

    @Test
    void aConnectionWithoutPushCredentialsTakesNothing() {
        CallbackVerification.Refused refused = (CallbackVerification.Refused)
                verify(Map.of("Authorization", basic(":")), new CredentialValues(Map.of(), Map.of()));

        assertThat(refused.why()).contains("pushUser", "pushPassword");
    }

    @ParameterizedTest
    @CsvSource({
        "1,COMPLETED",
        "202,NO_ANSWER",
        "204,NO_ANSWER",
        "210,NO_ANSWER",
        "213,NO_ANSWER",
        "219,NO_ANSWER",
        "206,BUSY",
        "203,REJECTED",
        "207,REJECTED",
        "212,REJECTED",
        "216,REJECTED",
        "217,REJECTED",
        "218,REJECTED",
        "100,REJECTED",
        "108,REJECTED",
        "109,REJECTED",
        "110,REJECTED",
        "111,REJECTED",
        "205,INVALID_NUMBER",
        "215,INVALID_NUMBER",
        "221,INVALID_NUMBER",
        "209,CANCELLED",
        "220,CANCELLED",
        "222,VOICEMAIL",
        "102,VENDOR_ERROR",
        "103,VENDOR_ERROR",
        "104,VENDOR_ERROR",
        "105,VENDOR_ERROR",
        "106,VENDOR_ERROR",
        "107,VENDOR_ERROR",
        "208,VENDOR_ERROR",
        "211,VENDOR_ERROR",
        "501,VENDOR_ERROR",
        "502,VENDOR_ERROR",
        "503,VENDOR_ERROR",
        "999,VENDOR_ERROR",
        "0,VENDOR_ERROR"
    })
    void everyEndStatusIsAReason(int status, EndReason reason) {
        VendorEvent event = adapter.events(cdr(",\"EndStatus\":" + status)).getFirst();
        SessionEnd end = ((EventData.Ended) event.data()).end();

        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.vendorCode()).isEqualTo(Integer.toString(status));
        assertThat(event.vendorSessionId()).isEqualTo("s1");
        assertThat(event.dedupeKey()).isEqualTo("u1");
        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochSecond(1772352000));
    }

    @ParameterizedTest
    @CsvSource({"user,USER", "seat,AGENT", "system,SYSTEM"})
    void theRecordSaysWhoHungUp(String side, EndedBy by) {
        EventData.Ended ended =
                (EventData.Ended) adapter.events(cdr(",\"EndStatus\":1,\"HungUpSide\":\"%s\"".formatted(side)))
                        .getFirst()
                        .data();

        assertThat(ended.endedBy()).isEqualTo(by);
    }

    /** The page 679/123938: the numbers of SysHangupReason, which an agent's call may have as EndStatus as well. */
    private static final String HANG_UP_REASONS = """
            225,STT_ERROR,VENDOR,false
            226,LLM_ERROR,VENDOR,false
            227,TTS_ERROR,VENDOR,false
            228,COMPLETED,AGENT,false
            229,MAX_DURATION,SYSTEM,false
            230,SILENCE,SYSTEM,false
            231,COMPLETED,OPERATOR,true
            232,HANG_UP,USER,false
            233,COMPLETED,AGENT,false
            """;

    private SessionEnd end(String fields) {
        return ((EventData.Ended) adapter.events(cdr(fields)).getFirst().data()).end();
    }

    @ParameterizedTest
    @CsvSource(textBlock = HANG_UP_REASONS)
    void whenTheSystemHungUpItsReasonIsTheEnd(int code, EndReason reason, EndedBy by, boolean ours) {
        SessionEnd told = new SessionEnd(reason, by, Integer.toString(code), null, ours);

        assertThat(end(",\"EndStatus\":1,\"HungUpSide\":\"system\",\"SysHangupReason\":" + code))
                .isEqualTo(told);
        assertThat(end(",\"EndStatus\":\"1\",\"HungUpSide\":\"system\",\"SysHangupReason\":\"" + code + "\""))
                .as("Numbers as text")
                .isEqualTo(told);
        assertThat(end(",\"HungUpSide\":\"system\",\"SysHangupReason\":" + code))
                .as("Without an EndStatus")
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(textBlock = HANG_UP_REASONS)
    void theSameNumbersAsEndStatusMeanTheSame(int code, EndReason reason, EndedBy by, boolean ours) {
        assertThat(end(",\"EndStatus\":%d,\"HungUpSide\":\"system\"".formatted(code)))
                .isEqualTo(new SessionEnd(reason, by, Integer.toString(code), null, ours));
    }

    @Test
    void theSystemsReasonCountsOnlyWhereTheSystemHungUp() {
        assertThat(end(",\"EndStatus\":1,\"HungUpSide\":\"user\",\"SysHangupReason\":226"))
                .isEqualTo(SessionEnd.of(EndReason.COMPLETED, EndedBy.USER, "1"));
        assertThat(end(",\"EndStatus\":206,\"HungUpSide\":\"system\",\"SysHangupReason\":231"))
                .isEqualTo(SessionEnd.of(EndReason.BUSY, EndedBy.USER, "206"));
    }

    /** 234 is in the vendor's list of results that may be dialled again; what it means is not published. */
    @Test
    void whatIsNotDocumentedIsKeptRaw() {
        assertThat(end(",\"EndStatus\":234")).isEqualTo(SessionEnd.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, "234"));
        assertThat(end(",\"EndStatus\":1,\"HungUpSide\":\"system\",\"SysHangupReason\":234"))
                .as("As without one: perhaps we hung up")
                .isEqualTo(new SessionEnd(EndReason.COMPLETED, EndedBy.SYSTEM, "1", null, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "voicemail", ""})
    void otherPushesAreKept(String action) {
        VendorEvent event = adapter.events(
                        push(action, Map.of(), "{\"SessionId\":\"s1\",\"RecordId\":\"rec\",\"Timestamp\":1772352000}"))
                .getFirst();

        assertThat(event.data())
                .isEqualTo(new EventData.VendorOther(Map.of(
                        "action",
                        action,
                        "push",
                        Map.of("SessionId", "s1", "RecordId", "rec", "Timestamp", 1772352000))));
        assertThat(event.vendorSessionId()).isEqualTo("s1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{oops", "{\"EndStatus\":{}}", "{\"SessionId\":\"s1\"}", "\u0000"})
    void nothingBreaksIt(String body) {
        assertThat(adapter.events(push("cdr", Map.of(), body)).getFirst().data())
                .isInstanceOf(EventData.VendorOther.class);
    }

    @Test
    void withoutAnIdOfThePushTheBodyIsItsKey() {
        String one = adapter.events(push("record", Map.of(), "{\"SessionId\":\"s1\"}"))
                .getFirst()
                .dedupeKey();

        assertThat(one)
                .isEqualTo(adapter.events(push("record", Map.of(), "{\"SessionId\":\"s1\"}"))
                        .getFirst()
                        .dedupeKey())
                .isNotEqualTo(adapter.events(push("cdr", Map.of(), "{\"SessionId\":\"s1\"}"))
                        .getFirst()
                        .dedupeKey())
                .isNotEqualTo(adapter.events(push("record", Map.of(), "{\"SessionId\":\"s2\"}"))
                        .getFirst()
                        .dedupeKey());
    }

    @Test
    void theVendorHearsZero() {
        assertThat(Json.parse(adapter.acknowledge(cdr("")).body()).orElseThrow())
                .isEqualTo(Json.parse("{\"ErrCode\":0,\"ErrMsg\":\"ok\"}").orElseThrow());
    }
}
