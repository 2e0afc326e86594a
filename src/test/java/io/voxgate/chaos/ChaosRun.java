package io.voxgate.chaos;

import io.voxgate.chaos.ChaosHistory.CallerSide;
import io.voxgate.chaos.ChaosHistory.ReceivedMessage;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.replicas.Fleet;
import io.voxgate.replicas.Inbox;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run: a fleet, its vendors, callers and receivers, all faults, a rest, and then the three sides as they are. */
final class ChaosRun implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BEFORE_FAREWELL = Duration.ofSeconds(15);
    private static final int ONE_IN = 4;

    private final ChaosSchedule schedule;
    private final TcpRelay line = TcpRelay.open();
    private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();
    private final Inbox inbox = Inbox.open(this::takes);
    private final TaskLedger ledger = new TaskLedger();
    private final FaultTally tally = new FaultTally();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Fleet fleet;
    private final FaultyVendor vendor;
    private final ChaosTenants tenants;
    private final CallbackSender callbacks;
    private final ChaosCaller caller;
    private final RowReader rows;

    private ChaosRun(ChaosSchedule schedule) {
        this.schedule = schedule;
        this.fleet = Fleet.start(
                "chaos",
                2,
                postgres -> Map.of(
                        "VOXGATE_DATABASE_URL",
                        "postgresql://voxgate:any@127.0.0.1:"
                                + line.to(postgres.port()).port() + "/postgres"));
        this.vendor = new FaultyVendor(
                schedule, ledger, new VendorWorld(ledger, System::currentTimeMillis, this::begun, this::ended));
        this.tenants = ChaosTenants.create(fleet.a(), vendor.url(), inbox);
        this.callbacks = new CallbackSender(schedule, ledger, tenants, fleet.replicas());
        this.caller = new ChaosCaller(fleet.replicas(), tenants);
        this.rows = new RowReader(fleet.postgres(), tenants.ids());
    }

    /** @param history what was seen; log: which faults of processes were over when */
    record Result(ChaosSchedule schedule, ChaosHistory history, FaultTally tally) {}

    /** @param rest how long, at most, is waited after the faults until all is at rest */
    static Result of(ChaosSchedule schedule, Duration rest) throws InterruptedException {
        try (ChaosRun run = new ChaosRun(schedule)) {
            return run.run(rest);
        }
    }

    /** A receiver that fails loses every fourth message the first time; the good one none. */
    private boolean takes(Inbox.ReceivedMessage message) {
        return message.webhook().startsWith(HistoryChecker.GOOD_RECEIVER)
                || Math.floorMod(message.id().hashCode(), ONE_IN) != 0
                || !failedOnce.add(message.id());
    }

    private void begun(Task task) {
        callbacks.begun(task);
        schedule.named(task.marker())
                .ifPresent(order -> threads.submit(() -> {
                    Thread.sleep(order.life());
                    if (ledger.end(task.handle(), System.currentTimeMillis())) {
                        ended(ledger.task(task.handle()).orElseThrow());
                    }
                    return true;
                }));
    }

    private void ended(Task task) {
        callbacks.ended(task);
    }

    private Result run(Duration rest) throws InterruptedException {
        ChaosClock clock = new ChaosClock();
        ReplicaFaults replicaFaults = new ReplicaFaults(fleet, tally);
        DatabaseFaults databaseFaults = new DatabaseFaults(fleet.postgres(), line, tally);
        threads.submit(() -> {
            replicaFaults.keepAlive();
            return true;
        });
        List<Future<Boolean>> works = Stream.<ChaosClock.Work<ChaosClock>>of(
                        time -> time.run(
                                schedule.orders(), ChaosOrder::at, schedule.time(), Duration.ZERO, caller::begin),
                        time -> time.run(
                                schedule.replicaFaults(),
                                ProcessFault::at,
                                schedule.time(),
                                schedule.rest(),
                                replicaFaults),
                        time -> time.run(
                                schedule.databaseFaults(),
                                ProcessFault::at,
                                schedule.time(),
                                schedule.rest(),
                                databaseFaults))
                .map(work -> threads.submit(() -> {
                    work.perform(clock);
                    return true;
                }))
                .toList();
        for (Future<Boolean> work : works) {
            join(work);
        }
        line.heal();
        vendor.heal();
        replicaFaults.heal();
        long calm = System.currentTimeMillis();
        rest(rest);
        return new Result(
                schedule,
                new ChaosHistory(
                        calm,
                        System.currentTimeMillis(),
                        ledger.side(),
                        rows.side(),
                        new CallerSide(caller.answers(), messages())),
                tally);
    }

    private static void join(Future<Boolean> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The run itself failed", e.getCause());
        }
    }

    /**
     * Until nothing is open any more, and everything was delivered. Everybody hangs up: who still talks at the end was
     * forgotten.
     */
    private void rest(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        long farewell = System.nanoTime() + BEFORE_FAREWELL.toNanos();
        Set<String> stopped = new HashSet<>();
        while (System.nanoTime() < end && !atRest()) {
            if (System.nanoTime() > farewell || caller.open() == 0) {
                stopAll(stopped);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private void stopAll(Set<String> stopped) throws InterruptedException {
        for (RowReader.Open open : rows.open()) {
            if (!stopped.contains(open.id()) && caller.stop(open.marker(), open.id(), 1)) {
                stopped.add(open.id());
            }
        }
    }

    private boolean atRest() {
        return caller.open() == 0
                && callbacks.pending() == 0
                && rows.open().isEmpty()
                && ledger.all(task -> task.ended() == 0).isEmpty()
                && messages().stream()
                        .filter(message -> message.webhook().equals(HistoryChecker.GOOD_RECEIVER))
                        .map(ReceivedMessage::id)
                        .collect(Collectors.toSet())
                        .containsAll(rows.eventIds());
    }

    private List<ReceivedMessage> messages() {
        return tenants.webhooks().stream()
                .flatMap(webhook -> inbox.of(webhook).values().stream())
                .flatMap(copies -> List.copyOf(copies).stream())
                .map(message -> new ReceivedMessage(
                        message.webhook().replaceAll("-.*", ""), message.id(), hash(message.body())))
                .distinct()
                .toList();
    }

    private static String hash(String body) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        caller.close();
        callbacks.close();
        rows.close();
        vendor.close();
        fleet.close();
        line.close();
        inbox.close();
    }
}
