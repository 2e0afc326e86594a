package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds what JSON can spell but neither the database nor a vendor can keep: the character U+0000, half a surrogate pair, a number beyond all use. */
final class KeepableValues {
    private static final int MOST_DIGITS = 400;

    private final List<Fault> faults = new ArrayList<>();

    private KeepableValues() {}

    static List<Fault> faults(JsonNode tree) {
        KeepableValues search = new KeepableValues();
        search.look("", tree);
        return search.faults;
    }

    private void look(String pointer, JsonNode node) {
        switch (node) {
            case ObjectNode object -> object.properties().forEach(entry -> {
                if (text(pointer + "/" + StrictJson.escaped(entry.getKey()), entry.getKey(), "A member's name")) {
                    look(pointer + "/" + StrictJson.escaped(entry.getKey()), entry.getValue());
                }
            });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    look(pointer + "/" + i, array.get(i));
                }
            }
            default -> scalar(pointer, node);
        }
    }

    private void scalar(String pointer, JsonNode node) {
        if (node.isTextual()) {
            text(pointer, node.asText(), "A text");
        } else if (node.isBigDecimal() && tooLong(node.decimalValue())) {
            faults.add(new Fault(pointer, "OUT_OF_RANGE", "This number is too large or too small to be kept."));
        }
    }

    private boolean text(String pointer, String text, String what) {
        boolean whole = text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!whole) {
            faults.add(new Fault(pointer, "WRONG_FORM", what + " must be Unicode, without the character U+0000 and without half a surrogate pair."));
        }
        return whole;
    }

    /** Written out in plain decimals. */
    private static boolean tooLong(BigDecimal number) {
        return Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS;
    }
}
