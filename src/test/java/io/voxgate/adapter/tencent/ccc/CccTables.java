package io.voxgate.adapter.tencent.ccc;

import java.util.Set;

/** What the adapter's tables list, for tests outside its package. */
public final class CccTables {
    private CccTables() {}

    /** Every parameter of a start that the tables name, without what is inside of them. */
    public static Set<String> start() {
        return CccTranslator.DOCUMENTED;
    }

    /** Every error code that has its meaning. */
    public static Set<String> errors() {
        return CccErrors.TABLE.codes();
    }

    /** Built-in voices. */
    public static Set<String> voices() {
        return CccSpeech.VOICES;
    }
}
