package io.voxgate.api.session;

import io.voxgate.api.http.QueryParameters;
import io.voxgate.limits.Limit;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.store.SessionTable.SessionRowFilter;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a list of sessions is narrowed to. */
public class SessionFilter {
    private static final String METADATA = "metadata.";

    @QueryParam("status")
    @Parameter(description = "Only sessions in this status.", schema = @Schema(implementation = SessionStatus.class))
    @Nullable
    String status;

    @QueryParam("vendor")
    @Parameter(description = "Only this vendor's.", example = "tencent-trtc")
    @Nullable
    String vendor;

    @QueryParam("template")
    @Parameter(description = "Only those of this template, in any revision, or of name@revision.", example = "support")
    @Nullable
    String template;

    @QueryParam("connection")
    @Parameter(description = "Only those over this connection.", example = "trtc-main")
    @Nullable
    String connection;

    @QueryParam("createdAfter")
    @Parameter(description = "Only sessions created after this time.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String createdAfter;

    @QueryParam("createdBefore")
    @Parameter(
            description = "Only sessions created before this time.",
            schema = @Schema(implementation = Instant.class))
    @Nullable
    String createdBefore;

    @Context
    @Nullable
    UriInfo uri;

    SessionRowFilter filter() {
        return new SessionRowFilter(
                QueryParameters.word("status", status, AgentSchema.words(SessionStatus.class)),
                QueryParameters.text("vendor", vendor),
                QueryParameters.text("template", template),
                QueryParameters.text("connection", connection),
                QueryParameters.time("createdAfter", createdAfter),
                QueryParameters.time("createdBefore", createdBefore),
                metadata());
    }

    /** {@code metadata.orderId=42}. Each of them is one more table that the database has to plan a join with. */
    private Map<String, String> metadata() {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (uri != null) {
            uri.getQueryParameters().forEach((name, values) -> {
                if (name.startsWith(METADATA)) {
                    pairs.put(
                            QueryParameters.text(METADATA + "KEY", name)
                                    .orElseThrow()
                                    .substring(METADATA.length()),
                            QueryParameters.text(name, values.getFirst()).orElseThrow());
                }
            });
        }
        if (pairs.size() > Limit.METADATA_FILTERS.count()) {
            throw Problem.overLimit(
                    ProblemCode.INVALID_PARAMETER,
                    Limit.METADATA_FILTERS,
                    "At most " + Limit.METADATA_FILTERS.max() + " filters metadata.KEY=value may be given, not "
                            + pairs.size() + ".");
        }
        return pairs;
    }
}
