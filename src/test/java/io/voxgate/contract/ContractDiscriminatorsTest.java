package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.event.webhook.EventTypes;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Generators of clients can tell apart whatever may be one of several things. */
class ContractDiscriminatorsTest {
    private static final String MESSAGE = "/components/schemas/WebhookMessage";
    private static final String PATCH = "An agent and a merge patch of one have the same members, so no member tells "
            + "them apart, and none has to: both are sent only, never answered, and the result of the merge is judged.";
    /** Where no discriminator can be, and why. */
    private static final Map<String, String> REASONS = Map.of(
            "/components/schemas/CredentialVerification/properties/agent", PATCH,
            "/components/schemas/NewSession/properties/agent", PATCH,
            "/components/schemas/TranslationRequest/properties/agent", PATCH,
            "/paths/~1v1~1sessions~1{id}~1agent/patch/requestBody/content/application~1merge-patch+json/schema", PATCH,
            "/paths/~1v1~1sessions~1{id}~1agent/patch/requestBody/content/application~1json/schema", PATCH);

    private static ObjectNode contract() {
        return (ObjectNode) ContractFile.tree();
    }

    @Test
    void everyChoiceHasADiscriminatorOrAReason() {
        assertThat(ContractDiscriminators.faults(contract(), REASONS)).isEmpty();
    }

    /** The reasons say that the agent is only sent: a program that reads answers never has to choose. */
    @Test
    void noAnswerHasAChoiceWithoutADiscriminator() {
        ObjectNode contract = contract();
        Set<String> answered = new TreeSet<>();
        contract.get("paths")
                .forEach(path -> path.forEach(operation -> reach(contract, operation.path("responses"), answered)));

        assertThat(answered).contains("#/components/schemas/Session", "#/components/schemas/Tts");
        assertThat(REASONS.keySet())
                .noneMatch(place -> place.contains("/responses/"))
                .noneMatch(place -> answered.stream().anyMatch(schema -> place.startsWith(schema.substring(1) + "/")));
    }

    private static void reach(JsonNode contract, JsonNode node, Set<String> found) {
        node.findValues("$ref").forEach(reference -> {
            String text = reference.asText();
            if (text.startsWith("#/components/") && found.add(text)) {
                reach(contract, contract.at(text.substring(1)), found);
            }
        });
    }

    @Test
    void everyTypeOfAWebhooksMessageIsMapped() {
        TreeSet<String> types = new TreeSet<>(EventTypes.KNOWN);
        types.add(EventTypes.TEST);
        JsonNode mapping = contract().at(MESSAGE + "/discriminator/mapping");

        assertThat(mapping.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrderElementsOf(types);
        assertThat(mapping.properties())
                .filteredOn(entry -> entry.getKey().startsWith("webhook."))
                .allMatch(entry -> entry.getValue().asText().endsWith("/WebhookNoticeMessage"));
    }

    @Test
    void whatIsMissingIsFound() {
        ObjectNode contract = contract();
        ((ObjectNode) contract.at("/components/schemas/Channel")).remove("discriminator");
        ((ObjectNode) contract.at("/components/schemas/Tts/discriminator/mapping")).remove("azure");
        ((ObjectNode) contract.at("/components/schemas/TtsCartesia")).remove("required");
        ((ArrayNode) contract.at("/components/schemas/WebhookNoticeMessage/properties/type/enum")).remove(0);

        assertThat(ContractDiscriminators.faults(contract, REASONS))
                .contains(
                        "/components/schemas/Channel has no discriminator, and no reason why it cannot have one",
                        "/components/schemas/Tts of cartesia may be without provider",
                        MESSAGE + " of webhook.disabled: type is never so")
                .anyMatch(fault -> fault.startsWith("/components/schemas/Tts maps to "));
        assertThat(ContractDiscriminators.faults(contract(), Map.of(MESSAGE, "none", "/nowhere", "none")))
                .contains(
                        MESSAGE + " has a discriminator, and a reason why it cannot have one",
                        "/nowhere is no place with a choice");
    }
}
