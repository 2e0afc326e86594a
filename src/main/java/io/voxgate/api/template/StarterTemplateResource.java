package io.voxgate.api.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.ResourceNames;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.api.http.YamlForm;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.UpsertResult;
import io.voxgate.model.Agent;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.template.Difference;
import io.voxgate.template.Template;
import io.voxgate.template.Templates;
import io.voxgate.template.Variable;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The starter library. */
@Path("/v1/starter-templates")
@Tag(name = "Templates")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class StarterTemplateResource {
    private static final String LIST = "starter-templates";

    private final StarterTemplates starters;
    private final Templates templates;
    private final TemplateViews views;
    private final CurrentCaller caller;

    public StarterTemplateResource(
            StarterTemplates starters, Templates templates, TemplateViews views, CurrentCaller caller) {
        this.starters = starters;
        this.templates = templates;
        this.views = views;
        this.caller = caller;
    }

    @Schema(
            name = "StarterTemplate",
            description = "A template to begin with: send it to PUT /v1/templates/{name} without its name.")
    public record StarterView(
            String name,
            @Nullable String description,
            Map<String, Variable> variables,
            @Schema(implementation = Agent.class) ObjectNode agent)
            implements YamlForm {
        @Override
        public ObjectNode yamlForm() {
            return new Template(Optional.ofNullable(description), variables, agent).tree();
        }

        static StarterView of(String name, Template template) {
            return new StarterView(name, template.description().orElse(null), template.variables(), template.agent());
        }
    }

    @Schema(name = "StarterTemplateList")
    public record StarterList(
            List<StarterView> items, @Nullable String nextPageToken) {}

    @GET
    @Operation(
            operationId = "listStarterTemplates",
            summary = "List the starter templates",
            description = "Templates that come with Voxgate, to begin with.")
    public StarterList list(@BeanParam PageParameters paging) {
        Page.PageRequest wanted = paging.of(LIST);
        Page<StarterView> page = Page.of(
                starters.all().entrySet().stream()
                        .filter(entry -> entry.getKey().compareTo(wanted.after()) > 0)
                        .map(entry -> StarterView.of(entry.getKey(), entry.getValue()))
                        .toList(),
                wanted.size(),
                StarterView::name);
        return new StarterList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{name}")
    @Produces({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML})
    @Operation(
            operationId = "getStarterTemplate",
            summary = "Read a starter template",
            description = "One template of the starter library. As YAML: the body that PUT /v1/templates/{name} takes.")
    public StarterView get(@PathParam("name") String name) {
        return StarterView.of(name, starter(name));
    }

    @POST
    @Path("/{name}/import")
    @Operation(operationId = "importStarterTemplate", summary = "Take over a starter template", description = """
            Saves it as a template of the tenant, published. It never changes a template that is there: one with the \
            same content is answered as it is, another one is a 409.""")
    public RestResponse<TemplateView> take(
            @PathParam("name") String name,
            @QueryParam("as")
                    @Parameter(description = "The name to save it under; absent: its own.", example = "support")
                    @Nullable
                    String as) {
        Template starter = starter(name);
        String target = Optional.ofNullable(as).orElse(name);
        ResourceNames.check(target);
        Optional<Templates.Revision> present = templates.find(caller.tenant(), target);
        if (present.isPresent()
                && !Difference.between(present.get().template(), starter).isEmpty()) {
            throw Problem.of(
                    ProblemCode.CONFLICT,
                    "There is another template " + target
                            + " already. Import it under another name (?as=…), or replace that one with PUT /v1/templates/"
                            + target + ".");
        }
        UpsertResult<Templates.Revision> stored = templates.put(
                caller.tenant(),
                target,
                starter,
                new Templates.Saving(true, false, caller.get().id()),
                new Precondition(present.map(revision -> Set.of(revision.version())), false, present.isEmpty()));
        return StoredAnswers.stored(
                stored.status(),
                views.of(caller.tenant(), stored.row()),
                stored.row().version());
    }

    private Template starter(String name) {
        return starters.find(name).orElseThrow(() -> Problem.notFound("There is no starter template " + name + "."));
    }
}
