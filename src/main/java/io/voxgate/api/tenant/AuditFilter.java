package io.voxgate.api.tenant;

import io.voxgate.api.http.QueryParameters;
import io.voxgate.audit.AuditTable.AuditRowFilter;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What the audit is narrowed to. */
public class AuditFilter {
    private static final List<String> TYPES =
            List.of(
                    "tenant",
                    "key",
                    "credential",
                    "connection",
                    "template",
                    "webhook",
                    "callingPolicy",
                    "suppression",
                    "session",
                    "erasure");

    @QueryParam("tenant")
    @Parameter(
            description =
                    "For the operator: only what concerns this tenant and its keys. A tenant's administrator may name only the own one.",
            example = "acme")
    @Nullable
    String tenant;

    @QueryParam("actor")
    @Parameter(
            description = "Only what this one did: the id of a key, operator, or voxgate.",
            example = "key_06dqxh3y8v5k2m7n9p0q1r2s3t")
    @Nullable
    String actor;

    @QueryParam("action")
    @Parameter(description = "Only this action.", example = "credential.updated")
    @Nullable
    String action;

    @QueryParam("resourceType")
    @Parameter(
            description = "Only what was done to resources of this type.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {
                                "tenant",
                                "key",
                                "credential",
                                "connection",
                                "template",
                                "webhook",
                                "callingPolicy",
                                "suppression",
                                "session",
                                "erasure"
                            }))
    @Nullable
    String resourceType;

    @QueryParam("resourceName")
    @Parameter(
            description = "Only what was done to resources of this name (of a key or a session: its id).",
            example = "support")
    @Nullable
    String resourceName;

    @QueryParam("from")
    @Parameter(description = "Only from this time on.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "Only before this time.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String to;

    Optional<String> tenant() {
        return QueryParameters.text("tenant", tenant);
    }

    AuditRowFilter filter() {
        if (action != null && !action.matches("[a-z]{1,40}\\.[a-zA-Z]{1,40}")) {
            throw QueryParameters.invalid(
                    "action", "action must be a type of resource and what was done, for example credential.updated.");
        }
        return new AuditRowFilter(
                QueryParameters.text("actor", actor),
                Optional.ofNullable(action),
                QueryParameters.word("resourceType", resourceType, TYPES),
                QueryParameters.text("resourceName", resourceName),
                QueryParameters.time("from", from),
                QueryParameters.time("to", to));
    }
}
