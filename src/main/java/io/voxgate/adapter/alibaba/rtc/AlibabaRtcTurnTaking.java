package io.voxgate.adapter.alibaba.rtc;

import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.SEMANTICS_INTERRUPT;
import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.SEMANTIC_PUNCTUATION;
import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.VOICE_CHAT;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;

/** Who speaks when: greeting, interruption, end of the person's turn. */
final class AlibabaRtcTurnTaking {
    static final String INTERRUPT_MODE = VOICE_CHAT + "InterruptMode";
    static final String CHAT_MODE = VOICE_CHAT + "ChatMode";
    private static final String GREETING = VOICE_CHAT + "Greeting";
    private static final String MODE = "/interruption/mode";
    static final String MANUAL = "The voice does not interrupt; the client's SDK interrupts, 3.9.0 and later.";
    private static final String TURNS = "/turnDetection/mode";

    static final FieldMappings TABLE = FieldMappings.of(
            new GreetingRule(),
            new TurnRule(),
            new InterruptionRule(),
            FieldMapping.of(
                            "/interruption/minSpeechMs",
                            AlibabaRtcFields.ASR + "VadConfig.InterruptSpeechDuration",
                            AlibabaRtcFields.whole("0", "3000"))
                    .onlyIf(
                            builder -> !builder.word(MODE).equals("off")
                                    && !builder.word(MODE).equals("manual"),
                            "No effect when the voice does not interrupt."),
            FieldMapping.of(
                    "/vad/silenceMs",
                    AlibabaRtcFields.ASR + "MaxSentenceSilence",
                    AlibabaRtcFields.whole("200", "6000")));

    private AlibabaRtcTurnTaking() {}

