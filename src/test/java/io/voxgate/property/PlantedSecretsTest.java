package io.voxgate.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.json.Json;
import io.voxgate.model.CredentialSlots;
import io.voxgate.model.Fault;
import io.voxgate.model.InlineSecrets;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Secrets under every name of the list, planted at any depth of what is not ours to name, also in texts that hold JSON,
 * come out nowhere.
 */
class PlantedSecretsTest {
    private static final RequestNonce NONCE = new RequestNonce("0123456789abcdef0123456789abcdef");
    private static final List<String> NAMES = List.of(
            "AppSecret",
            "Secretkey",
            "AccessToken",
            "avatartoken",
            "AvatarUserSig",
            "usersig",
            "ApiKey",
            "x_apikey",
            "Appkey",
            "APPKEY",
            "PushPassword",
            "SubscriptionKey",
            "subscription-key",
            "SecretId");

    /** A tree with secrets, and the same with slots in their places. */
    private record Planted(ObjectNode literal, ObjectNode slotted, List<String> secrets) {}

    private static final Gen<Planted> PLANTED = (random, size) -> {
        List<String> secrets = new ArrayList<>();
        ObjectNode literal = Json.object();
        ObjectNode slotted = Json.object();
        plant(literal, slotted, random, 1 + size / 25, secrets);
        return new Planted(literal, slotted, List.copyOf(secrets));
    };

