package io.voxgate.adapter.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.annotations.SerializedName;
import com.tencentcloudapi.common.AbstractModel;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tencent's own request class as a judge of what we send: wire names and JSON types, read from its annotations. Paths
 * are dotted; {@code []} stands after an array of objects.
 */
public final class SdkConformance {
    private final Map<String, Class<?>> fields = new TreeMap<>();

    public SdkConformance(Class<? extends AbstractModel> request) {
        walk("", request);
    }

    /** Every field of the SDK's class, objects opened. */
    public TreeSet<String> paths() {
        return new TreeSet<>(fields.keySet());
    }

    /**
     * What differs, one sentence each.
     *
     * @param requests bodies as sent, which together use everything that the adapter can send
     * @param unmapped the SDK's fields that the adapter never sends, each with the reason
     */
    public List<String> differences(List<? extends JsonNode> requests, Map<String, String> unmapped) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> sent = new TreeSet<>();
        requests.forEach(request -> compare("", request, sent, differences));
        for (String path : fields.keySet()) {
            if (!sent.contains(path) && !unmapped.containsKey(path)) {
                differences.add("The SDK has " + path + ", which is neither sent nor listed with a reason.");
            }
        }
        unmapped.forEach((path, reason) -> {
            if (sent.contains(path) || !fields.containsKey(path) || reason.isBlank()) {
                differences.add(
                        path + " is listed as not mapped, but it is sent, unknown to the SDK, or without a reason.");
            }
        });
        return differences;
    }

    private void walk(String prefix, Class<?> model) {
        for (Field field : model.getDeclaredFields()) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            if (name == null) {
                continue;
            }
            Class<?> type = field.getType();
            Class<?> item = type.isArray() ? type.getComponentType() : type;
            if (AbstractModel.class.isAssignableFrom(item)) {
                walk(prefix + name.value() + (type.isArray() ? "[]." : "."), item);
            } else {
                fields.put(prefix + name.value(), type);
            }
        }
    }

    private void compare(String path, JsonNode value, TreeSet<String> sent, List<String> differences) {
        Class<?> type = fields.get(path);
        if (type != null) {
            sent.add(path);
            if (!fits(type, value)) {
                differences.add(path + " is " + value.getNodeType() + " (" + value + "), the SDK says "
                        + type.getSimpleName() + ".");
            }
        } else if (value.isObject() && (path.isEmpty() || known(path + "."))) {
            String prefix = path.isEmpty() ? "" : path + ".";
            value.properties().forEach(entry -> compare(prefix + entry.getKey(), entry.getValue(), sent, differences));
        } else if (value.isArray() && known(path + "[].")) {
            value.forEach(item -> compare(path + "[]", item, sent, differences));
        } else {
            differences.add("The SDK has no " + path + ".");
        }
    }

    private boolean known(String prefix) {
        return fields.keySet().stream().anyMatch(path -> path.startsWith(prefix));
    }

    private static boolean fits(Class<?> type, JsonNode value) {
        if (type.isArray()) {
            return value.isArray() && value.valueStream().allMatch(item -> fits(type.getComponentType(), item));
        }
        return switch (type.getSimpleName()) {
            case "String" -> value.isTextual();
            case "Long", "Integer" -> value.isIntegralNumber();
            case "Float", "Double" -> value.isNumber();
            case "Boolean" -> value.isBoolean();
            default ->
                throw new IllegalStateException("The SDK uses a type that has no JSON counterpart here: " + type);
        };
    }
}
