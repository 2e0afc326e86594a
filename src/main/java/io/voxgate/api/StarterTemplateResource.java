package io.voxgate.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.model.Agent;
import io.voxgate.model.Problem;
import io.voxgate.persistence.Page;
import io.voxgate.template.Template;
import io.voxgate.template.Variable;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The starter library. */
@Path("/v1/starter-templates")
@Tag(name = "Templates")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class StarterTemplateResource {
    private static final String LIST = "starter-templates";

    private final StarterTemplates starters;

    public StarterTemplateResource(StarterTemplates starters) {
        this.starters = starters;
    }

    @Schema(name = "StarterTemplate", description = "A template to begin with: send it to PUT /v1/templates/{name} without its name.")
    public record StarterView(String name, @Nullable String description, Map<String, Variable> variables, @Schema(implementation = Agent.class) ObjectNode agent) {
        static StarterView of(String name, Template template) {
            return new StarterView(name, template.description().orElse(null), template.variables(), template.agent());
        }
    }

    @Schema(name = "StarterTemplateList")
    public record StarterList(List<StarterView> items, @Nullable String nextPageToken) {}

    @GET
    @Operation(operationId = "listStarterTemplates", summary = "List the starter templates", description = "Templates that come with Voxgate, to begin with.")
    public StarterList list(@BeanParam Paging paging) {
        Page.Request wanted = paging.of(LIST);
        Page<StarterView> page = Page.of(starters.all().entrySet().stream().filter(entry -> entry.getKey().compareTo(wanted.after()) > 0)
                .map(entry -> StarterView.of(entry.getKey(), entry.getValue())).toList(), wanted.size(), StarterView::name);
        return new StarterList(page.items(), Paging.token(LIST, page));
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getStarterTemplate", summary = "Read a starter template", description = "One template of the starter library.")
    public StarterView get(@PathParam("name") String name) {
        return starters.find(name).map(template -> StarterView.of(name, template))
                .orElseThrow(() -> Problem.notFound("There is no starter template " + name + "."));
    }
}
