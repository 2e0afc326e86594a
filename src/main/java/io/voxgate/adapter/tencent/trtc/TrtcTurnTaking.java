package io.voxgate.adapter.tencent.trtc;

import static io.voxgate.adapter.FieldConversions.bool;
import static io.voxgate.adapter.FieldConversions.disputed;
import static io.voxgate.adapter.FieldConversions.range;
import static io.voxgate.adapter.FieldConversions.text;

import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.tencent.trtc.TrtcSharedRules.Unsupported;
import io.voxgate.json.Json;
import io.voxgate.model.Greeting;

/** Who speaks when: the greeting, interruptions and the end of the person's turn ({@code AgentConfig}). */
final class TrtcTurnTaking {
    static final String INTERRUPT_MODE = "AgentConfig.InterruptMode";
    static final String SPEECH_DURATION = "AgentConfig.InterruptSpeechDuration";
    static final String WELCOME = "AgentConfig.WelcomeMessage";

    private static final String NOT_WITH_SIGNAL = "No effect with interruption.mode manual or off.";
    private static final String DISPUTED = "TRTC's manual gives 300 to 5000, its own tools send 200: sent as it is.";
    private static final EnumMapping INTERRUPTIBLE = EnumMapping.of(true, 0).and(false, 1);
    private static final EnumMapping MODES = EnumMapping.of("auto", 0)
            .and("manual", 1)
            .approximated(
                    "semantic",
                    0,
                    "TRTC has one mode, which weighs the voice's length and whether the sentence is complete.")
            .approximated("off", 1, "TRTC has no true off: the person's client can still send its signal.");
    private static final EnumMapping TURNS =
            EnumMapping.of("silence", 0).and("pushToTalk", 1).and("semantic", 3);
    private static final EnumMapping EAGERNESS = EnumMapping.of("auto", "auto")
            .and("low", "low")
            .and("medium", "medium")
            .and("high", "high");

    static final FieldMappings TABLE = FieldMappings.of(
            new GreetingRule(),
            new Unsupported("/greeting/delayMs", "TRTC speaks its greeting at once."),
            FieldMapping.of("/interruption/mode", INTERRUPT_MODE, MODES).vendorDefault(0),
            FieldMapping.of(
                            "/interruption/minSpeechMs",
                            SPEECH_DURATION,
                            disputed(range("0", "5000"), "300", "5000", DISPUTED))
                    .vendorDefault(500)
                    .onlyIf(TrtcTurnTaking::byVoice, NOT_WITH_SIGNAL),
            FieldMapping.of("/interruption/keywords", "AgentConfig.InterruptWordList", TrtcSharedRules.texts())
                    .onlyIf(TrtcTurnTaking::byVoice, NOT_WITH_SIGNAL),
            FieldMapping.of("/interruption/ignoreSingleWords", "AgentConfig.FilterOneWord", bool())
                    .vendorDefault(true),
            FieldMapping.of("/turnDetection/mode", "AgentConfig.TurnDetectionMode", TURNS)
                    .vendorDefault(0),
            FieldMapping.of("/turnDetection/eagerness", "AgentConfig.TurnDetection.SemanticEagerness", EAGERNESS)
                    .vendorDefault("auto")
                    .onlyIf(
                            builder -> builder.word("/turnDetection/mode").equals("semantic"),
                            "No effect without turnDetection.mode semantic."),
            new SilenceSwitch(),
            new Unsupported("/silence/reminder", "TRTC does not watch for silence, and Voxgate does not do it yet."),
            new Unsupported(
                    "/silence/hangUpAfterMs", "TRTC does not watch for silence, and Voxgate does not do it yet."),
            new Unsupported("/silence/notifyAfterMs", "TRTC does not tell of silence."));

    private TrtcTurnTaking() {}

    private static boolean byVoice(TranslationBuilder builder) {
        String mode = builder.word("/interruption/mode");
        return !mode.equals("manual") && !mode.equals("off");
    }

    /** TRTC does nothing in a silence, which is what "off" asks for. */
    private record SilenceSwitch() implements MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            if (builder.word("/silence/enabled").equals("false")) {
                builder.chooses("/silence/enabled", "TRTC does not watch for silence; nothing is sent.");
            } else {
                builder.unsupported(
                        "/silence/enabled", "TRTC does not watch for silence, and Voxgate does not do it yet.");
            }
        }

        @Override
        public void read(ImportReader reading) {
            // There is no field to read.
        }
    }

    /** The greeting: a text that is spoken, or none. */
    private static final class GreetingRule implements MappingRule {
        private static final String PRIORITY = "AgentConfig.WelcomeMessagePriority";
        private static final String POINTER = "/greeting/interruptible";

        @Override
        public void write(TranslationBuilder builder) {
            Greeting greeting = builder.agent().greeting();
            switch (greeting == null ? null : greeting.mode()) {
                case GENERATED -> {
                    builder.unsupported(
                            "/greeting/mode",
                            "TRTC has no greeting made by the model, and Voxgate does not ask the model for one yet.");
                    nothingSaid(builder, "generated");
                }
                case WAIT_FOR_USER -> {
                    builder.chooses("/greeting/mode", "No greeting is sent.");
                    nothingSaid(builder, "waitForUser");
                }
                case STATIC -> {
                    builder.chooses("/greeting/mode", "");
                    said(builder);
                }
                case null -> said(builder);
            }
        }

        private static void said(TranslationBuilder builder) {
            builder.convert("/greeting/text", WELCOME, text());
            if (builder.leaf("/greeting/text").isEmpty()) {
                builder.unsupported(POINTER, "No effect without greeting.text.");
            } else if (builder.leaf(POINTER).isEmpty()) {
                builder.ownDefault(POINTER, PRIORITY, Json.number(0));
            } else {
                builder.convert(POINTER, PRIORITY, INTERRUPTIBLE);
            }
        }

        private static void nothingSaid(TranslationBuilder builder, String mode) {
            builder.unsupported("/greeting/text", "No effect with greeting.mode " + mode + ".");
            builder.unsupported(POINTER, "No effect with greeting.mode " + mode + ".");
        }

        @Override
        public void read(ImportReader reading) {
            if (reading.peek(WELCOME)
                    .filter(node -> node.isTextual() && node.asText().isEmpty())
                    .isPresent()) {
                reading.set("/greeting/mode", Json.text("waitForUser"));
                reading.absorb(
                        WELCOME,
                        "/greeting/mode",
                        ImportOutcome.CONVERTED,
                        "An empty greeting is none: the person speaks first.");
            }
            reading.convert(WELCOME, "/greeting/text", text());
            reading.agent("/greeting/text").ifPresent(_ -> reading.set("/greeting/mode", Json.text("static")));
            reading.convert(PRIORITY, POINTER, INTERRUPTIBLE);
        }
    }
}
