package io.voxgate.api.template;

import io.voxgate.api.http.BooleanParameters;
import io.voxgate.template.Templates;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** How a template is saved. */
public class SavingParameters {
    @QueryParam("publish")
    @Parameter(
            description = "false keeps the revision a draft: only name@revision means it.",
            schema = @Schema(implementation = Boolean.class, defaultValue = "true"))
    @Nullable
    String publish;

    @QueryParam("validateOnly")
    @Parameter(
            description =
                    "true checks everything, conditions included, and answers 200 as if it had been saved, but stores nothing.",
            schema = @Schema(implementation = Boolean.class, defaultValue = "false"))
    @Nullable
    String validateOnly;

    Templates.Saving saving(String author) {
        return new Templates.Saving(
                BooleanParameters.read("publish", publish).orElse(true),
                BooleanParameters.read("validateOnly", validateOnly).orElse(false),
                author);
    }
}
