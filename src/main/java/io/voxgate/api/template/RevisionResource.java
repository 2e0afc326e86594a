package io.voxgate.api.template;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.database.Page;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.template.Difference;
import io.voxgate.template.Templates;
import io.voxgate.tenant.TenantShares;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The revisions of a template: numbered, never changed, one of them published. */
@Path("/v1/templates/{name}/revisions")
@Tag(name = "Templates")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class RevisionResource {
    private static final String LIST = "revisions of ";
    private static final String NUMBER = "[1-9][0-9]{0,8}";

    private final Templates templates;
    private final TemplateViews views;
    private final CurrentCaller caller;
    private final TenantShares shares;

    public RevisionResource(Templates templates, TemplateViews views, CurrentCaller caller, TenantShares shares) {
        this.templates = templates;
        this.views = views;
        this.caller = caller;
        this.shares = shares;
    }

    @Schema(name = "TemplateDiff", description = "What changed between two revisions.")
    public record Diff(String name, int revision, int against, List<Difference> changes) {}

    @GET
    @Operation(
            operationId = "listRevisions",
            summary = "List a template's revisions",
            description = "Newest first, with who made each and when.")
    public TemplateView.SummaryList list(@PathParam("name") String name, @BeanParam PageParameters paging) {
        if (templates.find(caller.tenant(), name).isEmpty()) {
            throw Problem.notFound("There is no template " + name + ".");
        }
        String list = LIST + name;
        Page.PageRequest wanted = paging.of(list);
        Page<TemplateView.Summary> page = templates
                .revisions(caller.tenant(), name, wanted.number(Integer.MAX_VALUE), wanted.size())
                .map(TemplateView.Summary::of);
        return new TemplateView.SummaryList(page.items(), PageParameters.token(list, page));
    }

    @GET
    @Path("/{n}")
    @Produces({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML})
    @Operation(operationId = "getRevision", summary = "Read one revision", description = """
            A revision never changes; only whether it is the published one. As YAML: the body that PUT takes, ready for a file.""")
    public RestResponse<TemplateView> get(
            @PathParam("name") String name, @PathParam("n") String n, @BeanParam IfNoneMatchParameter reader) {
        Templates.Revision revision = find(name, number(n));
        return StoredAnswers.read(views.of(caller.tenant(), revision), revision.version(), reader);
    }

    @POST
    @Path("/{n}/publish")
    @Operation(
            operationId = "publishRevision",
            summary = "Publish a revision",
            description = "From now on the bare name means this revision. Also the way back to an older one.")
    public RestResponse<TemplateView> publish(
            @PathParam("name") String name, @PathParam("n") String n, @BeanParam ConditionalHeaders etags) {
        Templates.Revision revision = templates.publish(caller.tenant(), name, number(n), etags.precondition());
        return StoredAnswers.stored(200, views.of(caller.tenant(), revision), revision.version());
    }

    @GET
    @Path("/{n}/diff")
    @Operation(operationId = "diffRevisions", summary = "Compare two revisions", description = """
            What changed from the revision against to this one, setting by setting and in the words of the agent: one \
            entry for each setting that was added, removed or changed, variables and description included. Lists are \
            compared as a whole. The same revision twice has no changes.""")
    public Diff diff(
            @PathParam("name") String name,
            @PathParam("n") String n,
            @QueryParam("against")
                    @Parameter(
                            required = true,
                            description = "The other revision, usually the older one.",
                            schema = @Schema(implementation = Integer.class))
                    @Nullable
                    String against) {
        if (against == null || !against.matches(NUMBER)) {
            String detail = "against must be the number of a revision.";
            throw Problem.of(
                    ProblemCode.INVALID_PARAMETER, detail, List.of(new Fault("/against", "INVALID_PARAMETER", detail)));
        }
        Templates.Revision from = find(name, number(against));
        Templates.Revision to = find(name, number(n));
        return new Diff(
                name,
                to.number(),
                from.number(),
                shares.compute(caller.tenant(), () -> Difference.between(from.template(), to.template())));
    }

    private Templates.Revision find(String name, int number) {
        return templates
                .find(caller.tenant(), name, number)
                .orElseThrow(() -> Problem.notFound("There is no revision " + number + " of a template " + name + "."));
    }

    private static int number(String text) {
        if (!text.matches(NUMBER)) {
            throw Problem.notFound("There is no such revision.");
        }
        return Integer.parseInt(text);
    }
}
