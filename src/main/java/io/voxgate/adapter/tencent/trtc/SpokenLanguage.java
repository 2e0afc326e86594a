package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The few languages that a kind of voice can be told to speak. */
final class SpokenLanguage {
    /** TRTC's own voices: zh, en, yue. */
    static final FieldConversion FLOW =
            of(Map.of("zh", Json.text("zh"), "en", Json.text("en"), "zh-yue", Json.text("yue")));
    /** Tencent Cloud TTS: 1, 2, 3; one of its pages shows a tag instead, which imports understand. */
    static final FieldConversion TENCENT = of(Map.of("zh", Json.number(1), "en", Json.number(2), "ja", Json.number(3)));

    private SpokenLanguage() {}

    private static FieldConversion of(Map<String, JsonNode> codes) {
        return FieldConversion.of(tag -> toWire(tag, codes), wire -> toNeutral(wire, codes));
    }

    private static Converted toWire(JsonNode tag, Map<String, JsonNode> codes) {
        String language =
                TrtcLanguages.toWire(tag).value().map(JsonNode::asText).orElse("");
        JsonNode exact = codes.get(language);
        if (exact != null) {
            return Converted.between(tag, exact);
        }
        return language.equals("zh-TW") || language.equals(TrtcLanguages.DIALECTS)
                ? Converted.of(
                        FieldOutcome.APPROXIMATED,
                        Objects.requireNonNull(codes.get("zh")),
                        "These voices speak Mandarin.")
                : Converted.unsupported("These voices cannot be told to speak it.");
    }

    private static Optional<JsonNode> toNeutral(JsonNode wire, Map<String, JsonNode> codes) {
        return codes.entrySet().stream()
                .filter(code -> Json.same(code.getValue(), wire))
                .findAny()
                .map(code -> wire.isTextual() ? wire : Json.text(code.getKey()))
                .or(() -> Optional.of(wire)
                        .filter(tag -> TrtcLanguages.toWire(tag)
                                .value()
                                .map(JsonNode::asText)
                                .filter(codes::containsKey)
                                .isPresent()));
    }
}
