package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;

/** Text that is not spoken: TRTC leaves out one kind of brackets, and says so beside the voice, not in it. */
final class Brackets implements MappingRule {
    private static final String POINTER = "/tts/skipBrackets";
    private static final String WIRE = "AgentConfig.FilterBracketsContent";
    private static final EnumMapping KINDS = EnumMapping.of("fullWidthRound", 1)
            .and("round", 2)
            .and("fullWidthSquare", 3)
            .and("square", 4)
            .and("curly", 5);

    @Override
    public void write(TranslationBuilder builder) {
        builder.convert(POINTER, WIRE, FieldConversion.of(Brackets::first, Brackets::only));
    }

    @Override
    public void read(ImportReader reading) {
        reading.convert(WIRE, POINTER, FieldConversion.of(Brackets::first, Brackets::only));
    }

    private static Converted first(JsonNode kinds) {
        JsonNode code = KINDS.toWire(kinds.get(0)).value().orElseThrow();
        return kinds.size() == 1
                ? Converted.of(FieldOutcome.CONVERTED, code)
                : Converted.of(
                        FieldOutcome.APPROXIMATED,
                        code,
                        "TRTC leaves out one kind of brackets; only the first is sent.");
    }

    private static Optional<JsonNode> only(JsonNode wire) {
        return KINDS.toNeutral(wire).map(kind -> Json.array().add(kind));
    }
}
