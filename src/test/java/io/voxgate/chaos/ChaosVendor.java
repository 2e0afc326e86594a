package io.voxgate.chaos;

/** A vendor, by the name of the connection that every tenant of the run has for it. */
enum ChaosVendor {
    TRTC,
    CCC,
    ALIBABA;

    String connection() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
