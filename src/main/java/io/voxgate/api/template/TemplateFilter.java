package io.voxgate.api.template;

import io.voxgate.api.http.BooleanParameters;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.template.TemplateTable.TemplateRowFilter;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a list of templates is narrowed to. */
public class TemplateFilter {
    @QueryParam("namePrefix")
    @Parameter(description = "Only templates whose name begins so.", example = "support-")
    @Nullable
    String namePrefix;

    @QueryParam("published")
    @Parameter(
            description = "true: only templates with a published revision; false: only those that are all drafts.",
            schema = @Schema(implementation = Boolean.class))
    @Nullable
    String published;

    TemplateRowFilter filter() {
        String prefix = Optional.ofNullable(namePrefix).orElse("");
        if (!prefix.matches("[a-z0-9-]{0,63}")) {
            String detail = "namePrefix must be the beginning of a name: lower-case letters, digits and hyphens.";
            throw Problem.of(
                    ProblemCode.INVALID_PARAMETER,
                    detail,
                    List.of(new Fault("/namePrefix", "INVALID_PARAMETER", detail)));
        }
        return new TemplateRowFilter(prefix, BooleanParameters.read("published", published));
    }
}
