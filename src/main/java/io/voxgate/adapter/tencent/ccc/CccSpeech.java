package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.FieldOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Text to speech: a built-in voice by name, or another provider's in {@code CustomTTSConfig}; exactly one of the two.
 */
final class CccSpeech {
    static final String CUSTOM = "CustomTTSConfig";
    static final FieldMappings TABLE = FieldMappings.of(new CompositeMapping(CccSpeech::write, CccSpeech::read));

    private static final String PROVIDER = "/tts/provider";
    private static final String VOICE = "/tts/voice";
    private static final String BUILT_IN = "VoiceType";
    static final Set<String> VOICES = Set.of(
            "ZhiMei",
            "ZhiXi",
            "ZhiQi",
            "ZhiTian",
            "AiXiaoJing",
            "WeRose",
            "Monika",
            "Nanami",
            "SunHi",
            "Gadis",
            "Yasmin",
            "Kani",
            "Achara",
            "HoaiMy");
    private static final List<String> LEAVES = AgentSchema.leaves().stream()
            .map(AgentSchema.Leaf::pointer)
            .filter(pointer -> pointer.startsWith("/tts/"))
            .distinct()
            .toList();

    private CccSpeech() {}

    private static void write(TranslationBuilder builder) {
        String provider = builder.word(PROVIDER);
        CccSpeechProvider known = CccSpeechProvider.ALL.get(provider);
        if (provider.isEmpty() || provider.equals("platform")) {
            builder.chooses(PROVIDER, "A built-in voice of CCC.");
            writeBuiltIn(builder);
        } else if (known != null) {
            known.write(builder);
        } else {
            builder.rejected(
                    PROVIDER,
                    "CCC has no voices of " + provider + "; it has platform, "
                            + String.join(", ", CccSpeechProvider.ALL.keySet()) + ".");
        }
        LEAVES.forEach(
                pointer -> builder.unsupported(pointer, "CCC has no such setting with tts.provider " + provider + "."));
    }

    private static void writeBuiltIn(TranslationBuilder builder) {
        String spoken = CccLanguages.voice(builder.word("/stt/language"));
        builder.leaf(VOICE)
                .ifPresentOrElse(
                        voice -> {
                            boolean known = VOICES.contains(voice.asText());
                            JsonNode sent = known ? voice : Json.text(spoken);
                            builder.put(BUILT_IN, sent);
                            builder.report(
                                    VOICE,
                                    known ? FieldOutcome.EXACT : FieldOutcome.APPROXIMATED,
                                    BUILT_IN,
                                    sent,
                                    known
                                            ? ""
                                            : "CCC has no built-in voice of this name; its voice for the language speaks.");
                        },
                        () -> {
                            if (!optionsName(builder, CUSTOM)) {
                                builder.ownDefault(VOICE, BUILT_IN, Json.text(spoken));
                            }
                        });
    }

    /** Whether the caller's own options carry a field that excludes ours. */
    private static boolean optionsName(TranslationBuilder builder, String wire) {
        Map<String, Object> options = builder.agent().vendorOptions();
        return options != null && options.get(CccApi.ID) instanceof Map<?, ?> ours && ours.containsKey(wire);
    }

    private static void read(ImportReader reading) {
        Optional<CccSpeechProvider> provider =
                reading.peek(CUSTOM + ".TTSType").map(type -> CccSpeechProvider.ALL.get(type.asText()));
        provider.ifPresentOrElse(
                known -> known.read(reading),
                () -> reading.peek(BUILT_IN)
                        .filter(voice -> VOICES.contains(voice.asText()))
                        .ifPresent(voice -> {
                            reading.set(PROVIDER, Json.text("platform"));
                            reading.move(BUILT_IN, VOICE, voice, ImportOutcome.EXACT, null);
                        }));
    }
}
