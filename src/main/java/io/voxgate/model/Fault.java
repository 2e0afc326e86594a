package io.voxgate.model;

import io.voxgate.limits.Limit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with what a caller sent.
 *
 * @param pointer JSON Pointer to it, into the request or (for agents) into the agent
 * @param code stable word for programs, UPPER_SNAKE
 * @param detail a sentence for people that says what to do
 */
@Schema(name = "Fault", description = "One thing that is wrong with what was sent.")
public record Fault(
        @Schema(description = "JSON Pointer into the request.", examples = "/agent/vad/silenceMs")
        String pointer,

        @Schema(description = "Stable word for programs.", examples = "OUT_OF_RANGE")
        String code,

        @Schema(description = "What is wrong and what to do.")
        String detail) {

    public Fault {
        pointer = cut(pointer, Limit.POINTER_LENGTH);
        detail = cut(detail, Limit.FAULT_DETAIL_LENGTH);
    }

    private static String cut(String text, Limit limit) {
        return text.length() <= limit.max() ? text : text.substring(0, limit.count() - 1) + "…";
    }

    /** The same fault seen from an enclosing document. */
    public Fault below(String prefix) {
        return new Fault(prefix + pointer, code, detail);
    }
}
