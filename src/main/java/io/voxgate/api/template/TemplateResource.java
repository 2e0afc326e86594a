package io.voxgate.api.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.ResourceNames;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.database.Page;
import io.voxgate.database.UpsertResult;
import io.voxgate.model.Agent;
import io.voxgate.model.Problem;
import io.voxgate.template.AgentReader;
import io.voxgate.template.Template;
import io.voxgate.template.Templates;
import io.voxgate.template.Variable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Templates: named agents with variables and numbered revisions. */
@Path("/v1/templates")
@Tag(name = "Templates")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class TemplateResource {
    private static final String LIST = "templates";

    private final Templates templates;
    private final TemplateViews views;
    private final CurrentCaller caller;

    public TemplateResource(Templates templates, TemplateViews views, CurrentCaller caller) {
        this.templates = templates;
        this.views = views;
        this.caller = caller;
    }

    @Schema(name = "NewTemplate", description = "An agent with declared variables.")
    public record NewTemplate(
            @Nullable @Size(max = 4000) @Schema(description = "For people.")
            String description,

            @Nullable @Size(max = 100)
            Map<@Pattern(regexp = "[A-Za-z_][A-Za-z0-9_]{0,62}") String, @NotNull @Valid Variable> variables,

            @NotNull
            @Schema(
                    implementation = Agent.class,
                    description = "The agent. {{name}} may stand in its texts for a declared variable.")
            ObjectNode agent) {
        Template template() {
            AgentReader.refuseNulls(agent, "/agent");
            return new Template(
                    Optional.ofNullable(description),
                    Optional.ofNullable(variables).orElse(Map.of()),
                    agent);
        }
    }

    @PUT
    @Path("/{name}")
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    @Operation(operationId = "putTemplate", summary = "Create or change a template", description = """
            Saves an agent under a name. A body that differs from the published revision (for a draft: from the \
            newest) becomes the next revision; the same body changes nothing, so that it can be repeated. Everything \
            that is wrong is reported at once, with pointers; what depends on a variable is checked when a session \
            starts. The answer says what each vendor makes of it (portability) and what may be a mistake (warnings).""")
    public RestResponse<TemplateView> put(
            @PathParam("name") String name,
            NewTemplate template,
            @BeanParam SavingParameters how,
            @BeanParam ConditionalHeaders etags) {
        ResourceNames.check(name);
        Templates.Saving saving = how.saving(caller.get().id());
        UpsertResult<Templates.Revision> stored =
                templates.put(caller.tenant(), name, template.template(), saving, etags.precondition());
        TemplateView view = views.of(caller.tenant(), stored.row());
        return saving.validateOnly()
                ? RestResponse.ok(view)
                : StoredAnswers.stored(stored.status(), view, stored.row().version());
    }

    @GET
    @Operation(
            operationId = "listTemplates",
            summary = "List the templates",
            description = "The tenant's templates by name.")
    public TemplateView.SummaryList list(@BeanParam TemplateFilter filter, @BeanParam PageParameters paging) {
        Page<TemplateView.Summary> page = templates
                .list(caller.tenant(), filter.filter(), paging.of(LIST))
                .map(TemplateView.Summary::of);
        return new TemplateView.SummaryList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{name}")
    @Produces({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML})
    @Operation(operationId = "getTemplate", summary = "Read a template", description = """
            Its published revision, or the newest when none is published, and what each vendor makes of it. As YAML: \
            the body that PUT takes, ready for a file.""")
    public RestResponse<TemplateView> get(@PathParam("name") String name, @BeanParam IfNoneMatchParameter reader) {
        Templates.Revision revision = templates
                .find(caller.tenant(), name)
                .orElseThrow(() -> Problem.notFound("There is no template " + name + "."));
        return StoredAnswers.read(views.of(caller.tenant(), revision), revision.version(), reader);
    }

    @DELETE
    @Path("/{name}")
    @Operation(operationId = "deleteTemplate", summary = "Delete a template", description = """
            Deletes it with all its revisions. Sessions that run keep the agent they were started with. A template \
            made again under this name goes on with the next number, so that name@n never means two things.""")
    public RestResponse<Void> delete(@PathParam("name") String name, @BeanParam ConditionalHeaders etags) {
        templates.delete(caller.tenant(), name, etags.precondition());
        return StoredAnswers.gone();
    }
}
