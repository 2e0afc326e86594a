package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxgate.replicas.CallbackLoad.Answer;
import io.voxgate.replicas.CallbackLoad.Push;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * PostgreSQL is restarted under callbacks, in order and as by a crash: what was answered 200 is there, once, and its
 * webhook comes; all else was told at once to come again. {@code -Ddatabase.restarts=20} for the long form.
 */
@ExtendWith(SharedFleet.class)
class DatabaseRestartsIT {
    private static final int RESTARTS = Integer.getInteger("database.restarts", 2);
    private static final int PER_SECOND = 60;
    private static final Duration DOWN = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(8);

    /** Nobody waits until a vendor gives up; how fast it really is stands in the report. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    /** @param ended when PostgreSQL was told to end; back: when it took connections again */
    private record Outage(long ended, long back) {}

    @Test
    void whatWasAnswered200SurvivesEveryRestart(Fleet fleet) {
        try (VendorLedger vendor = VendorLedger.open();
                Inbox inbox = Inbox.open(_ -> true)) {
            FleetTenant tenant = FleetTenant.create(fleet.a());
            inbox.subscribe(tenant, fleet.a(), "crm");
            List<Push> pushes = new ArrayList<>(TrtcCalls.start(tenant, fleet.a(), vendor, 9));
            pushes.add(CccCall.start(tenant, fleet.a(), vendor));
            List<Outage> outages = new ArrayList<>();
            try (CallbackLoad load = CallbackLoad.start(fleet, pushes, 12, PER_SECOND)) {
                for (int i = 0; i < RESTARTS; i++) {
                    LockSupport.parkNanos(BETWEEN.toNanos());
                    outages.add(outage(fleet, i % 2 == 0 ? "INT" : "QUIT"));
                }
                LockSupport.parkNanos(RECOVERY.toNanos());
                load.finish();
                report(load.answers(), outages);
                check(fleet, tenant, inbox, load.stored());
                judge(load.answers(), outages);
            }
        }
    }

    private static Outage outage(Fleet fleet, String signal) {
        long ended = System.nanoTime();
        fleet.postgres().end(signal);
        LockSupport.parkNanos(DOWN.toNanos());
        fleet.postgres().begin();
        return new Outage(ended, System.nanoTime());
    }

    private static void report(List<Answer> answers, List<Outage> outages) {
        List<Answer> turnedAway =
                answers.stream().filter(answer -> answer.status() != 200).toList();
        System.out.printf(
                "%d restarts of PostgreSQL: callbacks answered %s; not answered 200 within: median %d ms, 95%% %d ms, all %d ms%n",
                outages.size(),
                new TreeMap<>(answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()))),
                took(turnedAway, 0.5).toMillis(),
                took(turnedAway, 0.95).toMillis(),
                took(turnedAway, 1).toMillis());
        for (int i = 0; i < outages.size(); i++) {
            System.out.printf(
                    "  down for %d ms; the last 503 was answered %d ms after it was back%n",
                    ms(outages.get(i).back() - outages.get(i).ended()), lastRefusal(turnedAway, outages, i));
        }
    }

    /** In milliseconds after the database was back; negative: before that. */
    private static long lastRefusal(List<Answer> turnedAway, List<Outage> outages, int number) {
        Outage outage = outages.get(number);
        long until = number + 1 < outages.size() ? outages.get(number + 1).ended() : Long.MAX_VALUE;
        return turnedAway.stream()
                .mapToLong(answer -> answer.nanos() + answer.took().toNanos())
                .filter(at -> at > outage.ended() && at < until)
                .map(at -> ms(at - outage.back()))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** @param part of the answers, the fastest first: the slowest of those */
    private static Duration took(List<Answer> answers, double part) {
        List<Duration> sorted = answers.stream().map(Answer::took).sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * part) - 1);
    }

    private static long ms(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    private static void judge(List<Answer> answers, List<Outage> outages) {
        List<Answer> turnedAway =
                answers.stream().filter(answer -> answer.status() != 200).toList();
        assertThat(turnedAway).as("it was felt at all").isNotEmpty();
        assertThat(turnedAway.stream().map(Answer::status).distinct()).containsExactly(503);
        assertThat(turnedAway.stream().filter(answer -> !answer.retryAfter()).count())
                .as("without Retry-After")
                .isZero();
        assertThat(took(turnedAway, 1)).isLessThan(PROMPT);
        for (int i = 0; i < outages.size(); i++) {
            assertThat(lastRefusal(turnedAway, outages, i)).isLessThan(RECOVERY.toMillis());
        }
    }

    private static void check(Fleet fleet, FleetTenant tenant, Inbox inbox, Set<Integer> stored) {
        String ours = "FROM session_event WHERE tenant_id = '" + tenant.id() + "'";
        List<Integer> kept = fleet
                .postgres()
                .column("SELECT substring(raw::text FROM 'number ([0-9]+)') " + ours
                        + " AND raw::text ~ 'number [0-9]+'")
                .stream()
                .map(Integer::valueOf)
                .toList();
        assertThat(kept).as("each callback that was answered 200, once").containsExactlyInAnyOrderElementsOf(stored);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(inbox.of("crm").keySet())
                        .containsAll(fleet.postgres().column("SELECT id " + ours)));
        assertThat(inbox.forged()).isEmpty();
        System.out.printf(
                "  %d callbacks stored, %d webhooks received, of which %d repeats%n",
                stored.size(), inbox.arrived(), inbox.repeats());
    }
}
