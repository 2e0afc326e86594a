package io.voxgate.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.json.Json;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The vendors of the chaos behave as their documents say, and their ledger has what they did. */
class VendorWorldTest {
    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
    private final TaskLedger ledger = new TaskLedger();
    private final VendorWorld world = new VendorWorld(ledger, now::get, _ -> {}, _ -> {});

    private JsonNode ask(String action, String body) {
        return Json.parse(
                        world.perform(new VendorRequest(action, Json.parse(body).orElseThrow()))
                                .body())
                .orElseThrow();
    }

    private String dial(int app) {
        return ask("CreateAICall", """
                {"SdkAppId":%d,"Callee":"008613800000001","WelcomeMessage":"Hello, this is order-7 speaking."}\
                """.formatted(app)).at("/Response/SessionId").asText();
    }

    @Test
    void aContactCenterTellsOfItsOwnCallsOnly() {
        String call = dial(1);
        dial(2);
        JsonNode active = ask("DescribePSTNActiveSessionList", "{\"SdkAppId\":1,\"Offset\":0,\"Limit\":25}");
        assertThat(active.at("/Response/Total").asInt()).isEqualTo(1);
        assertThat(active.at("/Response/Sessions/0/SessionID").asText()).isEqualTo(call);
    }

    @Test
    void aHungUpCallIsOverAndHasARecordLater() {
        String call = dial(1);
        now.addAndGet(5000);
        assertThat(ask("HangUpCall", "{\"SdkAppId\":1,\"SessionId\":\"" + call + "\"}")
                        .at("/Response/Error")
                        .isMissingNode())
                .isTrue();
        assertThat(ask("HangUpCall", "{\"SdkAppId\":1,\"SessionId\":\"" + call + "\"}")
                        .at("/Response/Error/Code")
                        .asText())
                .isEqualTo("FailedOperation.SessionNotExists");
        String period = "{\"SdkAppId\":1,\"StartTimeStamp\":1699999000,\"EndTimeStamp\":1700001000,"
                + "\"PageSize\":100,\"PageNumber\":0,\"SessionIds\":[\"" + call + "\"]}";
        assertThat(ask("DescribeTelCdr", period).at("/Response/TotalCount").asInt())
                .isZero();
        now.addAndGet(5000);
        assertThat(ask("DescribeTelCdr", period)
                        .at("/Response/TelCdrList/0/SessionId")
                        .asText())
                .isEqualTo(call);
        assertThat(ledger.task(call).orElseThrow())
                .extracting(Task::marker, Task::stopAsked, Task::ended)
                .containsExactly("order-7", 1_700_000_005_000L, 1_700_000_005_000L);
    }

    @Test
    void aConversationOfOneSessionRunsOnce() {
        String start =
                "{\"SdkAppId\":1,\"SessionId\":\"ses_1\",\"RoomId\":\"r\",\"AgentConfig\":{\"WelcomeMessage\":\"order-3\"}}";
        String task = ask("StartAIConversation", start).at("/Response/TaskId").asText();
        assertThat(ask("StartAIConversation", start).at("/Response/Error/Code").asText())
                .isEqualTo("FailedOperation.TaskExist");
        ask("StopAIConversation", "{\"TaskId\":\"" + task + "\"}");
        now.addAndGet(5000);
        assertThat(ask("DescribeAIConversation", "{\"SdkAppId\":1,\"SessionId\":\"ses_1\"}")
                        .at("/Response/Error/Code")
                        .asText())
                .isEqualTo("FailedOperation.TaskNotExist");
        assertThat(ask("StartAIConversation", start).at("/Response/TaskId").asText())
                .startsWith("trtc-")
                .isNotEqualTo(task);
    }
}
