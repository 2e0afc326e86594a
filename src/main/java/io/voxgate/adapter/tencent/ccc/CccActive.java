package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ActiveListing;
import io.voxgate.adapter.ActiveSession;
import io.voxgate.adapter.ActiveState;
import io.voxgate.adapter.ActiveStep;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.tencent.TencentReply;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a contact center has on the phone: its active calls, page by page, or one of them. Calls that came in are none
 * that Voxgate could have begun.
 */
final class CccActive {
    /**
     * @see <a href="https://cloud.tencent.com/document/api/679/51091">DescribePSTNActiveSessionList, read 29 November
     *     2026</a>
     */
    static final String LIST = "DescribePSTNActiveSessionList";

    static final ActiveListing LISTING = new ActiveListing(
            true,
            "These are all calls out that this contact center has running, without those of this tenant's "
                    + "sessions: calls of people and of other software too. Calls in, which Voxgate never has, are "
                    + "left out. What begins or ends while the pages are read may be missing or come twice.");

    /** The most that DescribePSTNActiveSessionList gives at once. */
    private static final int PAGE = 25;

    private static final String FINISHED = "finished";

    private CccActive() {}

    static ActiveStep step(ActiveState state, Optional<HttpReply> reply) {
        if (reply.isEmpty()) {
            return new ActiveStep.Call(
                    state.one()
                            .map(one -> CccCommands.call(CccLookup.SESSION, one.vendorSessionId()))
                            .orElseGet(() -> list(state)),
                    state);
        }
        return switch (TencentReply.of(CccApi.ID, reply.get())) {
            case TencentReply.Success success ->
                state.one()
                        .map(one -> one(one, success.response().path("Session")))
                        .orElseGet(() -> part(state, success.response()));
            case TencentReply.Failure failure
            when state.one().isPresent() && failure.error().code().equals(CccErrors.SESSION_NOT_EXISTS) ->
                ActiveStep.Part.none();
            case TencentReply.Failure failure ->
                new ActiveStep.Unclear("The vendor answered " + failure.error().code() + ".");
            case TencentReply.Broken broken -> new ActiveStep.Unclear(broken.why());
        };
    }

    private static VendorCall list(ActiveState state) {
        ObjectNode body = Json.object();
        body.set("SdkAppId", CccTelephony.sdkAppId());
        body.put("Offset", state.from()).put("Limit", Math.clamp(state.wanted(), 1, PAGE));
        return new VendorCall(LIST, body);
    }

    private static ActiveStep one(ActiveState.Reported one, JsonNode call) {
        String status = call.path("SessionStatus").asText();
        if (!call.isObject() || status.isEmpty()) {
            return new ActiveStep.Unclear("The vendor described a call without saying how it stands.");
        }
        return runs(call) ? ActiveStep.Part.of(active(one.vendorSessionId(), call)) : ActiveStep.Part.none();
    }

    private static ActiveStep part(ActiveState state, JsonNode answer) {
        JsonNode calls = answer.path("Sessions");
        JsonNode total = answer.path("Total");
        if (!total.isIntegralNumber() || (!calls.isArray() && total.asLong() > 0)) {
            return new ActiveStep.Unclear("The vendor's answer is no list of calls.");
        }
        List<ActiveSession> active = new ArrayList<>();
        calls.forEach(call -> {
            String id = call.path("SessionID").asText();
            if (!id.isEmpty() && runs(call)) {
                active.add(active(id, call));
            }
        });
        long next = (long) state.from() + calls.size();
        boolean more = !calls.isEmpty() && next < Math.min(total.asLong(), Integer.MAX_VALUE);
        return new ActiveStep.Part(active, more ? OptionalInt.of((int) next) : OptionalInt.empty());
    }

    /** A call out that is not over. */
    private static boolean runs(JsonNode call) {
        return call.path("Direction").asInt(1) == 1
                && !call.path("SessionStatus").asText().equals(FINISHED);
    }

    private static ActiveSession active(String id, JsonNode call) {
        Optional<Channel> channel = first(call, "Callee", "OutBoundCallee")
                .<Channel>map(callee -> new Channel.Phone(
                        callee,
                        first(call, "Caller", "OutBoundCaller").map(List::of).orElse(null)));
        return new ActiveSession(
                id,
                CccLookup.status(call),
                CccEnds.time(call, "StartTimestamp").or(() -> CccEnds.time(call, "RingTimestamp")),
                channel);
    }

    private static Optional<String> first(JsonNode call, String... names) {
        for (String name : names) {
            String text = call.path(name).asText();
            if (!text.isEmpty()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /** Whether a call that the vendor spells so goes to the number of a session. */
    static boolean same(Channel active, Channel ours) {
        return active instanceof Channel.Phone there
                && ours instanceof Channel.Phone own
                && lastDigit(there.to()) == lastDigit(own.to())
                && CccNumbers.same(own.to(), there.to());
    }

    /** Cheap, and differs for nine of ten. */
    private static char lastDigit(String number) {
        return number.isEmpty() ? ' ' : number.charAt(number.length() - 1);
    }
}
