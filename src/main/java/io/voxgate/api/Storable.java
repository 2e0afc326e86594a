package io.voxgate.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import io.voxgate.template.StrictJson;
import java.util.ArrayList;
import java.util.List;

/** Whether a body can be kept as it is: JSON can say some things that no database can, and that would come back as something else. */
final class Storable {
    private static final int MOST_DIGITS = 300;
    private static final int MOST_FAULTS = 50;

    private Storable() {}

    /** What cannot be kept, with its pointers. */
    static List<Fault> faults(JsonNode tree) {
        List<Fault> faults = new ArrayList<>();
        walk("", tree, faults);
        return faults;
    }

    private static void walk(String pointer, JsonNode node, List<Fault> faults) {
        if (faults.size() >= MOST_FAULTS) {
            return;
        }
        switch (node) {
            case ObjectNode object -> object.properties().forEach(member -> {
                String at = pointer + "/" + StrictJson.escaped(member.getKey());
                check(at, member.getKey(), faults);
                walk(at, member.getValue(), faults);
            });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    walk(pointer + "/" + i, array.get(i), faults);
                }
            }
            case JsonNode text when text.isTextual() -> check(pointer, text.asText(), faults);
            case JsonNode number when number.isBigDecimal() && Math.abs((long) number.decimalValue().scale()) > MOST_DIGITS ->
                    faults.add(new Fault(pointer, "OUT_OF_RANGE", "A number may be at most " + MOST_DIGITS + " digits away from the decimal point."));
            default -> { }
        }
    }

    private static void check(String pointer, String text, List<Fault> faults) {
        if (text.indexOf('\0') >= 0) {
            faults.add(new Fault(pointer, "WRONG_FORM", "The character NUL may not stand in a text."));
        } else if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            faults.add(new Fault(pointer, "WRONG_FORM", "Half a surrogate pair is no character."));
        }
    }
}
