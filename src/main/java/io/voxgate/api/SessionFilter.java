package io.voxgate.api;

import io.voxgate.model.AgentSchema;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SessionStatus;
import io.voxgate.persistence.SessionTable.Filter;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a list of sessions is narrowed to. */
public class SessionFilter {
    private static final String METADATA = "metadata.";

    @QueryParam("status")
    @Parameter(description = "Only sessions that stand so.", schema = @Schema(implementation = SessionStatus.class))
    @Nullable String status;

    @QueryParam("vendor")
    @Parameter(description = "Only this vendor's.", example = "tencent-trtc")
    @Nullable String vendor;

    @QueryParam("template")
    @Parameter(description = "Only those of this template, in any revision, or of name@revision.", example = "support")
    @Nullable String template;

    @QueryParam("connection")
    @Parameter(description = "Only those over this connection.", example = "trtc-main")
    @Nullable String connection;

    @QueryParam("createdAfter")
    @Parameter(description = "Only younger ones.", schema = @Schema(implementation = Instant.class))
    @Nullable String createdAfter;

    @QueryParam("createdBefore")
    @Parameter(description = "Only older ones.", schema = @Schema(implementation = Instant.class))
    @Nullable String createdBefore;

    @Context
    @Nullable UriInfo uri;

    Filter filter() {
        if (status != null && !AgentSchema.words(SessionStatus.class).contains(status)) {
            throw invalid("status", "status must be one of " + String.join(", ", AgentSchema.words(SessionStatus.class)) + ".");
        }
        return new Filter(Optional.ofNullable(status), Optional.ofNullable(vendor), Optional.ofNullable(template), Optional.ofNullable(connection),
                time("createdAfter", createdAfter), time("createdBefore", createdBefore), metadata());
    }

    /** {@code metadata.orderId=42}. */
    private Map<String, String> metadata() {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (uri != null) {
            uri.getQueryParameters().forEach((name, values) -> {
                if (name.startsWith(METADATA)) {
                    pairs.put(name.substring(METADATA.length()), values.getFirst());
                }
            });
        }
        return pairs;
    }

    private static Optional<Instant> time(String name, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(given -> OffsetDateTime.parse(given.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            throw invalid(name, name + " must be a time as in RFC 3339, for example 2026-01-31T12:00:00Z.");
        }
    }

    private static Problem invalid(String name, String detail) {
        return Problem.of(ProblemCode.INVALID_PARAMETER, detail, List.of(new Fault("/" + name, "INVALID_PARAMETER", detail)));
    }
}
