package io.voxgate.api.event;

import io.voxgate.api.http.AccessTokenRedaction;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of live streams; lists pass them over. */
public class StreamStartParameters {
    @HeaderParam("Last-Event-ID")
    @Parameter(
            description = "Only with Accept: text/event-stream. The id of the last event that was received: the "
                    + "stream goes on right after it. Browsers send it by themselves when they reconnect.",
            schema = @Schema(implementation = String.class, maxLength = 200))
    @Nullable
    String lastEventId;

    @QueryParam("after")
    @Parameter(
            description = "Only with Accept: text/event-stream. The same for a first connection, where a "
                    + "browser sends no header; 0 is before the first event. Where both are sent the header "
                    + "counts.",
            schema = @Schema(implementation = String.class, maxLength = 200))
    @Nullable
    String after;

    @QueryParam(AccessTokenRedaction.PARAMETER)
    @Parameter(
            description = "Only with Accept: text/event-stream, and instead of a key: a token of POST "
                    + "/v1/stream-tokens that was made for this stream.",
            schema = @Schema(implementation = String.class, maxLength = 200))
    @Nullable
    String accessToken;

    /**
     * Where a stream is to go on, and how the caller said it.
     *
     * @param parameter the parameter's name
     */
    record ResumePosition(String parameter, String id) {}

    /** Empty: from where a stream begins by itself. */
    Optional<ResumePosition> place() {
        return given("Last-Event-ID", lastEventId).or(() -> given("after", after));
    }

    private static Optional<ResumePosition> given(String name, @Nullable String id) {
        return Optional.ofNullable(id)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> new ResumePosition(name, text));
    }
}
