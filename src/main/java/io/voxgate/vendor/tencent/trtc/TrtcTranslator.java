package io.voxgate.vendor.tencent.trtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Imported;
import io.voxgate.vendor.Reading;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.Translation;
import java.util.Set;

/** The agent in TRTC's words and back. */
final class TrtcTranslator {
    static final String VENDOR = "tencent-trtc";
    static final String START = "StartAIConversation";
    static final Set<String> JSON_TEXT = Set.of("LLMConfig", "TTSConfig", "AvatarConfig");

    private static final FieldTable ROOM = FieldTable.of(new Place());
    private static final FieldTable VOICES = FieldTable.of(new LanguageModel(), new Speech());

    private TrtcTranslator() {}

    static Translation translate(StartCommand command) {
        Draft draft = new Draft(VENDOR, command);
        ROOM.write(draft);
        TurnTaking.TABLE.write(draft);
        Recognition.TABLE.write(draft);
        VOICES.write(draft);
        Surroundings.TABLE.write(draft);
        return draft.finish(START, JSON_TEXT);
    }

    static Imported parse(ObjectNode request) {
        Reading reading = new Reading(VENDOR, request, JSON_TEXT);
        ROOM.read(reading);
        TurnTaking.TABLE.read(reading);
        Recognition.TABLE.read(reading);
        VOICES.read(reading);
        Surroundings.TABLE.read(reading);
        return reading.finish(DocumentedFields.START);
    }
}
