package io.voxgate.api.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.api.connection.CredentialResource.SecretSummary;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.ResourceNames;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.api.http.ValidateOnlyParameter;
import io.voxgate.connection.ConnectionCheck;
import io.voxgate.connection.ConnectionDraft;
import io.voxgate.connection.StoredConnections;
import io.voxgate.database.Page;
import io.voxgate.database.UpsertResult;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Connections: a tenant's accounts at vendors. */
@Path("/v1/connections")
@Tag(name = "Connections")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class ConnectionResource {
    private static final String LIST = "connections";

    private final StoredConnections connections;
    private final ConnectionCheck check;
    private final CurrentCaller caller;

    public ConnectionResource(StoredConnections connections, ConnectionCheck check, CurrentCaller caller) {
        this.connections = connections;
        this.check = check;
        this.caller = caller;
    }

    @Schema(
            name = "NewConnection",
            description =
                    "An account at a vendor. What settings and credentials a vendor wants: GET /v1/vendors/{vendor}, connectionSchema.")
    public record ConnectionRequest(
            @NotBlank @Size(max = 64) @Schema(description = "The vendor's id.", examples = "tencent-trtc")
            String vendor,

            @Nullable
            @Size(min = 1, max = 64)
            @Schema(description = "The vendor's region, where it wants one.", examples = "ap-singapore")
            String region,

            @Nullable
            @Size(min = 1, max = 2048)
            @Schema(
                    nullable = true,
                    description =
                            "sandbox: the built-in simulator; an https URL: a proxy, a private cloud; null or absent: the vendor's own.",
                    examples = "sandbox")
            String endpoint,

            @NotNull
            @Schema(
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description = "Ids of the vendor's app.",
                    examples = "{\"sdkAppId\": 1400000001}")
            ObjectNode settings,

            @Nullable @Size(max = 20) @Schema(nullable = true, implementation = SecretChanges.class)
            Map<String, @Nullable SecretText> credentials) {
        ConnectionDraft draft() {
            Map<String, Optional<SecretText>> secrets = new HashMap<>();
            Optional.ofNullable(credentials)
                    .ifPresent(
                            given -> given.forEach((field, secret) -> secrets.put(field, Optional.ofNullable(secret))));
            return new ConnectionDraft(
                    vendor, Optional.ofNullable(region), Optional.ofNullable(endpoint), settings, secrets);
        }
    }

    @Schema(
            name = "ConnectionSecrets",
            type = SchemaType.OBJECT,
            additionalProperties = SecretChange.class,
            description =
                    "The account's secrets by field; never shown again. A field that is not named (or no "
                            + "credentials at all) keeps what is stored, unless calls go to another endpoint or "
                            + "host, which needs every stored one again; null removes it. A new connection needs "
                            + "every required one, but for the key where it names a role that the operator has granted its tenant.")
    interface SecretChanges {}

    @Schema(
            name = "ConnectionSecret",
            type = SchemaType.STRING,
            nullable = true,
            writeOnly = true,
            maxLength = 4096,
            description = "A secret; null removes the stored one.")
    interface SecretChange {}

    @Schema(name = "Connection", description = "A connection without its secrets.")
    public record ConnectionView(
            String name,
            String vendor,
            @Nullable String region,
            @Nullable String endpoint,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class)
            ObjectNode settings,

            Map<String, SecretSummary> credentials,

            @Schema(
                    description = "Enter this URL in the vendor's console, so that the vendor reports what happens. A "
                            + "callback is believed only when it is signed with the callbackKey "
                            + "(pushPassword) of one of the tenant's connections to this app; anything else "
                            + "is refused (401), also when none of them has one.")
            String callbackUrl,

            @Nullable
            @Schema(
                    description = "What to put right, though the connection is stored: without a callback's "
                            + "secret, for example, every callback is refused.")
            List<Fault> warnings,

            Instant createdAt,
            Instant updatedAt) {
        static ConnectionView of(StoredConnections.ConnectionSummary summary) {
            return new ConnectionView(
                    summary.name(),
                    summary.target().vendor(),
                    summary.target().region().orElse(null),
                    summary.target().endpoint().orElse(null),
                    summary.settings(),
                    SecretSummary.of(summary.lastFours()),
                    summary.callbackUrl(),
                    summary.warnings().isEmpty() ? null : summary.warnings(),
                    summary.stored().createdAt(),
                    summary.stored().updatedAt());
        }
    }

    @Schema(name = "ConnectionList")
    public record ConnectionList(
            List<ConnectionView> items, @Nullable String nextPageToken) {}

    @Schema(name = "ConnectionDiagnosis", description = "What a harmless signed call to the vendor showed.")
    public record DiagnosisView(
            ConnectionDiagnosis.DiagnosisState state,

            @Schema(description = "What it means and what to do.")
            String detail,

            @Nullable
            @Schema(
                    description = "The member of the connection to put right, where the vendor says it.",
                    examples = "/credentials/secretKey")
            String pointer,

            @Nullable
            @Schema(
                    description = "How far this service's clock is ahead of the vendor's, in milliseconds, "
                            + "exact to a second; negative: behind; absent when the vendor does not say.",
                    examples = "1200000")
            Long clockSkewMs,

            CallOutcome.@Nullable VendorError vendorError,

            @Schema(
                    description =
                            "What else is to be put right, though no call shows it: a secret of another form than its own "
                                    + "(WRONG_FORM), a callback URL that names this machine, is not reachable or leads elsewhere "
                                    + "(CALLBACK_URL_LOCAL, CALLBACK_UNREACHABLE, CALLBACK_ELSEWHERE), a clock that is more than 30 "
                                    + "seconds off (CLOCK_SKEW). Empty when there is nothing.")
            List<Fault> findings) {
        static DiagnosisView of(ConnectionCheck.Checked checked) {
            ConnectionDiagnosis diagnosis = checked.diagnosis();
            return new DiagnosisView(
                    diagnosis.state(),
                    diagnosis.detail(),
                    diagnosis.pointer(),
                    checked.ahead().map(Duration::toMillis).orElse(null),
                    diagnosis.vendorError(),
                    checked.findings());
        }
    }

    @PUT
    @Path("/{name}")
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    @Operation(
            operationId = "putConnection",
            summary = "Create or replace a connection",
            description = "Stores an account at a vendor, checked against that vendor's schema. Secrets that "
                    + "are not named stay as they are stored, so that a folder of configuration can hold "
                    + "connections without them; a changed endpoint (or whatever else sends the calls to "
                    + "another host) needs all of them again (422 with a pointer to each that is missing), "
                    + "since what is stored goes only where it went when it was stored; the same body again "
                    + "changes nothing. The vendor app cannot change while sessions run on the connection "
                    + "(409 IN_USE). An endpoint that leads to a private address is refused unless the "
                    + "installation allows them. Connections of one tenant to the same vendor app share a "
                    + "callback URL. An app belongs to the tenant that proved it by a signed call that the "
                    + "vendor took (verify or a start): it is a 409 for another, and another's callback URL "
                    + "for it is closed; before that each tenant has its own URL, and no tenant keeps another out. "
                            + "With validateOnly a new connection's callbackUrl is only an example, and whose an app is is not said.")
    public RestResponse<ConnectionView> put(
            @PathParam("name") String name,
            ConnectionRequest connection,
            @BeanParam ValidateOnlyParameter validateOnly) {
        ResourceNames.check(name);
        ConnectionDraft draft = connection.draft();
        SecretInput.check("/credentials", draft.secrets());
        UpsertResult<StoredConnections.ConnectionSummary> stored =
                connections.put(caller.tenant(), name, draft, validateOnly.writeOptions());
        ConnectionView view = ConnectionView.of(stored.row());
        return validateOnly.writeOptions().validateOnly()
                ? RestResponse.ok(view)
                : StoredAnswers.stored(stored.status(), view, stored.row().version());
    }

    @GET
    @Operation(
            operationId = "listConnections",
            summary = "List the connections",
            description = "The tenant's connections by name, without their secrets.")
    public ConnectionList list(@BeanParam PageParameters paging) {
        Page<ConnectionView> page =
                connections.list(caller.tenant(), paging.of(LIST)).map(ConnectionView::of);
        return new ConnectionList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{name}")
    @Operation(
            operationId = "getConnection",
            summary = "Read a connection",
            description = "Its public half and the callback URL for the vendor's console.")
    public RestResponse<ConnectionView> get(@PathParam("name") String name, @BeanParam IfNoneMatchParameter reader) {
        StoredConnections.ConnectionSummary summary = connections.get(caller.tenant(), name);
        return StoredAnswers.read(ConnectionView.of(summary), summary.version(), reader);
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            operationId = "deleteConnection",
            summary = "Delete a connection",
            description = "Refused with 409 IN_USE while sessions run on it, which could not be stopped any "
                    + "more. The callback URL ends with the last connection to its vendor app.")
    public RestResponse<Void> delete(@PathParam("name") String name, @BeanParam ConditionalHeaders etags) {
        connections.delete(caller.tenant(), name, etags.precondition());
        return StoredAnswers.gone();
    }

    @POST
    @Path("/{name}/verify")
    @Operation(
            operationId = "verifyConnection",
            summary = "Check a connection",
            description =
                    "Makes a harmless signed call to the vendor (it asks about a session that does not "
                            + "exist) and says in words what is wrong: the key id, its secret, the clock (with the "
                            + "difference, if the vendor gives its time), a permission, the vendor app, the "
                            + "account's rate, or why the vendor cannot be reached. Waits at most 10 seconds for the vendor; each "
                            + "connection can be checked once a second (429 RATE_LIMITED). Alibaba does not tell a "
                            + "wrong appId before a start. Beside the call the secrets are judged by their form "
                            + "(the sdkSecretKey of TRTC, the appKey of Alibaba, which no call uses before a person joins), and a "
                            + "signed request goes to the callbackUrl as the vendor would reach it, by VOXGATE_PUBLIC_URL, and has "
                            + "to come back here within 3 seconds; findings has what is wrong. Neither is done with the sandbox.")
    public DiagnosisView verify(@PathParam("name") String name) {
        return DiagnosisView.of(check.check(connections.open(caller.tenant(), name)));
    }
}
