package io.voxgate.vendor.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Imported.ImportOutcome;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;

/** Who speaks first and what is said. An uninterruptible greeting is 2 here, not 1. */
final class CccGreeting {
    private static final String MODE = "/greeting/mode";
    private static final String TEXT = "/greeting/text";
    private static final String INTERRUPTIBLE = "/greeting/interruptible";
    private static final Codes MODES = Codes.of("static", 0).and("generated", 1).and("waitForUser", 0);

    static final FieldTable TABLE = FieldTable.of(
            new TwoWay(draft -> draft.convert(MODE, "WelcomeType", MODES), CccGreeting::readMode),
            new TwoWay(CccGreeting::writeText, reading -> reading.convert("WelcomeMessage", TEXT, CccConversions.text())),
            Field.of(INTERRUPTIBLE, "WelcomeMessagePriority", Codes.of(true, 0).and(false, 2)).vendorDefault(0)
                    .onlyIf(CccGreeting::greets, "No effect without a greeting."),
            new TwoWay(CccGreeting::writeInterruptible, _ -> {}),
            new TwoWay(CccGreeting::writeDelay, _ -> {}));

    private CccGreeting() {}

    /** Whether the agent speaks first. */
    static boolean greets(Draft draft) {
        return switch (draft.word(MODE)) {
            case "generated" -> true;
            case "waitForUser" -> false;
            default -> draft.leaf(TEXT).isPresent();
        };
    }

    private static void writeText(Draft draft) {
        String mode = draft.word(MODE);
        if (mode.equals("generated") || mode.equals("waitForUser")) {
            draft.unsupported(TEXT, "No effect with greeting.mode " + mode + ".");
        } else {
            draft.convert(TEXT, "WelcomeMessage", CccConversions.text());
        }
    }

    private static void writeInterruptible(Draft draft) {
        if (greets(draft) && draft.leaf(INTERRUPTIBLE).isEmpty()) {
            draft.ownDefault(INTERRUPTIBLE, "WelcomeMessagePriority", Json.number(0));
        }
    }

    private static void writeDelay(Draft draft) {
        if (greets(draft)) {
            CccVariables.delay(draft);
        } else {
            draft.unsupported("/greeting/delayMs", "No effect without a greeting.");
        }
    }

    private static void readMode(Reading reading) {
        boolean empty = reading.peek("WelcomeMessage").map(JsonNode::asText).orElse("").isEmpty();
        int type = reading.peek("WelcomeType").filter(JsonNode::isInt).map(JsonNode::asInt).orElse(-1);
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
