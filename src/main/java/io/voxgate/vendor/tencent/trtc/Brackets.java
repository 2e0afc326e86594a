package io.voxgate.vendor.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.FieldOutcome;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Conversion;
import io.voxgate.vendor.Conversion.Converted;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.FieldTable.Rule;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
import java.util.Optional;

/** Text that is not spoken: TRTC leaves out one kind of brackets, and says so beside the voice, not in it. */
final class Brackets implements Rule {
    private static final String POINTER = "/tts/skipBrackets";
    private static final String WIRE = "AgentConfig.FilterBracketsContent";
    private static final Codes KINDS = Codes.of("fullWidthRound", 1).and("round", 2).and("fullWidthSquare", 3).and("square", 4).and("curly", 5);

    @Override
    public void write(Draft draft) {
        draft.convert(POINTER, WIRE, Conversion.of(Brackets::first, Brackets::only));
    }

    @Override
    public void read(Reading reading) {
        reading.convert(WIRE, POINTER, Conversion.of(Brackets::first, Brackets::only));
    }

    private static Converted first(JsonNode kinds) {
        JsonNode code = KINDS.toWire(kinds.get(0)).value().orElseThrow();
        return kinds.size() == 1
                ? Converted.of(FieldOutcome.CONVERTED, code)
                : Converted.of(FieldOutcome.APPROXIMATED, code, "TRTC leaves out one kind of brackets; only the first is sent.");
    }

    private static Optional<JsonNode> only(JsonNode wire) {
        return KINDS.toNeutral(wire).map(kind -> Json.array().add(kind));
    }
}
