package io.voxgate.sandbox.tencent.ccc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.Conversation;
import io.voxgate.sandbox.ConversationEvent;
import io.voxgate.sandbox.ConversationText;
import io.voxgate.sandbox.ProviderScenario;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Scenario;
import io.voxgate.sandbox.Script;
import io.voxgate.sandbox.ScriptScheduler;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One call as it happens: it rings, somebody or nobody answers, the agent talks, somebody hangs up. */
final class CccConversationFactory {
    private static final Duration DIALLING = Duration.ofMillis(300);
    private static final Duration RINGING = Duration.ofMillis(1200);
    /** How long after a failed part the call is given up. */
    private static final Duration GIVES_UP = Duration.ofMillis(500);

    private static final int RING_SECONDS = 6;
    private static final int SILENCE_MS = 60_000;
    private static final int REMINDER_SECONDS = 10;

    /** A silent callee leaves after ten seconds, the shortest time before a reminder. */
    private static final int REMINDER_FASTER = 5;

    private final SandboxWorld world;
    private final CccCall call;
    private final CccCallbackWriter callbacks;
    private final ObjectNode order;
    private final Set<Scenario> scenarios;
    private final ConversationText lines;
    private final Conversation conversation;
    private volatile boolean handedOver;
    private volatile HangUpReason hangUpReason = HangUpReason.API;
    private ScriptScheduler.ScheduledTask silence = () -> {};
    private ScriptScheduler.ScheduledTask reminder = () -> {};
    private final AtomicInteger reminders = new AtomicInteger();

    /** @param order the CreateAICall that was accepted */
    CccConversationFactory(SandboxWorld world, CccCall call, CccCallbackWriter callbacks, ObjectNode order) {
        this.world = world;
        this.call = call;
        this.callbacks = callbacks;
        this.order = order;
        this.scenarios = scenarios(order);
        this.lines = ConversationText.in(order.path("Languages").path(0).asText("zh"));
        Script script = Script.of(new Script.ScriptSetting(
                scenarios,
                lines,
                greeting(),
                Duration.ZERO,
                world.ids(),
                ProviderScenario.ProviderFaults.in(order, order.path("CustomTTSConfig"))));
        this.conversation = new Conversation(world.stage(), script, world.ids(), this::happened);
    }

    /** What the number asks for. A machine that is not recognised is talked to, and says nothing. */
    static Set<Scenario> scenarios(ObjectNode order) {
        Set<Scenario> scenarios = EnumSet.noneOf(Scenario.class);
        scenarios.addAll(Scenario.ofPhone(order.path("Callee").textValue()));
        if (scenarios.contains(Scenario.VOICEMAIL)
                && !order.path("EnableVoicemailDetection").asBoolean(false)) {
            scenarios.add(Scenario.SILENT);
            scenarios.remove(Scenario.VOICEMAIL);
        }
        return scenarios;
    }

    CccCall call() {
        return call;
    }

    ConversationText lines() {
        return lines;
    }

    void begin() {
        world.stage().after(DIALLING, () -> {
            if (scenarios.contains(Scenario.INVALID_NUMBER)) {
                finish(CallEnd.NUMBER_NOT_EXIST, "system");
            } else if (!call.finished()) {
                call.ring(world.clock().instant());
                world.stage().after(ringTime(), this::pickUp);
            }
        });
    }

    private Duration ringTime() {
        int ringSeconds = Math.min(order.path("MaxRingTimeoutSecond").asInt(RING_SECONDS), RING_SECONDS);
        return scenarios.contains(Scenario.NO_ANSWER) ? Duration.ofSeconds(ringSeconds) : RINGING;
    }

    private void pickUp() {
        if (scenarios.contains(Scenario.NO_ANSWER)) {
            finish(CallEnd.NOT_ANSWER, "system");
        } else if (scenarios.contains(Scenario.BUSY)) {
            finish(CallEnd.BUSY, "user");
        } else if (scenarios.contains(Scenario.REJECTED)) {
            finish(CallEnd.USER_REJECT, "user");
        } else if (!call.finished()) {
            answer();
        }
    }

    private void answer() {
        call.accept(world.clock().instant());
        if (scenarios.contains(Scenario.VOICEMAIL)) {
            world.stage().after(Duration.ofSeconds(1), () -> finish(CallEnd.VOICEMAIL, "system"));
            return;
        }
        conversation.begin();
        if (order.hasNonNull("MaxCallDurationMs")) {
            world.stage()
                    .after(
                            Duration.ofMillis(order.path("MaxCallDurationMs").asLong()),
                            () -> endBySystem(HangUpReason.MAX_DURATION));
        }
    }

    private void endBySystem(HangUpReason why) {
        if (!conversation.over()) {
            hangUpReason = why;
            conversation.end(ConversationEvent.ConversationEnding.STOPPED);
        }
    }