    /** A greeting can only be a text that the person may talk over. */
    private record GreetingRule() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            String mode = builder.word("/greeting/mode");
            boolean spoken = mode.isEmpty() || mode.equals("static");
            if (spoken) {
                builder.convert("/greeting/text", GREETING, AlibabaRtcFields.spoken());
                builder.chooses("/greeting/mode", "The text is sent as Greeting.");
            } else {
                builder.unsupported("/greeting/text", "No effect with greeting.mode " + mode + ".");
                builder.unsupported("/greeting/interruptible", "No effect with greeting.mode " + mode + ".");
            }
            if (mode.equals("waitForUser")) {
                builder.report(
                        "/greeting/mode",
                        FieldOutcome.APPROXIMATED,
                        null,
                        null,
                        "No Greeting is sent; one in the vendor's template would still be spoken.");
            }
            builder.unsupported(
                    "/greeting/mode", "The vendor has no greeting made by the model; the person speaks first.");
            interruptible(builder);
            builder.unsupported("/greeting/delayMs", "The vendor greets at once.");
        }

        private static void interruptible(TranslationBuilder builder) {
            if (builder.leaf("/greeting/text").isEmpty()) {
                builder.unsupported("/greeting/interruptible", "No effect without greeting.text.");
            } else if (builder.word("/greeting/interruptible").equals("true")
                    && !builder.reported("/greeting/interruptible")) {
                builder.chooses("/greeting/interruptible", "What the vendor does anyway; nothing is sent.");
            }
            builder.unsupported("/greeting/interruptible", "The vendor's greeting can always be talked over.");
        }

        @Override
        public void read(ImportReader reading) {
            reading.convert(GREETING, "/greeting/text", AlibabaRtcFields.spoken());
            reading.agent("/greeting/text").ifPresent(_ -> reading.set("/greeting/mode", Json.text("static")));
        }
    }

    /** ChatMode 1 is a natural conversation whose turns end by silence or by meaning, 2 a walkie-talkie. */
    private record TurnRule() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            builder.leaf(TURNS).ifPresent(mode -> {
                boolean walkieTalkie = mode.asText().equals("pushToTalk");
                JsonNode chat = Json.number(walkieTalkie ? 2 : 1);
                builder.put(CHAT_MODE, chat);
                if (walkieTalkie) {
                    builder.report(TURNS, FieldOutcome.CONVERTED, CHAT_MODE, chat, "");
                } else {
                    JsonNode semantic = Json.bool(mode.asText().equals("semantic"));
                    builder.put(SEMANTIC_PUNCTUATION, semantic);
                    builder.report(TURNS, FieldOutcome.CONVERTED, SEMANTIC_PUNCTUATION, semantic, "With ChatMode 1.");
                }
            });
            builder.unsupported(
                    "/turnDetection/eagerness",
                    builder.word(TURNS).equals("semantic")
                            ? "The vendor has no such setting."
                            : "No effect without turnDetection.mode semantic.");
        }

        @Override
        public void read(ImportReader reading) {
            Optional<JsonNode> chat = reading.peek(CHAT_MODE);
            if (chat.filter(mode -> Json.same(mode, Json.number(2))).isPresent()) {
                reading.move(CHAT_MODE, TURNS, Json.text("pushToTalk"), ImportOutcome.CONVERTED, null);
                return;
            }
            Optional<JsonNode> semantic = reading.peek(SEMANTIC_PUNCTUATION).filter(JsonNode::isBoolean);
            boolean natural =
                    chat.filter(mode -> Json.same(mode, Json.number(1))).isPresent();
            if (semantic.isPresent() && (natural || chat.isEmpty())) {
                JsonNode word = Json.text(semantic.get().asBoolean() ? "semantic" : "silence");
                reading.move(
                        SEMANTIC_PUNCTUATION,
                        TURNS,
                        word,
                        ImportOutcome.CONVERTED,
                        natural ? null : "ChatMode 1, the default, is sent with it.");
                if (natural) {
                    reading.absorb(CHAT_MODE, TURNS, ImportOutcome.CONVERTED, null);
                }
            } else if (natural && reading.peek(SEMANTIC_PUNCTUATION).isEmpty()) {
                reading.move(
                        CHAT_MODE,
                        TURNS,
                        Json.text("silence"),
                        ImportOutcome.CONVERTED,
                        "SemanticPunctuationEnabled false is sent with it.");
            }
        }
    }

    /** InterruptMode 1 is on, 2 is off; whether a voice or a meaningful sentence interrupts is another switch. */
    private record InterruptionRule() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            switch (builder.word(MODE)) {
                case "auto" -> voice(builder, false);
                case "semantic" -> voice(builder, true);
                case "off" -> {
                    builder.put(INTERRUPT_MODE, Json.number(2));
                    builder.report(MODE, FieldOutcome.CONVERTED, INTERRUPT_MODE, Json.number(2), "");
                }
                case "manual" -> {
                    builder.put(INTERRUPT_MODE, Json.number(2));
                    builder.report(MODE, FieldOutcome.APPROXIMATED, INTERRUPT_MODE, Json.number(2), MANUAL);
                }
                default -> {}
            }
        }

        private static void voice(TranslationBuilder builder, boolean semantic) {
            boolean pushToTalk = builder.word(TURNS).equals("pushToTalk");
            builder.put(INTERRUPT_MODE, Json.number(1));
            builder.put(SEMANTICS_INTERRUPT, Json.bool(semantic));
            builder.report(
                    MODE,
                    pushToTalk ? FieldOutcome.APPROXIMATED : FieldOutcome.CONVERTED,
                    INTERRUPT_MODE,
                    Json.number(1),
                    "With SemanticsInterrupt " + semantic + "."
                            + (pushToTalk
                                    ? " Push-to-talk (ChatMode 2) wins: the person's key decides the turns."
                                    : ""));
        }

        @Override
        public void read(ImportReader reading) {
            Optional<JsonNode> semantic = reading.peek(SEMANTICS_INTERRUPT).filter(JsonNode::isBoolean);
            Optional<JsonNode> mode = reading.peek(INTERRUPT_MODE);
            if (mode.filter(m -> Json.same(m, Json.number(2))).isPresent()) {
                reading.move(INTERRUPT_MODE, MODE, Json.text("off"), ImportOutcome.CONVERTED, null);
                semantic.ifPresent(_ -> reading.absorb(
                        SEMANTICS_INTERRUPT,
                        MODE,
                        ImportOutcome.CONVERTED,
                        "No effect with InterruptMode 2; not sent again."));
            } else if (mode.filter(m -> Json.same(m, Json.number(1))).isPresent()) {
                reading.move(
                        INTERRUPT_MODE,
                        MODE,
                        word(semantic),
                        ImportOutcome.CONVERTED,
                        semantic.isPresent() ? null : "SemanticsInterrupt true is the default.");
                semantic.ifPresent(_ -> reading.absorb(SEMANTICS_INTERRUPT, MODE, ImportOutcome.CONVERTED, null));
            } else if (mode.isEmpty() && semantic.isPresent()) {
                reading.move(
                        SEMANTICS_INTERRUPT,
                        MODE,
                        word(semantic),
                        ImportOutcome.CONVERTED,
                        "InterruptMode 1, the default, is sent with it.");
            }
        }

        private static JsonNode word(Optional<JsonNode> semantic) {
            return Json.text(semantic.map(JsonNode::asBoolean).orElse(true) ? "semantic" : "auto");
        }
    }
}
