package io.voxgate.api.http;

import io.voxgate.database.WriteOptions;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The conditions of a change that may also be only tried. */
public class ValidateOnlyParameter extends ConditionalHeaders {
    @QueryParam("validateOnly")
    @Parameter(
            description =
                    "true checks everything, conditions included, and answers 200 as if it had been stored, but stores nothing.",
            schema = @Schema(implementation = Boolean.class, defaultValue = "false"))
    @Nullable
    String validateOnly;

    public WriteOptions writeOptions() {
        return new WriteOptions(
                precondition(),
                BooleanParameters.read("validateOnly", validateOnly).orElse(false));
    }
}
