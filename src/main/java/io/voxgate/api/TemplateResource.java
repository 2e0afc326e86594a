package io.voxgate.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.model.Agent;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.persistence.Page;
import io.voxgate.persistence.Stored;
import io.voxgate.template.Difference;
import io.voxgate.template.Template;
import io.voxgate.template.Templates;
import io.voxgate.template.Variable;
import io.voxgate.vendor.Adapters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
    private static final String REVISIONS = "revisions";

    private final Templates templates;
    private final Adapters adapters;
    private final CurrentCaller caller;

    public TemplateResource(Templates templates, Adapters adapters, CurrentCaller caller) {
        this.templates = templates;
        this.adapters = adapters;
        this.caller = caller;
    }

    @Schema(name = "NewTemplate", description = "An agent with declared variables.")
    public record NewTemplate(
            @Nullable @Size(max = 4000) @Schema(description = "For people.") String description,
            @Nullable @Size(max = 100) Map<@Pattern(regexp = "[A-Za-z_][A-Za-z0-9_]{0,62}") String, @NotNull @Valid Variable> variables,
            @NotNull @Schema(implementation = Agent.class, description = "The agent. {{name}} may stand in its texts for a declared variable.") ObjectNode agent) {
        Template template() {
            return new Template(Optional.ofNullable(description), Optional.ofNullable(variables).orElse(Map.of()), agent);
        }
    }

    @Schema(name = "TemplateDiff", description = "What changed between two revisions.")
    public record Diff(String name, int revision, int against, List<Difference> changes) {}

    @PUT
    @Path("/{name}")
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    @Operation(operationId = "putTemplate", summary = "Create or change a template",
            description = "Saves an agent under a name. A body that differs from the newest revision becomes the next one; the same body changes nothing, so that it can be repeated. Everything that is wrong is told at once; what depends on a variable is checked when a session starts.")
    public RestResponse<TemplateView> put(
            @PathParam("name") String name, NewTemplate template,
            @QueryParam("publish") @Parameter(description = "false keeps the revision a draft.", schema = @Schema(implementation = Boolean.class, defaultValue = "true")) @Nullable String publish,
            @BeanParam Etags etags) {
        Names.check(name);
        Stored<Templates.Revision> stored = templates.put(caller.tenant(), name, template.template(), flag("publish", publish, true), caller.get().id(), etags.precondition());
        return Answers.stored(stored.status(), view(stored.row()), stored.row().version());
    }

    @GET
    @Operation(operationId = "listTemplates", summary = "List the templates", description = "The tenant's templates by name.")
    public TemplateView.SummaryList list(@BeanParam Paging paging) {
        Page<TemplateView.Summary> page = templates.list(caller.tenant(), paging.of(LIST)).map(TemplateView.Summary::of);
        return new TemplateView.SummaryList(page.items(), Paging.token(LIST, page));
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getTemplate", summary = "Read a template", description = "Its published revision, or the newest when none is published, and what each vendor makes of it.")
    public RestResponse<TemplateView> get(@PathParam("name") String name, @BeanParam Freshness reader) {
        Templates.Revision revision = templates.find(caller.tenant(), name).orElseThrow(() -> Problem.notFound("There is no template " + name + "."));
        return Answers.read(view(revision), revision.version(), reader);
    }

    @DELETE
    @Path("/{name}")
    @Operation(operationId = "deleteTemplate", summary = "Delete a template", description = "Deletes it with all its revisions. Sessions that run keep the agent they were started with.")
    public RestResponse<Void> delete(@PathParam("name") String name, @BeanParam Etags etags) {
        templates.delete(caller.tenant(), name, etags.precondition());
        return Answers.gone();
    }

    @GET
    @Path("/{name}/revisions")
    @Operation(operationId = "listRevisions", summary = "List a template's revisions", description = "Newest first.")
    public TemplateView.SummaryList revisions(@PathParam("name") String name, @BeanParam Paging paging) {
        if (templates.find(caller.tenant(), name).isEmpty()) {
            throw Problem.notFound("There is no template " + name + ".");
        }
        Page.Request wanted = paging.of(REVISIONS);
        Page<TemplateView.Summary> page = templates.revisions(caller.tenant(), name, wanted.after().isEmpty() ? Integer.MAX_VALUE : number(wanted.after()), wanted.size())
                .map(TemplateView.Summary::of);
        return new TemplateView.SummaryList(page.items(), Paging.token(REVISIONS, page));
    }

    @GET
    @Path("/{name}/revisions/{n}")
    @Operation(operationId = "getRevision", summary = "Read one revision", description = "A revision never changes; only whether it is the published one.")
    public RestResponse<TemplateView> revision(@PathParam("name") String name, @PathParam("n") String n, @BeanParam Freshness reader) {
        Templates.Revision revision = find(name, number(n));
        return Answers.read(view(revision), revision.version(), reader);
    }

    @POST
    @Path("/{name}/revisions/{n}/publish")
    @Operation(operationId = "publishRevision", summary = "Publish a revision", description = "From now on the bare name means this revision. Also the way back to an older one.")
    public RestResponse<TemplateView> publish(@PathParam("name") String name, @PathParam("n") String n, @BeanParam Etags etags) {
        Templates.Revision revision = templates.publish(caller.tenant(), name, number(n), etags.precondition());
        return Answers.stored(200, view(revision), revision.version());
    }

    @GET
    @Path("/{name}/revisions/{n}/diff")
    @Operation(operationId = "diffRevisions", summary = "Compare two revisions", description = "What changed from the revision against to this one, setting by setting.")
    public Diff diff(
            @PathParam("name") String name, @PathParam("n") String n,
            @QueryParam("against") @Parameter(required = true, description = "The other revision, usually the older one.", schema = @Schema(implementation = Integer.class)) @Nullable String against) {
        if (against == null || !against.matches("[1-9][0-9]{0,8}")) {
            throw Problem.of(ProblemCode.INVALID_PARAMETER, "against must be the number of a revision.");
        }
        Templates.Revision from = find(name, number(against));
        Templates.Revision to = find(name, number(n));
        return new Diff(name, to.number(), from.number(), Difference.between(from.template(), to.template()));
    }

    private Templates.Revision find(String name, int number) {
        return templates.find(caller.tenant(), name, number).orElseThrow(() -> Problem.notFound("There is no revision " + number + " of a template " + name + "."));
    }

    private TemplateView view(Templates.Revision revision) {
        Optional<Agent> sample = templates.sample(revision.template());
        return TemplateView.of(revision, sample.map(agent -> adapters.all().stream()
                .map(adapter -> Portability.of(adapter, agent))
                .toList()).orElse(List.of()));
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Problem.notFound("There is no such revision.");
        }
        return Integer.parseInt(text);
    }

    private static boolean flag(String name, @Nullable String text, boolean absent) {
        if (text == null) {
            return absent;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw Problem.of(ProblemCode.INVALID_PARAMETER, name + " must be true or false.");
        }
        return text.equals("true");
    }
}
