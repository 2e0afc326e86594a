package io.voxgate.api.tenant;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.retention.ErasureTable.Erased;
import io.voxgate.retention.ErasureTable.Person;
import io.voxgate.retention.PersonErasures;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The end of a person's data. */
@Path("/v1/erasures")
@Tag(name = "Usage and audit")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class ErasureResource {
    private final PersonErasures erasures;
    private final CurrentCaller caller;

    public ErasureResource(PersonErasures erasures, CurrentCaller caller) {
        this.erasures = erasures;
        this.caller = caller;
    }

    @Schema(name = "NewErasure", description = "Whose data: userId or phoneNumber, one of the two.")
    public record NewErasure(
            @Nullable
            @Size(min = 1, max = 64)
            @Schema(description = "The person's id in rooms: channel.userId of its sessions.", examples = "user_1")
            String userId,

            @Nullable
            @Pattern(regexp = "\\+[1-9][0-9]{4,14}")
            @Schema(
                    description = "The number that was called: channel.to of its sessions, E.164.",
                    examples = "+8613800000000")
            String phoneNumber) {

        Person of(String tenantId) {
            if ((userId == null) == (phoneNumber == null)) {
                String detail = "Say userId or phoneNumber: one of the two.";
                throw Problem.of(
                        ProblemCode.INVALID_REQUEST,
                        detail,
                        List.of(new Fault(userId == null ? "/userId" : "/phoneNumber", "ONE_OF", detail)));
            }
            return userId == null
                    ? new Person(tenantId, "phoneNumber", phoneNumber)
                    : new Person(tenantId, "userId", userId);
        }
    }

    @Schema(name = "Erasure", description = "What was deleted by this call.")
    public record ErasureView(
            @Schema(
                    description = "Under this name it is in the audit, which does not say whose data they were.",
                    examples = "era_06dqxh3y8v5k2m7n9p0q1r2s3t")
            String id,

            @Schema(
                    description =
                            "Nothing is left. false: there was more than one call can do; the same call again goes on.")
            boolean complete,

            @Schema(description = "Sessions that name no person any more.")
            int sessions,

            @Schema(description = "Events of these sessions, with all that was said.")
            int events,

            @Schema(description = "Webhook deliveries of these events, with what receivers answered.")
            int deliveries,

            @Schema(description = "Callbacks that name the person and waited for a session.")
            int parked) {
        static ErasureView of(PersonErasures.ErasureResult result) {
            Erased erased = result.erased();
            return new ErasureView(
                    result.id(),
                    result.complete(),
                    erased.sessions(),
                    erased.events(),
                    erased.deliveries(),
                    erased.parked());
        }
    }

    @POST
    @Consumes(MediaTypes.JSON)
    @Operation(operationId = "erasePerson", summary = "Delete a person's data", description = """
            Deletes what the tenant's sessions with a person have left: all their events with what was said, vendors' \
            payloads, webhook deliveries and metadata; the agent with its filled-in variables; the person's id or \
            number, the room, and the stored answer to the start. There is no way back. The sessions stay for the \
            figures of GET /v1/usage: status, times, template, connection, how they ended; channel is then a stand-in \
            (room erased, number +99900000000), and the transcript's note says so. What a vendor still reports of \
            such a session is not stored.

            It is done when the answer comes. A call works for up to 20 seconds; with complete false the same call \
            again goes on. Doing it twice does no harm. While a session with the person is not over it is a 409 that \
            names some (sessionIds). What the vendor keeps, and what webhooks' receivers have got, it does not reach.""")
    public ErasureView erase(NewErasure request) {
        return ErasureView.of(erasures.erase(request.of(caller.tenant())));
    }
}
