package io.voxgate.adapter.tencent.ccc;

import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.TranslationBuilder;

/** When each side may speak, and what happens when nobody does. */
final class CccTurnTaking {
    private static final FieldConversion INTERRUPT_MODE = EnumMapping.of("auto", 0)
            .and("off", 1)
            .approximated("manual", 1, "A phone has no client that could signal, so nobody can interrupt.")
            .unsupported("semantic", "CCC interrupts by voice activity only.");
    private static final FieldConversion VAD_LEVEL = EnumMapping.of("off", 0)
            .and("low", 1)
            .and("medium", 2)
            .and("high", 3)
            .clamped("veryHigh", 3, "CCC goes up to high (3).")
            .clamped("maximum", 3, "CCC goes up to high (3).");

    /** Despite its name {@code MaxDuration} is the longest silence, not the call's length. */
    static final FieldMappings TABLE = FieldMappings.of(
            FieldMapping.of("/interruption/mode", "InterruptMode", INTERRUPT_MODE)
                    .vendorDefault(0),
            FieldMapping.of("/interruption/minSpeechMs", "InterruptSpeechDuration", CccConversions.whole("0", "5000"))
                    .vendorDefault(500)
                    .onlyIf(CccTurnTaking::interruptedByVoice, "No effect with an interruption.mode other than auto."),
            CompositeMapping.lacking("CCC cannot limit interruptions to certain words.", "/interruption/keywords"),
            CompositeMapping.lacking("CCC cannot ignore single words.", "/interruption/ignoreSingleWords"),
            FieldMapping.of("/vad/silenceMs", "VadSilenceTime", CccConversions.whole("240", "2000"))
                    .vendorDefault(1000),
            FieldMapping.of("/vad/farFieldSuppression", "VadLevel", VAD_LEVEL).vendorDefault(0),
            new CompositeMapping(CccTurnTaking::writeTurnDetection, _ -> {}),
            FieldMapping.of("/silence/reminder/afterMs", "NotifyDuration", FieldConversions.seconds("10", "600"))
                    .vendorDefault(10),
            new CompositeMapping(CccTurnTaking::writeAction, _ -> {}),
            FieldMapping.of("/silence/reminder/text", "NotifyMessage", CccConversions.text())
                    .vendorDefault("Sorry, I didn't hear you clearly. Can you repeat that?")
                    .onlyIf(
                            builder -> !generates(builder),
                            "No effect with silence.reminder.action generate: CCC would speak the instruction."),
            FieldMapping.of("/silence/reminder/maxCount", "NotifyMaxCount", CccConversions.whole("1", "10"))
                    .vendorDefault("unlimited"),
            FieldMapping.of("/silence/hangUpAfterMs", "MaxDuration", CccConversions.whole("5000", "3600000"))
                    .vendorDefault(60000),
            CompositeMapping.lacking(
                    "CCC takes no time for it; silence.detected comes with each of its reminders.",
                    "/silence/notifyAfterMs"));

    private CccTurnTaking() {}

    private static boolean interruptedByVoice(TranslationBuilder builder) {
        String mode = builder.word("/interruption/mode");
        return !mode.equals("off") && !mode.equals("manual");
    }

    private static void writeTurnDetection(TranslationBuilder builder) {
        if (builder.word("/turnDetection/mode").equals("silence")) {
            builder.chooses("/turnDetection/mode", "CCC always ends a turn by silence.");
            builder.unsupported("/turnDetection/eagerness", "No effect with turnDetection.mode silence.");
        } else {
            builder.unsupported("/turnDetection/mode", "CCC always ends a turn by silence.");
            builder.unsupported("/turnDetection/eagerness", "CCC always ends a turn by silence.");
        }
    }

    private static void writeAction(TranslationBuilder builder) {
        if (generates(builder)) {
            builder.unsupported("/silence/reminder/action", "CCC speaks a fixed text; the vendor's own is used.");
        } else {
            builder.chooses("/silence/reminder/action", "CCC speaks the text.");
        }
    }

    private static boolean generates(TranslationBuilder builder) {
        return builder.word("/silence/reminder/action").equals("generate");
    }
}
