package io.voxgate.api;

import io.voxgate.persistence.Terms;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The conditions of a change that may also be only tried. */
public class Rehearsal extends Etags {
    @QueryParam("validateOnly")
    @Parameter(description = "true checks everything, conditions included, and answers 200 as if it had been stored, but stores nothing.",
            schema = @Schema(implementation = Boolean.class, defaultValue = "false"))
    @Nullable String validateOnly;

    Terms terms() {
        return new Terms(precondition(), Flags.read("validateOnly", validateOnly).orElse(false));
    }
}
