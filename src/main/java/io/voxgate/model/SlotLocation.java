package io.voxgate.model;

/**
 * Where one stands in an agent, as far as it matters to credential slots: they are taken inside {@code avatar},
 * {@code vendorOptions} and {@code llm.extraBody}, at any depth.
 */
public enum SlotLocation {
    /** The agent itself. */
    AGENT,
    /** Its {@code llm}. */
    LLM,
    /** Its {@code vendorOptions}: objects under ids of vendors. */
    OPTIONS,
    /** An object inside which slots are taken, and in place of which none is. */
    WHOLE,
    /** Where slots are taken. */
    TAKEN,
    /** Everywhere else. */
    REFUSED;

    /** The place of a member. */
    public SlotLocation below(String member) {
        return switch (this) {
            case AGENT ->
                switch (member) {
                    case "avatar" -> WHOLE;
                    case "vendorOptions" -> OPTIONS;
                    case "llm" -> LLM;
                    default -> REFUSED;
                };
            case LLM -> member.equals("extraBody") ? WHOLE : REFUSED;
            case OPTIONS -> WHOLE;
            case WHOLE, TAKEN -> TAKEN;
            case REFUSED -> REFUSED;
        };
    }

    /** The place of what JSON in a text holds: its members have no names of an agent. */
    SlotLocation inText() {
        return this == TAKEN ? TAKEN : REFUSED;
    }
}
