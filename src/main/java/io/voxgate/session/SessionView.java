package io.voxgate.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.state.EnumNames;
import io.voxgate.session.state.Session;
import io.voxgate.session.store.SessionRow;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session as it is answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Session", description = "One conversation: an agent, a channel, a connection.")
public record SessionView(
        @Schema(examples = "ses_06dqxh3y8v0000000000000000") String id,
        SessionStatus status,
        @Schema(examples = "tencent-trtc") String vendor,
        @Schema(examples = "trtc-main") String connection,

        @Nullable
        @Schema(description = "The revision that was used; absent for an inline agent.", examples = "support@3")
        String template,

        @Nullable @Schema(description = "The vendor's own handle, once it is known.")
        String vendorSessionId,

        @Schema(description = "With the agent's own id in the room filled in.")
        Channel channel,

        TranslationSummary translation,

        @Nullable
        @Schema(description = "What the person's client needs to join the room; only in the answer to the start.")
        SessionJoin join,

        Map<String, String> metadata,
        @Nullable EndReason endReason,
        @Nullable EndedBy endedBy,

        @Nullable @Schema(description = "The vendor's own code for the end, as it came.")
        String vendorCode,

        CallOutcome.@Nullable VendorError vendorError,
        Instant createdAt,

        @Nullable @Schema(description = "When the agent was in the room, or the call was answered.")
        Instant startedAt,

        @Nullable Instant endedAt,
        Instant updatedAt) {

    public static SessionView of(SessionRow row) {
        SessionRow.StartColumns start = row.start();
        SessionRow.StateColumns state = row.state();
        Optional<SessionRow.EndColumns> end = state.end();
        return new SessionView(
                row.id(),
                EnumNames.read(state.status(), SessionStatus.class),
                start.vendor(),
                start.connection(),
                start.template().orElse(null),
                state.vendorSessionId().orElse(null),
                Session.channel(row),
                Json.MAPPER.convertValue(start.translation(), TranslationSummary.class),
                null,
                Json.MAPPER.convertValue(
                        start.metadata(),
                        Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class)),
                end.map(e -> EnumNames.read(e.reason(), EndReason.class)).orElse(null),
                end.map(e -> EnumNames.read(e.by(), EndedBy.class)).orElse(null),
                end.flatMap(SessionRow.EndColumns::vendorCode).orElse(null),
                state.vendorError()
                        .map(error -> Json.MAPPER.convertValue(error, CallOutcome.VendorError.class))
                        .orElse(null),
                row.createdAt(),
                state.startedAt().orElse(null),
                end.map(SessionRow.EndColumns::at).orElse(null),
                row.updatedAt());
    }

    /** The same with what the person's client needs. */
    public SessionView with(SessionJoin joining) {
        return new SessionView(
                id,
                status,
                vendor,
                connection,
                template,
                vendorSessionId,
                channel,
                translation,
                joining,
                metadata,
                endReason,
                endedBy,
                vendorCode,
                vendorError,
                createdAt,
                startedAt,
                endedAt,
                updatedAt);
    }
}
