package io.voxgate.event.stream;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.voxgate.config.StreamSettings;
import io.voxgate.database.Page;
import io.voxgate.database.Snapshot;
import io.voxgate.event.EventTable;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.json.Json;
import io.voxgate.security.StreamTokenTable;
import io.voxgate.security.StreamTokenTable.TokenGrant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hub on tables and readers that fail: the other streams go on. */
class EventStreamHubTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Snapshot EMPTY = new Snapshot(10, 10, List.of());

    private final AtomicInteger looks = new AtomicInteger();
    private final Queue<Supplier<EventStreamQueries.CommittedEvents>> committed = new ConcurrentLinkedQueue<>();
    private final Map<String, List<EventRow>> stored = new ConcurrentHashMap<>();
    private Runnable firstLook = () -> {};

    private final EventTable events = new EventTable(null) {
        @Override
        public Page<EventRow> ofTenant(String tenantId, Page.PageRequest page) {
            return new Page<>(stored.getOrDefault(tenantId, List.of()), Optional.empty());
        }
    };

    private final EventStreamQueries queries = new EventStreamQueries(null) {
        @Override
        public Snapshot now() {
            if (looks.incrementAndGet() == 1) {
                firstLook.run();
            }
            return EMPTY;
        }

        @Override
        public CommittedEvents since(Snapshot seen, Collection<String> tenants, int most) {
            looks.incrementAndGet();
            Supplier<CommittedEvents> next = committed.poll();
            return next == null ? new CommittedEvents(seen, List.of(), false) : next.get();
        }

        @Override
        public List<Finished> finished(Collection<String> sessionIds, Instant quietSince) {
            return List.of();
        }
    };

    private final StreamTokenTable rights = new StreamTokenTable(null) {
        @Override
        public Set<TokenGrant> ended(Collection<TokenGrant> grants, Instant now) {
            return Set.of();
        }
    };

    private final StreamSettings settings = new SmallRyeConfigBuilder()
            .withMapping(StreamSettings.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withDefaultValue("voxgate.streams.heartbeat", "0s")
            .withDefaultValue("voxgate.streams.write-timeout", "1m")
            .build()
            .getConfigMapping(StreamSettings.class);
    private final EventStreamHub hub =
            new EventStreamHub(events, queries, rights, settings, Clock.systemUTC(), new SimpleMeterRegistry());

    @AfterEach
    void stop() throws InterruptedException {
        hub.stop(new ShutdownEvent());
    }

    /** A reader that keeps what it gets, and breaks after so many writes. */
    private static final class Reader implements StreamSink {
        private final Queue<String> read = new ConcurrentLinkedQueue<>();
        private final int most;

        Reader(int most) {
            this.most = most;
        }

        @Override
        public void write(String text) {
            if (read.size() >= most) {
                throw new IllegalStateException("The connection is in a state in which nothing can be written");
            }
            read.add(text);
        }

        @Override
        public boolean full() {
            return false;
        }

        @Override
        public void end() {}

        @Override
        public void cut() {}
    }

    private Reader reader(String tenant, int most) {
        Reader reader = new Reader(most);
        StreamCursor begin = new StreamCursor.InTenant(new StreamPosition(0, 0));
        hub.admit(new StreamRequest(
                        TokenGrant.of(tenant, Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        begin,
                        false,
                        false))
                .begin(reader);
        return reader;
    }

    private static EventRow event(String id, String place) {
        return new EventRow(id, "ses_1", 1, "session.active", NOW, NOW, "trtc", Json.object(), place, true);
    }

    @Test
    void anErrorInALookDoesNotStopTheStreams() {
        // Given
        firstLook = () -> {
            throw new StackOverflowError("an event that cannot be read");
        };

        // When
        reader("acme", Integer.MAX_VALUE);

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> looks.get() >= 3);
    }

    @Test
    void aReaderThatCannotBeWrittenToStopsNoOtherStream() {
        // Given
        reader("evil", 1);
        Reader other = reader("acme", Integer.MAX_VALUE);

        // When: both get signs of life

        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> other.read.size() >= 6);
    }

    @Test
    void whatALookFoundAndCouldNotHandOutIsReadAgain() {
        // Given
        Reader reader = reader("acme", Integer.MAX_VALUE);
        reader("evil", Integer.MAX_VALUE);
        await().atMost(Duration.ofSeconds(5)).until(() -> looks.get() >= 3);

        // When: one look finds an event without a place, and another tenant's
        stored.put("acme", List.of(event("evt_good", "10 1")));
        committed.add(() -> new EventStreamQueries.CommittedEvents(
                new Snapshot(20, 20, List.of()),
                List.of(
                        new EventStreamQueries.Fresh("evil", event("evt_broken", "")),
                        new EventStreamQueries.Fresh("acme", event("evt_good", "10 1"))),
                false));

        // Then
        await().atMost(Duration.ofSeconds(5))
                .until(() -> reader.read.stream().anyMatch(text -> text.contains("evt_good")));
    }
}
