package io.voxgate.adapter.alibaba.rtc;

import java.util.Set;

/** What the adapter's tables list, for tests outside its package. */
public final class AlibabaRtcTables {
    private AlibabaRtcTables() {}

    /** Every field of a start that the tables name, objects opened. */
    public static Set<String> start() {
        return AlibabaRtcFields.DOCUMENTED;
    }
}
