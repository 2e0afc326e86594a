package io.voxgate.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.CredentialSlots;
import io.voxgate.model.Llm;
import io.voxgate.model.Stt;
import io.voxgate.model.Tts;
import io.voxgate.model.TtsAzure;
import io.voxgate.model.TtsCartesia;
import io.voxgate.model.TtsCosyvoice;
import io.voxgate.model.TtsCustom;
import io.voxgate.model.TtsElevenlabs;
import io.voxgate.model.TtsMinimax;
import io.voxgate.model.TtsPlatform;
import io.voxgate.model.TtsTencent;
import io.voxgate.model.TtsVolcengine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One use of a credential by an agent.
 *
 * @param pointer where the agent names it
 * @param user who wants the fields, for messages
 * @param fields what the user cannot do without
 * @param url where the agent sends it; empty: the vendor or the provider decides
 * @param beside URLs in the same free-form object, one of which may be where a slot's secret goes
 */
record CredentialUse(
        String pointer, String name, String user, List<String> fields, Optional<String> url, List<String> beside) {
    private static final String OPTIONS = "/vendorOptions/";
    private static final String EXTRA_BODY = "/llm/extraBody";
    private static final String SLOT = "this slot";
    private static final Pattern WEB = Pattern.compile("(?i)(https?|wss?)://.*");

    /** Everything that an agent names, whatever vendor it is sent to; in the order of the model. */
    static Stream<CredentialUse> all(Agent agent) {
        BesideSlots beside = new BesideSlots(agent);
        Stream<CredentialUse> slots = CredentialSlots.in(agent, Json::values).stream()
                .map(use -> new CredentialUse(
                        use.pointer(),
                        use.slot().credential(),
                        SLOT,
                        List.of(use.slot().field()),
                        use.pointer().startsWith(EXTRA_BODY)
                                ? Optional.ofNullable(agent.llm().url())
                                : Optional.empty(),
                        beside.urls(use.pointer())));
        return Stream.concat(
                Stream.of(stt(agent.stt()), llm(agent.llm()), tts(agent.tts())).flatMap(Optional::stream), slots);
    }

    /** What of it is sent to one vendor. */
    static Stream<CredentialUse> at(Agent agent, String vendor) {
        return all(agent)
                .filter(use -> !use.pointer().startsWith(OPTIONS)
                        || use.pointer().startsWith(OPTIONS + StrictJson.escaped(vendor) + "/"));
    }

    /** Whether a slot names it, and no credentialRef. */
    boolean slot() {
        return user.equals(SLOT);
    }

    private static Optional<CredentialUse> stt(@Nullable Stt stt) {
        return Optional.ofNullable(stt)
                .flatMap(hearing -> Optional.ofNullable(hearing.credentialRef()).map(name -> {
                    Stt.Provider provider = hearing.provider() == null ? Stt.Provider.PLATFORM : hearing.provider();
                    return new CredentialUse(
                            "/stt/credentialRef",
                            name,
                            "stt.provider " + AgentSchema.word(provider),
                            fields(provider),
                            Optional.empty(),
                            List.of());
                }));
    }

    private static List<String> fields(Stt.Provider provider) {
        return switch (provider) {
            case PLATFORM -> List.of();
            case AZURE -> List.of("subscriptionKey");
            case DEEPGRAM, SONIOX -> List.of("apiKey");
            case TENCENT -> List.of("appId", "secretId", "secretKey");
        };
    }

    private static Optional<CredentialUse> llm(Llm llm) {
        return Optional.ofNullable(llm.credentialRef())
                .map(name -> new CredentialUse(
                        "/llm/credentialRef",
                        name,
                        "llm.protocol " + AgentSchema.word(llm.protocol()),
                        List.of("apiKey"),
                        Optional.ofNullable(llm.url()),
                        List.of()));
    }

    private static Optional<CredentialUse> tts(@Nullable Tts tts) {
        return Optional.ofNullable(tts)
                .flatMap(voice -> Optional.ofNullable(voice.credentialRef())
                        .map(name -> new CredentialUse(
                                "/tts/credentialRef",
                                name,
                                "tts.provider " + voice.provider(),
                                fields(voice),
                                url(voice),
                                List.of())));
    }

    private static List<String> fields(Tts tts) {
        return switch (tts) {
            case TtsTencent _ -> List.of("appId", "secretId", "secretKey");
            case TtsMinimax _ -> List.of("apiKey", "groupId");
            case TtsAzure _ -> List.of("subscriptionKey");
            case TtsVolcengine _ -> List.of("appId", "token");
            case TtsPlatform _, TtsCartesia _, TtsElevenlabs _, TtsCosyvoice _, TtsCustom _ -> List.of("apiKey");
        };
    }

    private static Optional<String> url(Tts tts) {
        return switch (tts) {
            case TtsMinimax minimax -> Optional.ofNullable(minimax.url());
            case TtsCustom custom -> Optional.ofNullable(custom.url());
            case TtsPlatform _,
                    TtsTencent _,
                    TtsAzure _,
                    TtsCartesia _,
                    TtsElevenlabs _,
                    TtsVolcengine _,
                    TtsCosyvoice _ -> Optional.empty();
        };
    }

    /** The URLs in the objects in which slots stand. One object may hold many, so that each is searched once. */
    private static final class BesideSlots {
        private final Agent agent;
        private final Map<String, List<String>> found = new HashMap<>();
        private @Nullable JsonNode tree;

        BesideSlots(Agent agent) {
            this.agent = agent;
        }

        List<String> urls(String slot) {
            return slot.startsWith(EXTRA_BODY)
                    ? List.of()
                    : found.computeIfAbsent(slot.substring(0, slot.lastIndexOf('/')), this::collected);
        }

        private List<String> collected(String object) {
            JsonNode whole = tree == null ? Json.tree(agent) : tree;
            tree = whole;
            List<String> urls = new ArrayList<>();
            collect(whole.at(object), urls);
            return List.copyOf(urls);
        }

        private static void collect(JsonNode node, List<String> urls) {
            if (!node.isTextual()) {
                node.forEach(inner -> collect(inner, urls));
            } else if (WEB.matcher(node.asText()).matches()) {
                urls.add(node.asText());
            } else if (node.asText().strip().startsWith("{")) {
                Json.parse(node.asText().strip()).ifPresent(inner -> collect(inner, urls));
            }
        }
    }
}
