package io.voxgate.vendor.tencent.trtc;

import static io.voxgate.vendor.Conversions.bool;
import static io.voxgate.vendor.Conversions.range;
import static io.voxgate.vendor.Conversions.text;

import io.voxgate.model.Greeting;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.FieldTable.Rule;
import io.voxgate.vendor.Imported.ImportOutcome;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
import io.voxgate.vendor.tencent.trtc.Rules.Lacking;

/** Who speaks when: the greeting, interruptions and the end of the person's turn ({@code AgentConfig}). */
final class TurnTaking {
    static final String INTERRUPT_MODE = "AgentConfig.InterruptMode";
    static final String SPEECH_DURATION = "AgentConfig.InterruptSpeechDuration";
    static final String WELCOME = "AgentConfig.WelcomeMessage";

    private static final String NOT_WITH_SIGNAL = "No effect with interruption.mode manual or off.";
    private static final Codes INTERRUPTIBLE = Codes.of(true, 0).and(false, 1);
    private static final Codes MODES = Codes.of("auto", 0).and("manual", 1)
            .approximated("semantic", 0, "TRTC has one mode, which weighs the voice's length and whether the sentence is complete.")
            .approximated("off", 1, "TRTC has no true off: the person's client can still send its signal.");
    private static final Codes TURNS = Codes.of("silence", 0).and("pushToTalk", 1).and("semantic", 3);
    private static final Codes EAGERNESS = Codes.of("auto", "auto").and("low", "low").and("medium", "medium").and("high", "high");

    static final FieldTable TABLE = FieldTable.of(
            new Opening(),
            new Lacking("/greeting/delayMs", "TRTC speaks its greeting at once."),
            Field.of("/interruption/mode", INTERRUPT_MODE, MODES).vendorDefault(0),
            Field.of("/interruption/minSpeechMs", SPEECH_DURATION, range("300", "5000")).vendorDefault(500).onlyIf(TurnTaking::byVoice, NOT_WITH_SIGNAL),
            Field.of("/interruption/keywords", "AgentConfig.InterruptWordList", Rules.texts()).onlyIf(TurnTaking::byVoice, NOT_WITH_SIGNAL),
            Field.of("/interruption/ignoreSingleWords", "AgentConfig.FilterOneWord", bool()).vendorDefault(true),
            Field.of("/turnDetection/mode", "AgentConfig.TurnDetectionMode", TURNS).vendorDefault(0),
            Field.of("/turnDetection/eagerness", "AgentConfig.TurnDetection.SemanticEagerness", EAGERNESS).vendorDefault("auto")
                    .onlyIf(draft -> draft.word("/turnDetection/mode").equals("semantic"), "No effect without turnDetection.mode semantic."),
            new Lacking("/silence/reminder", "TRTC does not watch for silence, and Voxgate does not do it yet."),
            new Lacking("/silence/hangUpAfterMs", "TRTC does not watch for silence, and Voxgate does not do it yet."),
            new Lacking("/silence/notifyAfterMs", "TRTC does not tell of silence."));

    private TurnTaking() {}

    private static boolean byVoice(Draft draft) {
        String mode = draft.word("/interruption/mode");
        return !mode.equals("manual") && !mode.equals("off");
    }

    /** The greeting: a text that is spoken, or none. */
    private static final class Opening implements Rule {
        private static final String PRIORITY = "AgentConfig.WelcomeMessagePriority";
        private static final String POINTER = "/greeting/interruptible";

        @Override
        public void write(Draft draft) {
            Greeting greeting = draft.agent().greeting();
            switch (greeting == null ? null : greeting.mode()) {
                case GENERATED -> {
                    draft.unsupported("/greeting/mode", "TRTC has no greeting made by the model, and Voxgate does not ask the model for one yet.");
                    nothingSaid(draft, "generated");
                }
                case WAIT_FOR_USER -> {
                    draft.chooses("/greeting/mode", "No greeting is sent.");
                    nothingSaid(draft, "waitForUser");
                }
                case STATIC -> {
                    draft.chooses("/greeting/mode", "");
                    said(draft);
                }
                case null -> said(draft);
            }
        }

        private static void said(Draft draft) {
            draft.convert("/greeting/text", WELCOME, text());
            if (draft.leaf("/greeting/text").isEmpty()) {
                draft.unsupported(POINTER, "No effect without greeting.text.");
            } else if (draft.leaf(POINTER).isEmpty()) {
                draft.ownDefault(POINTER, PRIORITY, Json.number(0));
            } else {
                draft.convert(POINTER, PRIORITY, INTERRUPTIBLE);
            }
        }

        private static void nothingSaid(Draft draft, String mode) {
            draft.unsupported("/greeting/text", "No effect with greeting.mode " + mode + ".");
            draft.unsupported(POINTER, "No effect with greeting.mode " + mode + ".");
        }

        @Override
        public void read(Reading reading) {
            if (reading.peek(WELCOME).filter(node -> node.isTextual() && node.asText().isEmpty()).isPresent()) {
                reading.set("/greeting/mode", Json.text("waitForUser"));
                reading.absorb(WELCOME, "/greeting/mode", ImportOutcome.CONVERTED, "An empty greeting is none: the person speaks first.");
            }
            reading.convert(WELCOME, "/greeting/text", text());
            reading.agent("/greeting/text").ifPresent(_ -> reading.set("/greeting/mode", Json.text("static")));
            reading.convert(PRIORITY, POINTER, INTERRUPTIBLE);
        }
    }
}
