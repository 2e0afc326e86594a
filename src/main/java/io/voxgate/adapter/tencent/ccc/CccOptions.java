package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Documented fields of {@code CreateAICall} for which the agent has no setting: {@code vendorOptions.tencent-ccc}
 * carries them as the vendor writes them. What the vendor would refuse is rejected before it is sent.
 *
 * @see <a href="https://cloud.tencent.com/document/api/679">CreateAICall in the API description of 2026-08, read
 *     November 2026</a>
 */
final class CccOptions {
    /** Recognition by another provider: a string that holds a JSON object, as {@code CustomTTSConfig}. */
    static final String CUSTOM_RECOGNITION = "CustomSTTConfig";

    /** Fields that the published SDK lacks so far. */
    static final Set<String> NEWER =
            Set.of("TransferToAgentEnable", "TransferToAgentItems", "AcquireTimeoutSecond", CUSTOM_RECOGNITION);

    private static final int LONGEST_WAIT_SECONDS = 5;
    private static final Set<String> ITEM = Set.of("TransferToAgentName", "TransferToAgentDesc", "TransferToAgentId");

    private CccOptions() {}

    static void check(TranslationBuilder builder) {
        Map<String, Object> all = builder.agent().vendorOptions();
        if (all == null || !all.containsKey(CccApi.ID)) {
            return;
        }
        JsonNode options = Json.tree(all.get(CccApi.ID));
        check(builder, options, "TransferToAgentEnable", JsonNode::isBoolean, "must be true or false.");
        check(
                builder,
                options,
                "TransferToAgentItems",
                CccOptions::agents,
                "must be a list of {TransferToAgentName, TransferToAgentDesc, TransferToAgentId}, the "
                        + "last a number: the agent's id in the console.");
        check(
                builder,
                options,
                "AcquireTimeoutSecond",
                value -> value.isIntegralNumber() && value.asLong() >= 0 && value.asLong() <= LONGEST_WAIT_SECONDS,
                "must be a whole number from 0 to 5: for so many seconds the call waits at the vendor when its concurrency is used up.");
        check(
                builder,
                options,
                CUSTOM_RECOGNITION,
                value -> value.isObject()
                        || (value.isTextual()
                                && Json.parse(value.asText())
                                        .filter(JsonNode::isObject)
                                        .isPresent()),
                "must be an object, or a string that holds one.");
    }

    private static void check(
            TranslationBuilder builder, JsonNode options, String name, Predicate<JsonNode> valid, String otherwise) {
        JsonNode value = options.get(name);
        if (value != null && !valid.test(value)) {
            builder.rejected("/vendorOptions/" + CccApi.ID + "/" + name, name + " " + otherwise);
        }
    }

    private static boolean agents(JsonNode items) {
        return items.isArray()
                && !items.isEmpty()
                && items.valueStream()
                        .allMatch(item -> item.isObject()
                                && item.propertyStream().allMatch(field -> ITEM.contains(field.getKey()))
                                && item.path("TransferToAgentId").isIntegralNumber()
                                && !item.path("TransferToAgentName").asText().isBlank()
                                && !item.path("TransferToAgentDesc").asText().isBlank());
    }
}