    private static void plant(
            ObjectNode literal, ObjectNode slotted, RandomGenerator random, int depth, List<String> secrets) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String secret = "canary" + Integer.toString(random.nextInt(1_000_000, 9_000_000), 36) + "Q" + secrets.size();
        secrets.add(secret);
        literal.put(name, secret);
        slotted.set(name, Json.object().put("$credential", "planted").put("field", "f" + (secrets.size() - 1)));
        literal.put("plain", "words");
        slotted.put("plain", "words");
        if (depth > 0) {
            ObjectNode below = Json.object();
            ObjectNode belowSlotted = Json.object();
            plant(below, belowSlotted, random, depth - 1, secrets);
            switch (random.nextInt(4)) {
                case 0 -> nest(literal, slotted, below, belowSlotted);
                case 1 -> nest(literal, slotted, array(below), array(belowSlotted));
                case 2 -> nest(literal, slotted, text(below), text(belowSlotted));
                default ->
                    nest(
                            literal,
                            slotted,
                            text(Json.object().set("deeper", text(below))),
                            text(Json.object().set("deeper", text(belowSlotted))));
            }
        }
    }

    private static void nest(ObjectNode literal, ObjectNode slotted, JsonNode below, JsonNode belowSlotted) {
        literal.set("Inner", below);
        slotted.set("Inner", belowSlotted);
    }

    private static ArrayNode array(JsonNode item) {
        return Json.array().add(1).add(item);
    }

    private static JsonNode text(JsonNode tree) {
        return Json.text(Json.write(tree));
    }

    /** An agent with the tree in each place where a slot may stand. */
    private static ObjectNode agent(ObjectNode tree) {
        ObjectNode agent = Yaml.object("""
                {llm: {protocol: openai, url: "https://llm.example.com/v1", model: m, credentialRef: llm, systemPrompt: p},
                 tts: {provider: platform, voice: ZhiMei}}""");
        ((ObjectNode) agent.get("llm")).set("extraBody", tree.deepCopy());
        agent.set("avatar", tree.deepCopy());
        ObjectNode options = agent.putObject("vendorOptions");
        AllAdapters.all()
                .forEach(adapter -> options.putObject(adapter.info().id()).set("Beta", tree.deepCopy()));
        return agent;
    }

    @Test
    void aLiteralIsRefusedInEachPlaceAndNotEchoed() {
        Property.check(PLANTED, planted -> {
            ObjectNode agent = agent(planted.literal());

            List<Fault> faults = InlineSecrets.in(Json.MAPPER.convertValue(agent, Object.class), Json::values);

            assertThat(faults)
                    .extracting(Fault::pointer)
                    .anyMatch(pointer -> pointer.startsWith("/avatar/"))
                    .anyMatch(pointer -> pointer.startsWith("/llm/extraBody/"))
                    .anyMatch(pointer -> pointer.startsWith("/vendorOptions/tencent-ccc/Beta/"));
            assertSilent(faults.toString(), planted);
            planted.secrets()
                    .forEach(secret -> assertThat(Json.write(agent))
                            .as("The agent really has it")
                            .contains(secret));
        });
    }

    @Test
    void theSameWithSlotsIsTaken() {
        Property.check(PLANTED, planted -> {
            ObjectNode agent = agent(planted.slotted());

            assertThat(InlineSecrets.in(Json.MAPPER.convertValue(agent, Object.class), Json::values))
                    .isEmpty();
            assertThat(CredentialSlots.faults(Json.MAPPER.convertValue(agent, Map.class), Json::values))
                    .isEmpty();
        });
    }

    /** The values go into the signed bytes, in each place, and nowhere else. */
    @TestFactory
    Stream<DynamicTest> slotsAreFilledInTheSignedBytesAlone() {
        return AllAdapters.all().stream()
                .map(adapter -> dynamicTest(
                        adapter.info().id(),
                        () -> Property.check(PLANTED, planted -> {
                            Translation translation = adapter.translate(new StartCommand(
                                    Yaml.agent(agent(planted.slotted())), Optional.empty(), Optional.of("ses_01")));

                            HttpCall call = adapter.sign(
                                    translation.call(),
                                    TestAccount.account(),
                                    TestAccount.secrets(translation.call()),
                                    TestAccount.NOW,
                                    NONCE);
                            String sent = call.bodyText()
                                    + URLDecoder.decode(call.uri().toString(), StandardCharsets.UTF_8);
                            String shown = Json.write(translation.call().display(Optional.of(TestAccount.account())))
                                    + Json.write(Json.node(translation.report()));

                            for (int i = 0; i < planted.secrets().size(); i++) {
                                assertThat(sent).as("Slot %d is filled", i).contains("planted.f" + i);
                                assertThat(shown).doesNotContain("planted.f" + i);
                            }
                            assertThat(sent).as("No slot is sent as it is").doesNotContain("$credential");
                            assertThat(shown).contains("***");
                        })));
    }

    /**
     * A vendor's own request with them: the import says where they stood, and its agent is taken again, with slots in
     * their places.
     */
    @TestFactory
    Stream<DynamicTest> anImportMakesSlotsOfThem() {
        return AllAdapters.all().stream()
                .map(adapter -> dynamicTest(
                        adapter.info().id(),
                        () -> Property.check(PLANTED, planted -> {
                            ObjectNode request = adapter.translate(new StartCommand(
                                            Yaml.agent(agent(Json.object().put("plain", "words"))),
                                            Optional.empty(),
                                            Optional.of("ses_01")))
                                    .call()
                                    .fill(TestAccount::fill);
                            List<String> places =
                                    List.of("Beta", "Unheard", "LLMConfig", "STTConfig", "TTSConfig", "AvatarConfig");
                            places.forEach(place -> request.set(place, merged(request.get(place), planted.literal())));

                            planted.secrets()
                                    .forEach(secret -> assertThat(Json.write(request))
                                            .as("The request really has it")
                                            .contains(secret));

                            ImportResult imported = adapter.parse(request);

                            assertSilent(Json.write(Json.node(imported)) + imported.faults(), planted);
                            ObjectNode agent = imported.agent();
                            assertThat(InlineSecrets.in(Json.MAPPER.convertValue(agent, Object.class), Json::values))
                                    .as("%s", agent)
                                    .isEmpty();
                            assertThat(CredentialSlots.faults(Json.MAPPER.convertValue(agent, Map.class), Json::values))
                                    .as("%s", agent)
                                    .isEmpty();
                            assertThat(CredentialSlots.in(Yaml.agent(agent), Json::values))
                                    .as("%s", agent)
                                    .hasSizeGreaterThanOrEqualTo(
                                            2 * planted.secrets().size())
                                    .allSatisfy(use -> assertThat(imported.credentials())
                                            .anySatisfy(found -> {
                                                assertThat(found.name())
                                                        .isEqualTo(use.slot().credential());
                                                assertThat(found.fields())
                                                        .contains(use.slot().field());
                                            }));
                        })));
    }

    /** Into an object, also one that a text holds. */
    private static JsonNode merged(JsonNode there, ObjectNode planted) {
        if (there == null) {
            return planted.deepCopy();
        }
        ObjectNode open =
                (ObjectNode) (there.isTextual() ? Json.parse(there.asText()).orElseThrow() : there.deepCopy());
        open.set("Extra", planted.deepCopy());
        return there.isTextual() ? text(open) : open;
    }

    private static void assertSilent(String told, Planted planted) {
        planted.secrets().forEach(secret -> assertThat(told).doesNotContain(secret));
    }
}
