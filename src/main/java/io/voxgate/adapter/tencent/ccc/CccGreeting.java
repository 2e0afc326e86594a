package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;

/** Who speaks first and what is said. An uninterruptible greeting is 2 here, not 1. */
final class CccGreeting {
    private static final String MODE = "/greeting/mode";
    private static final String TEXT = "/greeting/text";
    private static final String INTERRUPTIBLE = "/greeting/interruptible";
    private static final EnumMapping MODES =
            EnumMapping.of("static", 0).and("generated", 1).and("waitForUser", 0);

    static final FieldMappings TABLE = FieldMappings.of(
            new CompositeMapping(builder -> builder.convert(MODE, "WelcomeType", MODES), CccGreeting::readMode),
            new CompositeMapping(
                    CccGreeting::writeText, reading -> reading.convert("WelcomeMessage", TEXT, CccConversions.text())),
            FieldMapping.of(
                            INTERRUPTIBLE,
                            "WelcomeMessagePriority",
                            EnumMapping.of(true, 0).and(false, 2))
                    .vendorDefault(0)
                    .onlyIf(CccGreeting::greets, "No effect without a greeting."),
            new CompositeMapping(CccGreeting::writeInterruptible, _ -> {}),
            new CompositeMapping(CccGreeting::writeDelay, _ -> {}));

    private CccGreeting() {}

    /** Whether the agent speaks first. */
    static boolean greets(TranslationBuilder builder) {
        return switch (builder.word(MODE)) {
            case "generated" -> true;
            case "waitForUser" -> false;
            default -> builder.leaf(TEXT).isPresent();
        };
    }

    private static void writeText(TranslationBuilder builder) {
        String mode = builder.word(MODE);
        if (mode.equals("generated") || mode.equals("waitForUser")) {
            builder.unsupported(TEXT, "No effect with greeting.mode " + mode + ".");
        } else {
            builder.convert(TEXT, "WelcomeMessage", CccConversions.text());
        }
    }

    private static void writeInterruptible(TranslationBuilder builder) {
        if (greets(builder) && builder.leaf(INTERRUPTIBLE).isEmpty()) {
            builder.ownDefault(INTERRUPTIBLE, "WelcomeMessagePriority", Json.number(0));
        }
    }

    private static void writeDelay(TranslationBuilder builder) {
        if (greets(builder)) {
            CccVariables.delay(builder);
        } else {
            builder.unsupported("/greeting/delayMs", "No effect without a greeting.");
        }
    }

    private static void readMode(ImportReader reading) {
        boolean empty =
                reading.peek("WelcomeMessage").map(JsonNode::asText).orElse("").isEmpty();
        int type = reading.peek("WelcomeType")
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .orElse(-1);
        if (type == 0 || type == 1) {
            String mode = type == 1 ? "generated" : empty ? "waitForUser" : "static";
            reading.move("WelcomeType", MODE, Json.text(mode), ImportOutcome.CONVERTED, null);
        }
        if (empty && reading.peek("WelcomeMessage").isPresent()) {
            reading.absorb("WelcomeMessage", MODE, ImportOutcome.CONVERTED, "An empty greeting says nothing.");
            if (type < 0) {
                reading.set(MODE, Json.text("waitForUser"));
            }
        }
    }
}
