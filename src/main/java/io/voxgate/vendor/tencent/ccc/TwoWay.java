package io.voxgate.vendor.tencent.ccc;

import io.voxgate.vendor.Draft;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Reading;
import java.util.function.Consumer;

/** A rule of a few lines each way, for fields that hang together. */
record TwoWay(Consumer<Draft> writing, Consumer<Reading> reader) implements FieldTable.Rule {

    /** A rule for leaves that CCC has no field for. */
    static TwoWay lacking(String note, String... pointers) {
        return new TwoWay(
                draft -> {
                    for (String pointer : pointers) {
                        draft.unsupported(pointer, note);
                    }
                },
                _ -> {});
    }

    @Override
    public void write(Draft draft) {
        writing.accept(draft);
    }

    @Override
    public void read(Reading reading) {
        reader.accept(reading);
    }
}
