package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the agent may do besides talking: end the call, hand it over, read facts out of it afterwards. */
final class CccTools {
    private static final String TRANSFERS = "/tools/transfers";
    private static final String EXTRACTION = "/tools/extraction";
    static final EnumMapping TYPES = EnumMapping.of("text", "Text")
            .and("choice", "Selector")
            .and("boolean", "Boolean")
            .and("number", "Number");

    static final FieldMappings TABLE = FieldMappings.of(
            FieldMapping.of("/tools/endCall/enabled", "EndFunctionEnable", FieldConversions.bool()),
            FieldMapping.of("/tools/endCall/description", "EndFunctionDesc", CccConversions.text())
                    .vendorDefault(
                            "End the call when user has to leave (like says bye) or you are instructed to do so.")
                    .onlyIf(
                            builder -> builder.word("/tools/endCall/enabled").equals("true"),
                            "No effect without tools.endCall.enabled."),
            new CompositeMapping(CccTools::writeTransfers, CccTools::readTransfers),
            new CompositeMapping(CccTools::writeExtraction, CccTools::readExtraction));

    private CccTools() {}

    private static void writeTransfers(TranslationBuilder builder) {
        builder.leaf(TRANSFERS).ifPresent(transfers -> {
            List<String> wrong = transfers
                    .valueStream()
                    .map(transfer -> transfer.path("target").asText())
                    .filter(target -> CccConversions.digits(target).isEmpty())
                    .toList();
            if (!wrong.isEmpty()) {
                builder.rejected(
                        TRANSFERS,
                        "At CCC a target is the number of a skill group; this is none: " + String.join(", ", wrong)
                                + ".");
                return;
            }
            ArrayNode items = Json.array();
            transfers.forEach(transfer -> items.add(transferItem(transfer)));
            builder.put("TransferFunctionEnable", Json.bool(true));
            builder.put("TransferItems", items);
            builder.report(TRANSFERS, FieldOutcome.CONVERTED, "TransferItems", items, "");
        });
    }

    private static ObjectNode transferItem(JsonNode transfer) {
        ObjectNode item = Json.object();
        item.set("TransferFunctionName", transfer.get("name"));
        item.set("TransferFunctionDesc", transfer.get("description"));
        item.set(
                "TransferSkillGroupId",
                CccConversions.digits(transfer.path("target").asText()).orElseThrow());
        return item;
    }

    private static void readTransfers(ImportReader reading) {
        Optional<JsonNode> items = reading.peek("TransferItems").filter(list -> list.isArray() && !list.isEmpty());
        boolean enabled = reading.peek("TransferFunctionEnable")
                .filter(JsonNode::isBoolean)
                .map(JsonNode::asBoolean)
                .orElse(false);
        if (items.isEmpty() || !enabled || !items.get().valueStream().allMatch(CccTools::readable)) {
            return;
        }
        ArrayNode transfers = Json.array();
        items.get()
                .forEach(item -> transfers
                        .addObject()
                        .put("name", item.get("TransferFunctionName").asText())
                        .put("description", item.get("TransferFunctionDesc").asText())
                        .put("target", item.get("TransferSkillGroupId").asText()));
        reading.move("TransferItems", TRANSFERS, transfers, ImportOutcome.CONVERTED, null);
        reading.absorb(
                "TransferFunctionEnable", TRANSFERS, ImportOutcome.CONVERTED, "Transfers are on when there are any.");
    }

    private static boolean readable(JsonNode item) {
        return item.size() == 3
                && item.path("TransferSkillGroupId").isIntegralNumber()
                && !item.path("TransferFunctionName").asText().isBlank()
                && !item.path("TransferFunctionDesc").asText().isBlank();
    }

    private static void writeExtraction(TranslationBuilder builder) {
        builder.leaf(EXTRACTION).ifPresent(extractions -> {
            ArrayNode elements = Json.array();
            extractions.forEach(extraction -> elements.add(element(extraction)));
            builder.put("ExtractConfig", elements);
            builder.report(EXTRACTION, FieldOutcome.CONVERTED, "ExtractConfig", elements, "");
        });
    }

    private static ObjectNode element(JsonNode extraction) {
        ObjectNode element = Json.object();
        element.set("InfoType", TYPES.toWire(extraction.get("type")).value().orElseThrow());
        copy(extraction, "name", element, "InfoName");
        copy(extraction, "description", element, "InfoContent");
        copy(extraction, "examples", element, "Examples");
        copy(extraction, "choices", element, "Choices");
        return element;
    }

    private static void readExtraction(ImportReader reading) {
        reading.peek("ExtractConfig")
                .filter(list ->
                        list.isArray() && !list.isEmpty() && list.valueStream().allMatch(CccTools::extractable))
                .ifPresent(elements -> {
                    ArrayNode extractions = Json.array();
                    elements.forEach(element -> extractions.add(extraction(element)));
                    reading.move("ExtractConfig", EXTRACTION, extractions, ImportOutcome.CONVERTED, null);
                });
    }

    private static ObjectNode extraction(JsonNode element) {
        ObjectNode extraction = Json.object();
        copy(element, "InfoName", extraction, "name");
        extraction.set("type", TYPES.toNeutral(element.get("InfoType")).orElseThrow());
        copy(element, "InfoContent", extraction, "description");
        copy(element, "Choices", extraction, "choices");
        copy(element, "Examples", extraction, "examples");
        return extraction;
    }

    private static boolean extractable(JsonNode element) {
        Set<String> known = Set.of("InfoType", "InfoName", "InfoContent", "Examples", "Choices");
        return element.isObject()
                && element.propertyStream()
                        .allMatch(
                                e -> known.contains(e.getKey()) && !e.getValue().isNull())
                && TYPES.toNeutral(element.path("InfoType")).isPresent()
                && !element.path("InfoName").asText().isBlank()
                && !(element.has("InfoContent")
                        && element.get("InfoContent").asText().isEmpty());
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String other) {
        JsonNode value = from.get(name);
        if (value != null && !value.isNull()) {
            to.set(other, value);
        }
    }
}
