package io.voxgate.adapter.tencent.ccc;

import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;
import java.util.function.Consumer;

/** A rule of a few lines each way, for fields that hang together. */
record CompositeMapping(Consumer<TranslationBuilder> writing, Consumer<ImportReader> reader)
        implements FieldMappings.MappingRule {

    /** A rule for leaves that CCC has no field for. */
    static CompositeMapping lacking(String note, String... pointers) {
        return new CompositeMapping(
                builder -> {
                    for (String pointer : pointers) {
                        builder.unsupported(pointer, note);
                    }
                },
                _ -> {});
    }

    @Override
    public void write(TranslationBuilder builder) {
        writing.accept(builder);
    }

    @Override
    public void read(ImportReader reading) {
        reader.accept(reading);
    }
}
