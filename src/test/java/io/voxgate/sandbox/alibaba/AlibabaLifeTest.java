package io.voxgate.sandbox.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a task, and what the channel's magic words do to it. */
class AlibabaLifeTest {
    private final AlibabaClient client = new AlibabaClient();

    private void pass(int millis) {
        client.world.pass(Duration.ofMillis(millis));
    }

    @Test
    void fromStartToEnd() {
        client.start("room", "{\"Greeting\":\"Hello\"}");
        List<Integer> seen = new ArrayList<>();
        IntStream.range(0, 200).forEach(_ -> {
            seen.add(client.status("room"));
            pass(50);
        });

        assertThat(seen.stream().distinct()).containsExactly(0, 1, 2, 4);
        assertThat(client.world.messages()).isEmpty();
    }

    @Test
    void stoppingTakesAMoment() {
        client.start("room");
        pass(1000);

        assertThat(client.call("StopAgent", AlibabaClient.task("room")).status())
                .isEqualTo(200);
        assertThat(client.status("room")).isEqualTo(3);
        pass(600);
        var ended = client.call("GetAgent", AlibabaClient.task("room")).body();
        assertThat(ended.path("Status").asInt()).isEqualTo(4);
        assertThat(ended.path("StopTime").asLong() - ended.path("StartTime").asLong())
                .isEqualTo(1500);
        assertThat(client.call("StopAgent", AlibabaClient.task("room")).code()).isEqualTo("NotFound");
        assertThat(client.call("NotifyAgent", AlibabaClient.task("room", "Message", "Hi"))
                        .code())
                .isEqualTo("NotFound");
    }

    @Test
    void aTaskIsFoundByAllThreeIds() {
        client.start("room");

        assertThat(client.call("GetAgent", AlibabaClient.task("other")).code()).isEqualTo("NotFound");
        assertThat(client.call("GetAgent", AlibabaClient.task("room", "TaskId", "t2"))
                        .code())
                .isEqualTo("NotFound");
        assertThat(client.call("GetAgent", AlibabaClient.task("room", "AppId", "app2"))
                        .code())
                .isEqualTo("NotFound");
    }

    @Test
    void aTwinIsRefused() {
        client.start("room");

        assertThat(client.start("room").code()).isEqualTo("ParameterError");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "2,false", "3,true"})
    void wordsAreTaken(String priority, String interruptable) {
        client.start("room");
        pass(1000);

        assertThat(client.call(
                                "NotifyAgent",
                                AlibabaClient.task(
                                        "room", "Message", "Hi", "Priority", priority, "Interruptable", interruptable))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"x-throttled,400,Throttling.User", "x-refused,403,Forbidden.UserVerification"})
    void aStartThatIsRefused(String channel, int status, String code) {
        AlibabaClient.Reply reply = client.start(channel);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(client.call("GetAgent", AlibabaClient.task(channel)).code()).isEqualTo("NotFound");
    }

    @ParameterizedTest
    @CsvSource({
        "x-start-fails,5",
        "x-vendor-fault,5",
        "x-nobody,4",
        "x-kicked,4",
        "x-dismissed,4",
        "x-short,4",
        "x-llm-error,4",
        "x-silent,4"
    })
    void howItEnds(String channel, int status) {
        client.start(channel);
        pass(20_000);

        assertThat(client.status(channel)).isEqualTo(status);
    }

    @Test
    void anInternalErrorHasStartedIt() {
        AlibabaClient.Reply reply = client.start("x-internal-error");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.code()).isEqualTo("InternalError");
        assertThat(client.status("x-internal-error")).isZero();
    }

    @Test
    void answersThatNeverCome() {
        assertThat(client.simulator.handle(start("x-reset-after"))).isInstanceOf(SandboxReply.Reset.class);
        assertThat(client.status("x-reset-after")).isZero();
        assertThat(client.simulator.handle(start("x-reset-before"))).isInstanceOf(SandboxReply.Reset.class);
        assertThat(client.call("GetAgent", AlibabaClient.task("x-reset-before")).code())
                .isEqualTo("NotFound");
        SandboxReply.ReplyWithBody slow = (SandboxReply.ReplyWithBody) client.simulator.handle(start("x-slow"));
        assertThat(slow.after()).isEqualTo(Duration.ofSeconds(15));
        SandboxReply.ReplyWithBody broken =
                (SandboxReply.ReplyWithBody) client.simulator.handle(start("x-broken-json"));
        assertThat(SandboxJson.parse(broken.body())).isEmpty();
        SandboxReply.ReplyWithBody page = (SandboxReply.ReplyWithBody) client.simulator.handle(start("x-http500"));
        assertThat(page.status()).isEqualTo(500);
        assertThat(SandboxJson.parse(page.body())).isEmpty();
    }

    private SandboxRequest start(String channel) {
        return client.signed(
                "StartAgent", AlibabaClient.task(channel, "TemplateId", "tpl", "RtcConfig", "{\"UserId\":\"agent\"}"));
    }
}
