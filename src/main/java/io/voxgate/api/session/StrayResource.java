package io.voxgate.api.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.adapter.ActiveSession;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.database.Page;
import io.voxgate.model.Channel;
import io.voxgate.model.EndReason;
import io.voxgate.model.SessionStatus;
import io.voxgate.model.VendorText;
import io.voxgate.session.reconcile.VendorStrays;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What runs at a connection's vendor without a session. */
@Path("/v1/connections/{name}/strays")
@Tag(name = "Connections")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class StrayResource {
    private final VendorStrays vendorStrays;
    private final CurrentCaller caller;

    public StrayResource(VendorStrays vendorStrays, CurrentCaller caller) {
        this.vendorStrays = vendorStrays;
        this.caller = caller;
    }

    private static Instant shown(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    @Schema(name = "StrayCandidate", description = "A session that may have begun it.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CandidateView(
            String sessionId,
            SessionStatus status,

            @Nullable EndReason endReason) {
        static CandidateView of(VendorStrays.StrayCandidate candidate) {
            return new CandidateView(
                    candidate.sessionId(),
                    candidate.status(),
                    candidate.endReason().orElse(null));
        }
    }

    @Schema(
            name = "Stray",
            description = "A call or task that runs at the vendor and that no session of the tenant has. Its status is "
                    + "unknown where the vendor says something that it does not document.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StrayView(
            @Schema(description = "The vendor's own handle.", examples = "a1f4c0de5b7e4b0f9d2c3a4b5c6d7e8f")
            String vendorSessionId,

            SessionStatus status,

            @Nullable @Schema(description = "Since when it runs; absent when the vendor does not say.")
            Instant startedAt,

            @Nullable
            @Schema(description = "The number that was called, as the vendor spells it.", examples = "008613800000000")
            String to,

            @Nullable @Schema(description = "The number that it is called from, as the vendor spells it.")
            String from,

            @Nullable @Schema(description = "The room or channel; absent when it is not known.", examples = "1234")
            String roomId,

            @Schema(
                    description =
                            "Sessions of the tenant that may have begun it, as a hint: one that had this handle and is over; or "
                                    + "those to the same number or room that have no handle yet, or were lost within a day.")
            List<CandidateView> candidates) {
        static StrayView of(VendorStrays.Stray stray) {
            ActiveSession active = stray.active();
            Optional<Channel.Phone> phone =
                    active.channel().filter(Channel.Phone.class::isInstance).map(Channel.Phone.class::cast);
            Optional<Channel.Room> room =
                    active.channel().filter(Channel.Room.class::isInstance).map(Channel.Room.class::cast);
            return new StrayView(
                    active.vendorSessionId(),
                    active.status(),
                    active.startedAt().map(StrayResource::shown).orElse(null),
                    shown(phone.map(Channel.Phone::to)),
                    shown(phone.flatMap(StrayView::from)),
                    shown(room.map(Channel.Room::roomId)),
                    stray.candidates().stream().map(CandidateView::of).toList());
        }

        private static @Nullable String shown(Optional<String> ofTheVendor) {
            return VendorText.code(ofTheVendor.orElse(null));
        }

        private static Optional<String> from(Channel.Phone phone) {
            return Optional.ofNullable(phone.from())
                    .flatMap(numbers -> numbers.stream().findFirst());
        }
    }

    @Schema(name = "StrayList")
    public record StrayList(
            List<StrayView> items,

            @Schema(
                    description =
                            "Whether all pages together hold everything that runs at the vendor without a session. False: the "
                                    + "vendor cannot list, and more may run.")
            boolean complete,

            @Schema(description = "What is in this list, what is not, and why.")
            String note,

            @Schema(description = "When the vendor was asked.")
            Instant readAt,

            @Nullable String nextPageToken) {}

    @GET
    @Operation(
            operationId = "listStrays",
            summary = "List what runs without a session",
            description = "Calls and tasks that run at the vendor and that no session of the tenant has that is "
                    + "not over: after a restore from an older dump, for example. The vendor is asked at "
                    + "this moment, within the account's rate; a page asks it 20 times at most, so that it "
                    + "may have fewer items, even none, and still a nextPageToken. **Whatever else the "
                    + "account is used for is in the list too**: people's calls, other software. Stop only "
                    + "what you know, one by one. Tencent CCC lists all calls; Tencent TRTC and Alibaba RTC "
                    + "cannot list, so that only what callbacks named is here (complete is false then, and "
                    + "note says what is missing).")
    public StrayList list(@PathParam("name") String name, @BeanParam PageParameters paging) {
        String list = "strays of " + name;
        VendorStrays.StrayPage read = vendorStrays.list(caller.tenant(), name, paging.of(list));
        Page<StrayView> page = read.page().map(StrayView::of);
        return new StrayList(
                page.items(),
                read.listing().complete(),
                read.listing().note(),
                shown(read.readAt()),
                PageParameters.token(list, page));
    }

    @POST
    @Path("/{vendorSessionId}/stop")
    @ResponseStatus(202)
    @Operation(
            operationId = "stopStray",
            summary = "Stop what runs without a session",
            description = "Asks the vendor to end this one call or task. It is looked at first: 404 when "
                    + "nothing of this id runs (any more), or when it is not in the connection's list; 409 "
                    + "with sessionId when a session has it, or when a session to the same number or room "
                    + "is not settled yet and may have it: stop the session then. The answer's status is "
                    + "stopping when the vendor has taken the stop, ended when it does not know it any "
                    + "more. In the audit it is connection.strayStopped.")
    public StrayView stop(@PathParam("name") String name, @PathParam("vendorSessionId") String vendorSessionId) {
        return StrayView.of(vendorStrays.stop(caller.tenant(), name, vendorSessionId));
    }
}
