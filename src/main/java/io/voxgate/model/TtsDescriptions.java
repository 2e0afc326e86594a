package io.voxgate.model;

/** What the contract says of the components that providers of speech have in common. */
final class TtsDescriptions {
    static final String CLONED_VOICE = "Id of a cloned voice at the provider, instead of voice.";
    static final String LANGUAGE = "Language of the speech, BCP-47.";
    static final String SPEED = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.";
    static final String VOLUME = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.";
    static final String PITCH = "Semitones up or down, -12 to 12, 0 as made.";
    static final String SKIP_BRACKETS = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.";
    static final String NOT_USED = "Not used by this provider.";

    private TtsDescriptions() {}
}
