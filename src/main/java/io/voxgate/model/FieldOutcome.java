package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcome of one setting in one vendor's words. */
@Schema(name = "FieldOutcome", description = """
        The outcome of one setting: exact (same value, same spelling), converted (same meaning in another unit, \
        number, enum code or language tag), clamped (moved to the nearest legal value), approximated (nearest \
        meaning), emulated (Voxgate does it), unsupported (not sent, nothing does it), rejected (no session can start).""")
public enum FieldOutcome {
    @JsonProperty("exact")
    EXACT,
    @JsonProperty("converted")
    CONVERTED,
    @JsonProperty("clamped")
    CLAMPED,
    @JsonProperty("approximated")
    APPROXIMATED,
    @JsonProperty("emulated")
    EMULATED,
    @JsonProperty("unsupported")
    UNSUPPORTED,
    @JsonProperty("rejected")
    REJECTED
}
