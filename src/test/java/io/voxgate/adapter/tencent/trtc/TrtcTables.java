package io.voxgate.adapter.tencent.trtc;

import java.util.Set;

/** What the adapter's tables list, for tests outside its package. */
public final class TrtcTables {
    private TrtcTables() {}

    /** Every field of a start that the tables name; those inside strings that hold JSON are among them. */
    public static Set<String> start() {
        return DocumentedFields.START;
    }

    /** Every error code that has its meaning. */
    public static Set<String> errors() {
        return TrtcErrors.TABLE.codes();
    }

    /** Values of {@code STTConfig.Language} that are engines and not languages. */
    public static Set<String> engines() {
        return TrtcLanguages.ENGINES;
    }
}
