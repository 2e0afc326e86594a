package io.voxgate.adapter;

import java.util.function.Function;

/** One step of asking a machine's metadata service for the temporary key of the machine's role. */
public sealed interface MetadataStep {

    /** @param next what the answer means */
    record MetadataQuestion(HttpCall call, Function<HttpReply, MetadataStep> next) implements MetadataStep {}

    record MachineKey(TemporaryKey key) implements MetadataStep {}

    /** @param why as a sentence; nothing of the answer is in it */
    record NoMachineKey(String why) implements MetadataStep {}
}
