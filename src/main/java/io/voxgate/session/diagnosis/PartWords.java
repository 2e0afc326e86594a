package io.voxgate.session.diagnosis;

import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;

/** The sentences of a diagnosis on the model, the voice and the recognition. */
final class PartWords {
    private static final String VERIFY =
            "Verify the credential that the agent names there (POST /v1/credentials/{name}/verify).";

    private PartWords() {}

    static String name(CausePart part) {
        return switch (part) {
            case LLM -> "The language model";
            case TTS -> "The voice";
            case ASR -> "The speech recognition";
            case CONNECTION, CALLBACKS, AGENT, PERSON, VENDOR ->
                throw new IllegalArgumentException("No part of the agent that can fail: " + part);
        };
    }

    /** The agent's member, as a pointer. */
    static String section(CausePart part) {
        return switch (part) {
            case LLM -> "/llm";
            case TTS -> "/tts";
            case ASR -> "/stt";
            case CONNECTION, CALLBACKS, AGENT, PERSON, VENDOR -> "";
        };
    }

    static String advice(CausePart part, CauseKind kind) {
        return switch (kind) {
            case KEY_REJECTED -> "its key is not accepted. " + VERIFY;
            case QUOTA_USED_UP -> "its account has no money or quota left.";
            case MISSING_PERMISSION -> "its account may not use what the agent names. " + VERIFY;
            case NOT_FOUND ->
                part == CausePart.TTS
                        ? "it does not know the voice or the model that the agent names."
                        : "it does not know the model or the app that the agent names.";
            case RATE_USED_UP -> "its account is asked more often than it may be.";
            case TIMED_OUT ->
                "it did not answer in time"
                        + (part == CausePart.LLM ? ": a faster model, or a longer llm.timeoutMs." : ".");
            case UNREACHABLE -> "the vendor cannot reach its address.";
            case REQUEST_REFUSED -> "it does not take what it is sent.";
            default -> "for a reason that its words say. " + VERIFY;
        };
    }
}