    void say(Conversation.SpokenWords words) {
        conversation.say(words);
    }

    void hangUp() {
        if (!call.answered()) {
            finish(call.rung() ? CallEnd.CANCEL_WHILE_RING : CallEnd.CANCEL_WITHOUT_RING, "system");
        } else if (conversation.over() || scenarios.contains(Scenario.VOICEMAIL)) {
            finish(CallEnd.OK, "system", Optional.of(HangUpReason.API));
        } else {
            endBySystem(HangUpReason.API);
        }
    }

    /** The agent leaves, a person of the skill group is called, talks for a while, and the callee hangs up. */
    void handOver(long skillGroup) {
        String mail = "staff" + skillGroup + "@example.com";
        handedOver = true;
        conversation.end(ConversationEvent.ConversationEnding.STOPPED);
        call.handOver(mail, CccCall.CallPhase.SEAT_JOINING);
        world.stage().after(Duration.ofMillis(500), () -> call.handOver(mail, CccCall.CallPhase.IN_PROGRESS));
        world.stage().after(Duration.ofSeconds(3), () -> finish(CallEnd.OK, "user"));
    }

    boolean handedOver() {
        return handedOver;
    }

    private void happened(ConversationEvent event) {
        call.live(event, world.clock().instant());
        switch (event) {
            case ConversationEvent.Up _, ConversationEvent.UserSays _ -> waitForWords();
            case ConversationEvent.AgentStops stops -> {
                if (!reminds(stops.spoken())) {
                    waitForWords();
                }
                waitToRemind();
            }
            case ConversationEvent.Broken broken ->
                world.stage().after(GIVES_UP, () -> endBySystem(broken(broken.part())));
            case ConversationEvent.UserStarts _ -> {
                silence.cancel();
                reminder.cancel();
            }
            case ConversationEvent.AgentSays says -> {
                reminder.cancel();
                if (!reminds(says.text())) {
                    silence.cancel();
                }
            }
            case ConversationEvent.PartyLeft ended -> {
                silence.cancel();
                reminder.cancel();
                if (!handedOver) {
                    over(ended.ending());
                }
            }
            case ConversationEvent.Ready _, ConversationEvent.Measured _ -> {}
        }
    }

    private static HangUpReason broken(ConversationEvent.EventPart part) {
        return switch (part) {
            case STT -> HangUpReason.RECOGNITION;
            case LLM -> HangUpReason.LANGUAGE_MODEL;
            case TTS -> HangUpReason.SPEECH;
        };
    }

    /** MaxDuration: the longest wait for the callee's words. */
    private void waitForWords() {
        silence.cancel();
        Duration most = Duration.ofMillis(order.path("MaxDuration").asLong(SILENCE_MS));
        silence = world.stage().after(most, () -> endBySystem(HangUpReason.INACTIVITY));
    }

    /**
     * NotifyDuration, {@value #REMINDER_FASTER} times faster, where the order has a text for it: the vendor's own text
     * is in its language, which the page does not list.
     */
    private void waitToRemind() {
        reminder.cancel();
        int most = order.path("NotifyMaxCount").asInt(Integer.MAX_VALUE);
        if (order.hasNonNull("NotifyMessage") && reminders.get() < most) {
            Duration wait = Duration.ofSeconds(order.path("NotifyDuration").asLong(REMINDER_SECONDS));
            reminder = world.stage().after(wait.dividedBy(REMINDER_FASTER), this::remind);
        }
    }

    private void remind() {
        reminders.incrementAndGet();
        conversation.say(
                new Conversation.SpokenWords(order.path("NotifyMessage").asText(), false, false, false, false));
    }

    /** A reminder does not end the silence: MaxDuration goes on. */
    private boolean reminds(String text) {
        return order.path("NotifyMessage").asText().equals(text);
    }

    private void over(ConversationEvent.ConversationEnding ending) {
        switch (ending) {
            case START_FAILED -> finish(CallEnd.CLIENT_ERROR, "system");
            case VENDOR_FAULT -> finish(CallEnd.OPERATOR_ERROR, "system");
            case PERSON_LEFT, NOBODY -> finish(CallEnd.OK, "user");
            case STOPPED, FINISHED, KICKED, DISMISSED, REPLACED ->
                finish(CallEnd.OK, "system", Optional.of(hangUpReason));
        }
    }

    private void finish(CallEnd end, String side) {
        finish(end, side, Optional.empty());
    }

    private void finish(CallEnd end, String side, Optional<HangUpReason> why) {
        if (call.finish(end, side, why, world.clock().instant())) {
            callbacks.ended(call);
        }
    }

    private Optional<String> greeting() {
        if (order.path("WelcomeType").asInt(0) == 1) {
            return Optional.of(lines.replyTo("…"));
        }
        return Optional.of(order.path("WelcomeMessage").asText("")).filter(text -> !text.isBlank());
    }
}
