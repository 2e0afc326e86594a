package io.voxgate.event.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.voxgate.config.StreamSettings;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.Page;
import io.voxgate.event.EventTable;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.StreamTokenTable;
import io.voxgate.security.StreamTokenTable.TokenGrant;
import io.voxgate.worker.FailureBackoff;
import io.voxgate.worker.Wakeup;
import io.voxgate.worker.WorkerLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * All live streams of this process. One thread serves them, and only while there are any; a stream that waits costs its
 * connection and a mark.
 */
@Startup
@ApplicationScoped
public class EventStreamHub {
    static final int PAGE = 100;

    private static final Logger LOG = Logger.getLogger(EventStreamHub.class);
    private static final Duration READ_INTERVAL = Duration.ofMillis(100);

    /** How long to wait while there are no streams; opening one ends it. */
    private static final Duration IDLE_WAIT = Duration.ofHours(1);

    private static final Duration GROUPING_DELAY = Duration.ofMillis(5);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final EventTable events;
    private final EventStreamQueries live;
    private final StreamTokenTable rights;
    private final StreamSettings settings;
    private final Clock clock;
    private final SubscriptionRegistry subscriptions = new SubscriptionRegistry();
    private final EventTail tail;
    private final Wakeup wakeup = new Wakeup();
    private final ReadQueue reads = new ReadQueue(
            Limit.STREAM_READS.count(),
            Limit.STREAM_READS_PER_TENANT.count(),
            page -> Thread.ofVirtual().name("live-read").start(page));
    private final WorkerLoop loop = new WorkerLoop(
            Thread.ofPlatform().daemon().name("live-events"),
            new StreamRounds(),
            wakeup,
            new FailureBackoff(RETRY_DELAY, RETRY_DELAY));
    private final Counter sentEvents;
    private final Counter cut;
    private volatile boolean stopped;

    public EventStreamHub(
            EventTable events,
            EventStreamQueries live,
            StreamTokenTable rights,
            StreamSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.events = events;
        this.live = live;
        this.rights = rights;
        this.settings = settings;
        this.clock = clock;
        this.tail = new EventTail(live, subscriptions);
        this.sentEvents = Counter.builder("voxgate.streams.events")
                .description("Events written into live streams")
                .register(meters);
        this.cut = Counter.builder("voxgate.streams.dropped")
                .description("Live streams whose readers were too slow and were dropped")
                .register(meters);
        Gauge.builder("voxgate.streams.open", subscriptions, SubscriptionRegistry::size)
                .description("Live streams that are open")
                .register(meters);
        events.onInsert(wakeup::signal);
    }

    /**
     * Lets a stream in; it sends nothing yet.
     *
     * @throws Problem 429 when the tenant has too many, 503 when this process is about to stop
     */
    public EventStream admit(StreamRequest request) {
        EventStream stream = new EventStream(this, request);
        if (!subscriptions.add(stream, settings.perTenant(), settings.perReplica())) {
            throw full().with("retryAfterMs", RETRY_DELAY.toMillis()).mayRetry();
        }
        if (stopped) {
            subscriptions.remove(stream);
            throw Problem.of(ProblemCode.UNAVAILABLE, "This replica is about to stop; open the stream again.")
                    .mayRetry();
        }
        loop.start();
        wakeup.signal();
        return stream;
    }

    private Problem full() {
        if (subscriptions.size() >= settings.perReplica()) {
            return Problem.overLimit(
                    ProblemCode.RATE_LIMITED,
                    Limit.STREAMS_PER_REPLICA,
                    settings.perReplica(),
                    "%d live streams are open at this replica, and there may be no more. Try again a little later."
                            .formatted(settings.perReplica()));
        }
        return Problem.overLimit(
                ProblemCode.RATE_LIMITED,
                Limit.STREAMS_PER_TENANT,
                settings.perTenant(),
                "The tenant has %d live streams open here, and may have no more. Close some, or follow all sessions in one: GET /v1/events."
                        .formatted(settings.perTenant()));
    }

