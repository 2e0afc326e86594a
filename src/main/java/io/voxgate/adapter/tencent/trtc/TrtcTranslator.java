package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.TranslationBuilder;
import java.util.Set;

/** The agent in TRTC's words and back. */
final class TrtcTranslator {
    static final String VENDOR = "tencent-trtc";

    /** @see <a href="https://cloud.tencent.com/document/api/647/108514">StartAIConversation, read November 2026</a> */
    static final String START = "StartAIConversation";

    static final Set<String> JSON_TEXT = Set.of("LLMConfig", "TTSConfig", "AvatarConfig");

    /** Of these the last holds something else in some accounts, by arrangement. */
    private static final Set<String> CLOSED = Set.of("LLMConfig", "TTSConfig", "AvatarConfig", TrtcRecognition.CUSTOM);

    private static final FieldMappings ROOM = FieldMappings.of(new TrtcRoom());
    private static final FieldMappings VOICES = FieldMappings.of(new TrtcLanguageModel(), new TrtcSpeech());

    private TrtcTranslator() {}

    static Translation translate(StartCommand command) {
        TranslationBuilder builder = new TranslationBuilder(VENDOR, command);
        ROOM.write(builder);
        TrtcTurnTaking.TABLE.write(builder);
        TrtcRecognition.TABLE.write(builder);
        VOICES.write(builder);
        TrtcAmbience.TABLE.write(builder);
        return builder.finish(START, CLOSED);
    }

    static ImportResult parse(ObjectNode request) {
        ImportReader reading = new ImportReader(VENDOR, request, DocumentedFields.TYPES);
        ROOM.read(reading);
        TrtcTurnTaking.TABLE.read(reading);
        TrtcRecognition.TABLE.read(reading);
        VOICES.read(reading);
        TrtcAmbience.TABLE.read(reading);
        return reading.finish(DocumentedFields.START, TrtcInfo.INFO.protectedPaths());
    }
}
