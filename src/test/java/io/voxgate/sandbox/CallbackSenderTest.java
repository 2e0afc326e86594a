package io.voxgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallbackSenderTest {
    private static final CallbackSender.RetryRule THREE_MORE = new CallbackSender.RetryRule(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            4,
            Duration.ofHours(1),
            (status, body) -> status == 200);

    private final ManualScheduler stage = new ManualScheduler(TestWorld.START);
    private final List<String> carried = new CopyOnWriteArrayList<>();

    private static CallbackSender.CallbackMessage message(String text) {
        return new CallbackSender.CallbackMessage(
                URI.create("http://customer.test/"), Map.of(), SandboxJson.utf8(text));
    }

    @Test
    void triesAreCounted() {
        CallbackSender callbackSender =
                new CallbackSender(stage, stage, (message, within) -> carry(message, 500), Runnable::run);
        callbackSender.send("a", message("x"), THREE_MORE);
        stage.pass(Duration.ofSeconds(9));
        assertThat(carried).hasSize(1);
        stage.pass(Duration.ofSeconds(1));
        assertThat(carried).hasSize(2);
        stage.pass(Duration.ofHours(2));
        assertThat(carried).hasSize(4);
    }

    @Test
    void noAnswerIsAFailure() {
        CallbackSender callbackSender = new CallbackSender(
                stage,
                stage,
                (message, within) -> {
                    carried.add(new String(message.body()));
                    throw new IOException("no answer within " + within);
                },
                Runnable::run);
        callbackSender.send("a", message("x"), THREE_MORE);
        stage.pass(Duration.ofHours(2));
        assertThat(carried).hasSize(4);
    }

    @Test
    void theFirstTriesOfOneLineKeepTheirOrderOnManyThreads() {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CallbackSender callbackSender =
                    new CallbackSender(Clock.systemUTC(), stage, (message, within) -> carry(message, 200), executor);
            List<String> texts =
                    IntStream.range(0, 500).mapToObj(Integer::toString).toList();
            texts.forEach(text -> callbackSender.send("line", message(text), THREE_MORE));
            await().atMost(Duration.ofSeconds(10)).until(() -> carried.size() == texts.size());
            assertThat(carried).isEqualTo(texts);
        }
    }

    @Test
    void aRetryDoesNotHoldUpWhatFollows() {
        CallbackSender callbackSender = new CallbackSender(
                stage,
                stage,
                (message, within) -> carry(message, new String(message.body()).equals("bad") ? 500 : 200),
                Runnable::run);
        callbackSender.send("line", message("bad"), THREE_MORE);
        callbackSender.send("line", message("good"), THREE_MORE);
        assertThat(carried).containsExactly("bad", "good");
    }

    private CallbackSender.Receipt carry(CallbackSender.CallbackMessage message, int status) {
        carried.add(new String(message.body()));
        return new CallbackSender.Receipt(status, new byte[0]);
    }
}