    /** The last sequence of a session that is over, when nothing more is expected of it; 0 when it is gone. */
    public Optional<Integer> finished(String sessionId) {
        return live.finished(Set.of(sessionId), clock.instant().minus(settings.endDelay())).stream()
                .map(EventStreamQueries.Finished::lastSequence)
                .findFirst();
    }

    /** The first moment of stopping: readers go to another replica while this one still ends what it has begun. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        close();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        close();
        loop.join(RETRY_DELAY);
    }

    private void close() {
        stopped = true;
        subscriptions.all().forEach(EventStream::close);
        loop.stop();
    }

    /** The rounds of the one thread: reads what was committed, and now and then checks each stream itself. */
    private final class StreamRounds implements WorkerLoop.Rounds {
        private long checkedAt = nanos();

        /** Events come in groups: a short delay before reading lets one statement find them all. */
        @Override
        public Duration round() throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(GROUPING_DELAY.toNanos());
            if (subscriptions.size() == 0) {
                tail.reset();
                return IDLE_WAIT;
            }
            tail.readNext();
            if (nanos() - checkedAt >= CHECK_INTERVAL.toNanos()) {
                checkStreams();
                checkedAt = nanos();
            }
            return READ_INTERVAL;
        }

        @Override
        public void failed(Throwable cause) {
            complain(cause);
            long now = nanos();
            each(stream -> stream.check(now));
            checkedAt = now;
        }
    }

    private void checkStreams() {
        long now = nanos();
        each(stream -> stream.check(now));
        List<EventStream> all = subscriptions.all();
        Set<TokenGrant> ended =
                rights.ended(all.stream().map(EventStream::grant).collect(Collectors.toSet()), clock.instant());
        all.stream().filter(stream -> ended.contains(stream.grant())).forEach(EventStream::close);
        List<EventStream> over = all.stream().filter(EventStream::mayEnd).toList();
        if (!over.isEmpty()) {
            Set<String> sessions =
                    over.stream().flatMap(stream -> stream.sessionId().stream()).collect(Collectors.toSet());
            live.finished(sessions, clock.instant().minus(settings.endDelay()))
                    .forEach(finished -> subscriptions
                            .ofSession(finished.sessionId())
                            .forEach(stream -> stream.finish(finished.lastSequence())));
        }
    }

    /** For every stream; one that fails is dropped, and the others go on. */
    private void each(Consumer<EventStream> work) {
        for (EventStream stream : subscriptions.all()) {
            try {
                work.accept(stream);
            } catch (RuntimeException e) {
                complain(e);
                stream.drop();
            }
        }
    }

    /** Reads a page for a stream, when it is its tenant's turn. */
    void read(EventStream stream, Runnable page) {
        reads.add(stream.grant().tenantId(), page);
    }

    /** What is stored after a mark, a page of it. */
    Page<StreamedEvent> stored(StreamRequest request, StreamCursor cursor) {
        Page<EventTable.EventRow> page = switch (cursor) {
            case StreamCursor.InSession session ->
                events.ofSession(
                        request.tenantId(),
                        request.sessionId().orElseThrow(),
                        new Page.PageRequest(session.id(), PAGE));
            case StreamCursor.InTenant tenant ->
                events.ofTenant(
                        request.tenantId(), new Page.PageRequest(tenant.place().toString(), PAGE));
        };
        return page.map(StreamedEvent::of);
    }

    StreamSettings settings() {
        return settings;
    }

    long nanos() {
        return System.nanoTime();
    }

    void countSent(int count) {
        sentEvents.increment(count);
    }

    void slow() {
        cut.increment();
    }

    void left(EventStream stream) {
        subscriptions.remove(stream);
    }

    void complain(Throwable e) {
        if (stopped) {
            return;
        }
        if (e instanceof DatabaseUnavailable database) {
            LOG.warnf("Live streams stand still, the database cannot be reached: cause=%s", database.reason());
        } else {
            LOG.error("Live streams could not be looked after", e);
        }
    }
}
