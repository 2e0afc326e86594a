package io.voxgate.api.connection;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.ResourceNames;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.connection.StoredCredentials;
import io.voxgate.database.Page;
import io.voxgate.database.UpsertResult;
import io.voxgate.model.SecretText;
import jakarta.validation.constraints.NotEmpty;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Credentials: named bags of secret fields, write-only. */
@Path("/v1/credentials")
@Tag(name = "Credentials")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class CredentialResource {
    private static final String LIST = "credentials";

    private final StoredCredentials credentials;
    private final CurrentCaller caller;

    public CredentialResource(StoredCredentials credentials, CurrentCaller caller) {
        this.credentials = credentials;
        this.caller = caller;
    }

    @Schema(name = "NewCredential", description = "Secrets under a name. Agents name the credential, never the secret.")
    public record NewCredential(
            @NotEmpty
            @Size(max = 20)
            @Schema(
                    type = SchemaType.OBJECT,
                    additionalProperties = String.class,
                    examples = "{\"apiKey\": \"sk-…\"}",
                    description = "The secrets by field: apiKey for language models; for speech what its "
                            + "provider wants (appId, secretId, secretKey, groupId, subscriptionKey, token).")
            Map<@Pattern(regexp = "[A-Za-z][A-Za-z0-9]{0,62}") String, @NotNull SecretText> fields,

            @Nullable
            @Size(min = 1, max = 20)
            @Schema(
                    examples = "[\"api.openai.com\"]",
                    description = "The only hosts these secrets may be sent to: names, each with a port if it "
                            + "is not 443; no scheme, path or wildcard. An agent that sends the credential "
                            + "elsewhere, or names no url for it, does not start; nor does one over a "
                            + "connection whose endpoint is another host than these (the vendor's own and "
                            + "the sandbox may stay away from the list). Absent: any public host.")
            List<@NotNull @Size(min = 1, max = 260) String> hosts) {}

    @Schema(name = "SecretSummary", description = "All that is ever shown of a secret.")
    public record SecretSummary(
            @Schema(description = "Its last four characters; empty for a secret of less than twelve.")
            String lastFour) {
        static Map<String, SecretSummary> of(Map<String, String> lastFours) {
            Map<String, SecretSummary> summaries = new TreeMap<>();
            lastFours.forEach((name, lastFour) -> summaries.put(name, new SecretSummary(lastFour)));
            return summaries;
        }
    }

    @Schema(name = "Credential", description = "A credential without its secrets.")
    public record CredentialView(
            String name,
            Map<String, SecretSummary> fields,
            @Nullable List<String> hosts,
            Instant createdAt,
            Instant updatedAt,

            @Schema(
                    description = "Templates whose published or latest revision names it, as template@revision, "
                            + "then running sessions by id (at most 20).")
            List<String> usedBy) {
        static CredentialView of(StoredCredentials.CredentialSummary summary) {
            return new CredentialView(
                    summary.name(),
                    SecretSummary.of(summary.lastFours()),
                    summary.hosts().orElse(null),
                    summary.createdAt(),
                    summary.updatedAt(),
                    summary.usedBy());
        }
    }

    @Schema(name = "CredentialList")
    public record CredentialList(
            List<CredentialView> items, @Nullable String nextPageToken) {}

    @PUT
    @Path("/{name}")
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    @Operation(
            operationId = "putCredential",
            summary = "Create or replace a credential",
            description = "Stores secret fields under a name, encrypted. They are never shown again, only their "
                    + "last four characters. A replacement replaces all fields and the hosts; the same body "
                    + "again changes nothing.")
    public RestResponse<CredentialView> put(
            @PathParam("name") String name, NewCredential credential, @BeanParam ConditionalHeaders etags) {
        ResourceNames.check(name);
        SecretInput.check(
                "/fields",
                credential.fields().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, field -> Optional.of(field.getValue()))));
        UpsertResult<StoredCredentials.CredentialSummary> stored = credentials.put(
                caller.tenant(),
                name,
                credential.fields(),
                Optional.ofNullable(credential.hosts()),
                etags.precondition());
        return StoredAnswers.stored(
                stored.status(), CredentialView.of(stored.row()), stored.row().version());
    }

    @GET
    @Operation(
            operationId = "listCredentials",
            summary = "List the credentials",
            description = "The tenant's credentials by name, without their secrets.")
    public CredentialList list(@BeanParam PageParameters paging) {
        Page<CredentialView> page =
                credentials.list(caller.tenant(), paging.of(LIST)).map(CredentialView::of);
        return new CredentialList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{name}")
    @Operation(
            operationId = "getCredential",
            summary = "Read a credential",
            description = "Its fields by name with the last four characters of each, and who uses it.")
    public RestResponse<CredentialView> get(@PathParam("name") String name, @BeanParam IfNoneMatchParameter reader) {
        StoredCredentials.CredentialSummary summary = credentials.get(caller.tenant(), name);
        return StoredAnswers.read(CredentialView.of(summary), summary.version(), reader);
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            operationId = "deleteCredential",
            summary = "Delete a credential",
            description = "Refused with 409 IN_USE while the published or latest revision of a template or a "
                    + "running session names it; usedBy in the problem lists them.")
    public RestResponse<Void> delete(@PathParam("name") String name, @BeanParam ConditionalHeaders etags) {
        credentials.delete(caller.tenant(), name, etags.precondition());
        return StoredAnswers.gone();
    }
}
