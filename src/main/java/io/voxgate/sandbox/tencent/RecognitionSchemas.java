package io.voxgate.sandbox.tencent;

import static io.voxgate.sandbox.RequestSchema.freeObject;
import static io.voxgate.sandbox.RequestSchema.listOf;
import static io.voxgate.sandbox.RequestSchema.object;
import static io.voxgate.sandbox.RequestSchema.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.ObjectSchema;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SchemaViolation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognition by another provider: JSON in a string. TRTC's pages 69592, 79673, 79674 and 79675 say what each provider
 * needs.
 */
public final class RecognitionSchemas {
    private static final ObjectSchema BASE = object().required("STTType", text());

    private static final RequestSchema ACCOUNT = BASE.required(
                    "AppId",
                    RequestSchema.anything()
                            .that(
                                    SchemaViolation.ViolationKind.TYPE,
                                    "must be an integer or a string",
                                    node -> node.isIntegralNumber() || node.isTextual()))
            .required("SecretId", text().notEmpty())
            .required("SecretKey", text().notEmpty());

    private static final Map<String, RequestSchema> PROVIDERS = Map.of(
            "azure", BASE.required("SubscriptionKey", text().notEmpty()).required("Region", text().notEmpty()),
            "deepgram", BASE.required("ApiKey", text().notEmpty()).required("Model", text().notEmpty()),
            "soniox",
                    BASE.required("ApiKey", text().notEmpty())
                            .required("Model", text().notEmpty())
                            .optional("LanguageHints", listOf(text()))
                            .optional("Context", freeObject()),
            "tencent", ACCOUNT,
            "trtc", ACCOUNT);

    private RecognitionSchemas() {}

    /**
     * A string; one that names a documented provider must have what that provider needs. Of anything else, which is by
     * arrangement, nothing is known.
     */
    public static final RequestSchema CUSTOM = text().then((path, value) -> named(value)
            .map(PROVIDERS::get)
            .map(shape -> shape.flaws(path, parsed(value).orElseThrow()))
            .orElse(List.of()));

    /** Whether a start has its speech recognised by somebody who has languages of his own. */
    public static boolean foreign(JsonNode custom) {
        return custom.isTextual()
                && named(custom)
                        .filter(type -> List.of("azure", "deepgram", "soniox").contains(type))
                        .isPresent();
    }

    private static Optional<String> named(JsonNode text) {
        return parsed(text)
                .map(tree -> tree.path("STTType"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static Optional<JsonNode> parsed(JsonNode text) {
        return SandboxJson.parse(text.textValue());
    }
}
