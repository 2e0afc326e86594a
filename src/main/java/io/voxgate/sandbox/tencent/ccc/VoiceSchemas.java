package io.voxgate.sandbox.tencent.ccc;

import static io.voxgate.sandbox.RequestSchema.chosenBy;
import static io.voxgate.sandbox.RequestSchema.integer;
import static io.voxgate.sandbox.RequestSchema.jsonText;
import static io.voxgate.sandbox.RequestSchema.number;
import static io.voxgate.sandbox.RequestSchema.object;
import static io.voxgate.sandbox.RequestSchema.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.SchemaViolation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The agent's voice: a built-in one by name, or CustomTTSConfig, exactly one of the two. */
final class VoiceSchemas {
    private static final RequestSchema URL = text().matching("https?://[^\\s/]++.*", "must be an http or https URL");
    private static final RequestSchema RATIO = number().between("0.5", "2");

    /** An empty name counts as none. */
    static final RequestSchema BUILT_IN = text().in(Set.of(
            "",
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
            "HoaiMy"));

    private static final Map<String, RequestSchema> PROVIDERS = Map.of(
            "tencent",
                    object().required("TTSType", text())
                            .required("AppId", text().notEmpty())
                            .required("SecretId", text().notEmpty())
                            .required("SecretKey", text().notEmpty())
                            .required("VoiceType", integer())
                            .optional("FastVoiceType", text())
                            .optional("Speed", number().between("-2", "6"))
                            .optional("Volume", integer().between("0", "10"))
                            .optional("PrimaryLanguage", integer().in(1, 2, 3)),
            "minimax",
                    object().required("TTSType", text())
                            .required("APIKey", text().notEmpty())
                            .optional("Model", text())
                            .optional("APIUrl", URL)
                            .optional("GroupId", text())
                            .optional("VoiceType", text())
                            .optional("Speed", RATIO),
            "volcengine",
                    object().required("TTSType", text())
                            .required("AppId", text().notEmpty())
                            .required("Token", text().notEmpty())
                            .optional("Speed", number())
                            .optional("Volume", number())
                            .optional("Cluster", text())
                            .optional("VoiceType", text()),
            "azure",
                    object().required("TTSType", text())
                            .required("SubscriptionKey", text().notEmpty())
                            .required("Region", text().notEmpty())
                            .required("VoiceName", text().notEmpty())
                            .required("Language", text().notEmpty())
                            .optional("Rate", RATIO),
            "custom",
                    object().required("TTSType", text())
                            .required("APIKey", text().notEmpty())
                            .required("APIUrl", URL)
                            .optional("AudioFormat", text().in(Set.of("wav", "pcm")))
                            .optional("SampleRate", integer().atLeast("1"))
                            .optional("AudioChannel", integer().in(1, 2)));

    static final RequestSchema CUSTOM = jsonText(chosenBy("TTSType", type -> Optional.ofNullable(PROVIDERS.get(type))));

    private VoiceSchemas() {}

    static List<SchemaViolation> exactlyOne(String path, JsonNode call) {
        boolean builtIn = !call.path("VoiceType").asText("").isEmpty();
        boolean custom = call.hasNonNull("CustomTTSConfig");
        if (builtIn && custom) {
            return List.of(new SchemaViolation(
                    "VoiceType", SchemaViolation.ViolationKind.VALUE, "", "must be left out with CustomTTSConfig"));
        }
        return builtIn || custom
                ? List.of()
                : List.of(new SchemaViolation(
                        "VoiceType", SchemaViolation.ViolationKind.MISSING, "", "is required without CustomTTSConfig"));
    }
}
