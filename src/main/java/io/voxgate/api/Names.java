package io.voxgate.api;

/** The names that callers give to stored things. */
public final class Names {
    /** What a name looks like. */
    public static final String PATTERN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    /** The same for people. */
    public static final String RULE = "1 to 63 lower-case letters, digits and hyphens, not starting or ending with a hyphen.";

    private Names() {}
}
