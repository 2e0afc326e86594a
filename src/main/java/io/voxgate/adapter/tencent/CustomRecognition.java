package io.voxgate.adapter.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Recognition by another provider, as Tencent's products take it: a text that holds JSON with {@code STTType}, the
 * provider's key and what else it needs.
 *
 * @param wire the field that holds the text, dotted
 * @param types the product's {@code STTType} by our provider
 * @param undocumented what to say of providers that the product's own pages do not show; empty: they show all
 * @see <a href="https://trtc.io/document/69592">TRTC, third-party STT, read November 2026; its pages 79673 (Azure),
 *     79674 (Deepgram), 79675 (Soniox)</a>
 */
public record CustomRecognition(String wire, Map<String, String> types, String undocumented) implements MappingRule {
    private static final String PROVIDER = "/stt/provider";
    private static final String REF = "/stt/credentialRef";
    private static final String REGION = "/stt/region";
    private static final String MODEL = "/stt/model";
    private static final String CREDENTIAL = "stt";

    /** The credential's fields by the name that Tencent has for them. */
    private static final Map<String, Map<String, String>> SECRETS = Map.of(
            "azure", Map.of("SubscriptionKey", "subscriptionKey"),
            "deepgram", Map.of("ApiKey", "apiKey"),
            "soniox", Map.of("ApiKey", "apiKey"),
            "tencent", account());

    private static final Map<String, Needed> NEEDED = Map.of(
            "azure", new Needed("Region", REGION, "Azure needs stt.region."),
            "deepgram", new Needed("Model", MODEL, "Deepgram needs its model's name in stt.model, for example nova-3."),
            "soniox", new Needed("Model", MODEL, "Soniox needs its model's name in stt.model, for example stt-rt-v4."));

    private record Needed(String name, String pointer, String note) {}

    public CustomRecognition {
        types = new LinkedHashMap<>(types);
    }

    private static Map<String, String> account() {
        Map<String, String> account = new LinkedHashMap<>();
        account.put("AppId", "appId");
        account.put("SecretId", "secretId");
        account.put("SecretKey", "secretKey");
        return account;
    }

    /**
     * Whether somebody else than Tencent recognises the speech of this agent, who has languages and models of his own.
     */
    public static boolean foreign(TranslationBuilder builder) {
        return NEEDED.containsKey(builder.word(PROVIDER));
    }

    /** The same of what was imported so far. */
    public static boolean foreign(ImportReader reading) {
        return reading.agent(PROVIDER)
                .map(JsonNode::asText)
                .filter(NEEDED::containsKey)
                .isPresent();
    }

    @Override
    public void write(TranslationBuilder builder) {
        String provider = builder.word(PROVIDER);
        if (provider.isEmpty() || provider.equals("platform")) {
            builder.chooses(PROVIDER, "The vendor's own recogniser.");
            builder.unsupported(REF, "No effect without stt.provider azure, deepgram, soniox or tencent.");
            builder.unsupported(REGION, "No effect without stt.provider azure.");
            return;
        }
        JsonNode type = Json.text(Objects.requireNonNull(types.get(provider)));
        builder.put(wire + ".STTType", type);
        boolean shown = undocumented.isEmpty() || provider.equals("tencent");
        builder.report(
                PROVIDER,
                shown ? FieldOutcome.CONVERTED : FieldOutcome.APPROXIMATED,
                wire + ".STTType",
                type,
                shown ? "" : undocumented);
        Map<String, String> secrets = secrets(provider);
        secrets.forEach((name, field) -> builder.secret(REF, wire + "." + name, field, false, true));
        if (builder.leaf(REF).isEmpty()) {
            builder.rejected(REF, "This provider needs a credential with " + String.join(", ", secrets.values()) + ".");
        }
        Optional.ofNullable(NEEDED.get(provider)).ifPresent(needed -> needed(builder, needed));
        builder.unsupported(REGION, "No effect without stt.provider azure.");
        if (provider.equals("azure")) {
            builder.unsupported(MODEL, "No effect with stt.provider azure: Azure chooses its model by the language.");
        }
    }

    private static Map<String, String> secrets(String provider) {
        return Objects.requireNonNull(SECRETS.get(provider));
    }

    private void needed(TranslationBuilder builder, Needed needed) {
        builder.convert(needed.pointer(), wire + "." + needed.name(), FieldConversions.text());
        if (builder.leaf(needed.pointer()).isEmpty()) {
            builder.rejected(needed.pointer(), needed.note());
        }
    }

    /** Only what is whole: with a part missing it is kept as it came. */
    @Override
    public void read(ImportReader reading) {
        String type = text(reading, "STTType").orElse("");
        types.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .map(Map.Entry::getKey)
                .filter(provider -> whole(reading, provider))
                .findFirst()
                .ifPresent(provider -> {
                    reading.move(wire + ".STTType", PROVIDER, Json.text(provider), ImportOutcome.CONVERTED, null);
                    secrets(provider)
                            .forEach((name, field) -> reading.secret(wire + "." + name, REF, CREDENTIAL, field));
                    Optional.ofNullable(NEEDED.get(provider))
                            .ifPresent(needed -> reading.convert(
                                    wire + "." + needed.name(), needed.pointer(), FieldConversions.text()));
                });
    }

    private boolean whole(ImportReader reading, String provider) {
        boolean needed = Optional.ofNullable(NEEDED.get(provider))
                .map(Needed::name)
                .flatMap(name -> reading.peek(wire + "." + name))
                .map(value -> value.isTextual() && !value.asText().isBlank())
                .orElse(!NEEDED.containsKey(provider));
        return needed
                && secrets(provider).keySet().stream()
                        .allMatch(name -> text(reading, name).isPresent());
    }

    private Optional<String> text(ImportReader reading, String name) {
        return reading.peek(wire + "." + name)
                .filter(value -> value.isTextual() || value.isIntegralNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }
}
