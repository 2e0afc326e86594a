package io.voxgate.session.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.tencent.ccc.CccAdapter;
import io.voxgate.connection.CallbackClaim;
import io.voxgate.connection.Connection;
import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.ratelimit.RateLimitPermit;
import io.voxgate.egress.ratelimit.RateLimits.Reservation;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.Channel;
import io.voxgate.session.VendorClient;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.store.SessionRow;
import io.voxgate.session.store.SessionTable;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A look takes a bounded number of calls and a bounded time, and goes on later from where it was. */
class LookupRunnerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    /** A vendor whose list of calls has no end. */
    @Vetoed
    private static final class Endless extends VendorClient {
        private final List<ObjectNode> asked = new ArrayList<>();

        Endless() {
            super(null, null, null, null, null, null, null, null);
        }

        @Override
        public Reservation permit(VendorConnection vendor, String operation, Deadline deadline) {
            return new Reservation.Granted(RateLimitPermit.any());
        }

        @Override
        public PreparedCall ready(VendorConnection vendor, VendorCall call) {
            return new PreparedCall(vendor, call, new CredentialValues(Map.of(), Map.of()), Map.of());
        }

        @Override
        public SendResult send(PreparedCall ready, RateLimitPermit permit, Deadline deadline) {
            asked.add(ready.call().body());
            return new SendResult.VendorReply(HttpReply.json(
                    200,
                    "{\"Response\":{\"RequestId\":\"r\",\"Total\":1000000,"
                            + "\"Sessions\":[{\"SessionID\":\"x\",\"Callee\":\"13900000000\"}]}}"));
        }
    }

    private final Endless calls = new Endless();
    private final LookupRunner lookups = new LookupRunner(calls, new NoSessions(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final VendorClient.VendorConnection vendor = new VendorClient.VendorConnection(
            new Connection(
                    "acme",
                    "ccc",
                    "tencent-ccc",
                    new Connection.ConnectionTarget(Optional.empty(), Optional.empty()),
                    Json.object(),
                    Map.of(),
                    new Connection.CallbackEndpoint("token", CallbackClaim.PROVEN)),
            new CccAdapter(),
            new VendorAccount(Optional.empty(), Optional.empty(), Json.object()));

    @Vetoed
    private static final class NoSessions extends SessionTable {
        NoSessions() {
            super(new Database(null, List.of(), () -> Actor.VOXGATE));
        }

        @Override
        public List<String> handles(SessionRow session, String number, Instant since) {
            return List.of();
        }
    }

    /** A phone call of which nobody knows whether it was started. */
    private static Session unknown(Optional<ObjectNode> memory) {
        ObjectNode channel = Json.tree(new Channel.Phone("+8613800000000", List.of("+862000000000")));
        SessionRow.StartColumns start = new SessionRow.StartColumns(
                "tencent-ccc",
                "ccc",
                Optional.empty(),
                channel,
                Json.object(),
                Json.object(),
                Json.object(),
                "",
                NOW.minusSeconds(20));
        SessionRow.StateColumns state = new SessionRow.StateColumns(
                "unknown",
                Json.tree(SessionFacts.sent().with(SessionFacts.StartFact.UNKNOWN)),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                new SessionRow.LookupColumns(Optional.of(NOW), 0, memory, Optional.empty()),
                1,
                Optional.empty());
        return Session.of(new SessionRow("ses_1", "acme", start, state, NOW.minusSeconds(20), NOW.minusSeconds(20), 1));
    }

    @Test
    void anEndlessLookStopsAfterSomeCallsAndGoesOnThere() {
        LookupRunner.LookupResult first = lookups.lookUp(
                vendor,
                unknown(Optional.empty()),
                lookups.questions(vendor, Deadline.in(Duration.ofHours(1))),
                List.of());

        assertThat(calls.asked).hasSize(Limit.LOOKUP_CALLS.count());
        assertThat(first).isInstanceOf(LookupRunner.LookupResult.Later.class);
        lookups.lookUp(
                vendor,
                unknown(Optional.of(((LookupRunner.LookupResult.Later) first).memory())),
                lookups.questions(vendor, Deadline.in(Duration.ofHours(1))),
                List.of());
        assertThat(calls.asked)
                .extracting(body -> body.path("Offset").asInt())
                .hasSize(2 * Limit.LOOKUP_CALLS.count())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void noFurtherCallBeginsThatCouldNotEndInTime() {
        LookupRunner.LookupResult result = lookups.lookUp(
                vendor,
                unknown(Optional.empty()),
                lookups.questions(vendor, Deadline.in(Duration.ofSeconds(9))),
                List.of());

        assertThat(calls.asked).as("the first, always").hasSize(1);
        assertThat(result).isInstanceOf(LookupRunner.LookupResult.Later.class);
        assertThat(((LookupRunner.LookupResult.Later) result)
                        .memory()
                        .path("page")
                        .asInt())
                .isEqualTo(25);
    }

    @Test
    void whatIsTooMuchToRememberIsForgotten() {
        assertThat(LookupRunner.kept(Json.object().put("page", 7)))
                .isEqualTo(Json.object().put("page", 7));
        assertThat(LookupRunner.kept(Json.object().put("found", "x".repeat(Limit.LOOKUP_MEMORY_LENGTH.count()))))
                .isEqualTo(Json.object());
    }
}
