package io.voxgate.provider;

import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.model.CauseKind;
import java.util.Optional;
import java.util.function.Function;

/** How a key is tried, as cheaply as its provider allows. */
public sealed interface KeyProbe {

    /**
     * One call.
     *
     * @param cost what it costs at most, as a sentence
     * @param reading what an answer means; empty: the key works
     */
    record ProbeCall(HttpCall call, String cost, Function<HttpReply, Optional<CauseKind>> reading)
            implements KeyProbe {}

    /** @param why nothing is called, as a sentence */
    record NotTried(String why) implements KeyProbe {}
}
