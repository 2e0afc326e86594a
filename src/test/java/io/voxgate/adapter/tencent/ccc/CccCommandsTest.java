package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.Command.InterruptionTime;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.tck.TestAccount;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be done to a running call, and how it is signed. */
class CccCommandsTest {
    private static final SessionRef SESSION = new SessionRef("ses_01", "s1", new Channel.Phone("+8613800000000", null));
    private final CccAdapter adapter = new CccAdapter();

    private static VendorCall call(CommandResult answer) {
        return ((CommandResult.Call) answer).call();
    }

    private static JsonNode body(CommandResult answer) {
        return call(answer).fill(TestAccount::fill);
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }

    @Test
    void stopHangsUp() {
        assertThat(call(adapter.stop(SESSION)).operation()).isEqualTo("HangUpCall");
        assertThat(body(adapter.stop(SESSION))).isEqualTo(json("{\"SdkAppId\":1400000001,\"SessionId\":\"s1\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOW|{\"Text\":\"Hi\",\"Interrupt\":true,\"Priority\":0,\"AddHistory\":true,\"StopAfterPlay\":false}",
                "AFTER_CURRENT|{\"Text\":\"Hi\",\"Interrupt\":false,\"DropMode\":1,\"Priority\":0,"
                        + "\"AddHistory\":true,\"StopAfterPlay\":false}",
                "IF_IDLE|{\"Text\":\"Hi\",\"Interrupt\":false,\"DropMode\":0,\"Priority\":0,\"AddHistory\":true,\"StopAfterPlay\":false}"
            })
    void sayWhen(InterruptionTime when, String push) {
        CommandResult answer = adapter.say(SESSION, new Command.Say("Hi", when, true, true, false, Set.of()));

        assertThat(body(answer))
                .isEqualTo(json(
                        "{\"SdkAppId\":1400000001,\"SessionId\":\"s1\",\"Command\":\"ServerPushText\",\"ServerPushText\":"
                                + push + "}"));
    }

    @Test
    void sayHow() {
        CommandResult answer = adapter.say(
                SESSION, new Command.Say("Bye", InterruptionTime.NOW, false, false, true, Set.of("interruptible")));

        assertThat(body(answer).path("ServerPushText"))
                .isEqualTo(
                        json(
                                "{\"Text\":\"Bye\",\"Interrupt\":true,\"Priority\":1,\"AddHistory\":false,\"StopAfterPlay\":true}"));
    }

    @Test
    void promptAsksTheModel() {
        assertThat(body(adapter.prompt(SESSION, new Command.Prompt("Weather?", false, Set.of()))))
                .isEqualTo(json("{\"SdkAppId\":1400000001,\"SessionId\":\"s1\",\"Command\":\"InvokeLLM\","
                        + "\"InvokeLLM\":{\"Content\":\"Weather?\",\"Interrupt\":false}}"));
    }

    @Test
    void transferGoesToASkillGroup() {
        assertThat(body(adapter.transfer(SESSION, new Command.Transfer("1377"))))
                .isEqualTo(json("{\"SdkAppId\":1400000001,\"SessionId\":\"s1\",\"SkillGroupId\":1377}"));
        assertThat(((CommandResult.Invalid) adapter.transfer(SESSION, new Command.Transfer("sales"))).faults())
                .extracting(Fault::pointer)
                .containsExactly("/target");
    }

    @Test
    void aCallIsSignedForTheServiceWithoutARegion() {
        HttpCall http = adapter.sign(
                adapter.probe(TestAccount.account()),
                TestAccount.account(),
                TestAccount.secrets(adapter.probe(TestAccount.account())),
                TestAccount.NOW,
                new RequestNonce("0".repeat(32)));

        assertThat(http.uri()).hasToString("https://ccc.tencentcloudapi.com/");
        assertThat(http.headers())
                .containsEntry("X-TC-Version", "2020-02-10")
                .containsEntry("X-TC-Action", "DescribeTelSession")
                .doesNotContainKey("X-TC-Region");
        assertThat(http.headers().get("Authorization")).contains("/2026-03-01/ccc/tc3_request");
        assertThat(http.bodyText())
                .isEqualTo("{\"SdkAppId\":1400000001,\"SessionId\":\"00000000000000000000000000000000\"}");
    }

    @Test
    void pushUserAndPasswordBelongTogether() {
        assertThat(adapter.check(Json.object(), Set.of("pushUser")))
                .extracting(Fault::pointer)
                .containsExactly("/credentials/pushPassword");
        assertThat(adapter.check(Json.object(), Set.of("pushPassword")))
                .extracting(Fault::pointer)
                .containsExactly("/credentials/pushUser");
        assertThat(adapter.check(Json.object(), Set.of("pushUser", "pushPassword")))
                .isEmpty();
    }
}
