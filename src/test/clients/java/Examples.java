import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.voxgate.client.ApiClient;
import io.voxgate.client.model.AbstractOpenApiSchema;
import java.io.File;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads each example of the contract's bodies and answers with the generated client, and writes it again: nothing of it
 * may be lost. And each word of a discriminator has to lead to its class.
 */
public final class Examples {
    private static final ObjectMapper CLIENT = ApiClient.createDefaultObjectMapper();
    private static final String MODEL = "io.voxgate.client.model.";

    private final JsonNode contract;
    private final List<String> faults = new ArrayList<>();
    private int examples;
    private int words;

    private Examples(JsonNode contract) {
        this.contract = contract;
    }

    public static void main(String[] arguments) throws IOException {
        Examples run = new Examples(new YAMLMapper().readTree(new File(arguments[0])));
        run.contract.get("paths").forEach(path -> path.properties().stream()
                .filter(method -> method.getValue().has("operationId"))
                .forEach(method -> run.operation(method.getValue())));
        run.contract.at("/components/schemas").properties().stream()
                .filter(schema -> schema.getValue().path("discriminator").has("mapping"))
                .forEach(schema -> run.discriminator(schema.getKey(), schema.getValue().get("discriminator")));
        run.faults.forEach(fault -> System.out.println("FAULT " + fault));
        System.out.println(run.examples + " examples and " + run.words + " words read, " + run.faults.size() + " faults");
    }

    private void operation(JsonNode operation) {
        String id = operation.get("operationId").asText();
        contents(id + " request", operation.path("requestBody"));
        operation.path("responses").properties().forEach(answer -> contents(id + " " + answer.getKey(), answer.getValue()));
    }

    private void contents(String place, JsonNode given) {
        JsonNode holder = given.has("$ref") ? contract.at(given.get("$ref").asText().substring(1)) : given;
        holder.path("content").properties().stream()
                .filter(media -> media.getKey().endsWith("json") && media.getValue().at("/schema").has("$ref"))
                .forEach(media -> {
                    String schema = media.getValue().at("/schema/$ref").asText();
                    String name = schema.substring(schema.lastIndexOf('/') + 1);
                    if (media.getValue().has("example")) {
                        example(place, name, media.getValue().get("example"));
                    }
                    media.getValue().path("examples").properties().forEach(
                            one -> example(place + " " + one.getKey(), name, one.getValue().get("value")));
                });
    }

    private void example(String place, String name, JsonNode example) {
        examples++;
        try {
            Object read = CLIENT.treeToValue(example, Class.forName(MODEL + name));
            compare(place, example, CLIENT.readTree(CLIENT.writeValueAsString(read)));
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            faults.add(place + ": " + name + " does not read it: " + e);
        }
    }

    private void compare(String place, JsonNode sent, JsonNode written) {
        if (sent.isObject()) {
            for (Map.Entry<String, JsonNode> member : sent.properties()) {
                // The client leaves out what is null.
                if (!member.getValue().isNull()) {
                    compare(place + "/" + member.getKey(), member.getValue(), written.path(member.getKey()));
                }
            }
        } else if (sent.isArray()) {
            if (sent.size() != written.size()) {
                faults.add(place + " has " + written.size() + " items instead of " + sent.size());
            }
            for (int i = 0; i < sent.size(); i++) {
                compare(place + "/" + i, sent.get(i), written.path(i));
            }
        } else if (!same(sent, written)) {
            faults.add(place + " is " + (written.isMissingNode() ? "lost" : written) + " instead of " + sent);
        }
    }

    private static boolean same(JsonNode sent, JsonNode written) {
        if (sent.isNumber() && written.isNumber()) {
            return sent.decimalValue().compareTo(written.decimalValue()) == 0;
        }
        if (sent.equals(written)) {
            return true;
        }
        try {
            return sent.isTextual()
                    && written.isTextual()
                    && OffsetDateTime.parse(sent.asText()).isEqual(OffsetDateTime.parse(written.asText()));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void discriminator(String name, JsonNode discriminator) {
        String property = discriminator.get("propertyName").asText();
        discriminator.get("mapping").properties().forEach(mapping -> {
            words++;
            String wanted = mapping.getValue().asText();
            try {
                JsonNode value = CLIENT.createObjectNode().put(property, mapping.getKey());
                Object read = CLIENT.treeToValue(value, Class.forName(MODEL + name));
                String found =
                        ((AbstractOpenApiSchema) read).getActualInstance().getClass().getSimpleName();
                if (!wanted.endsWith("/" + found)) {
                    faults.add(name + " of " + mapping.getKey() + " is read as " + found);
                }
            } catch (IOException | ClassNotFoundException | RuntimeException e) {
                faults.add(name + " of " + mapping.getKey() + " is not read: " + e);
            }
        });
    }
}
