package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The listener without a database, with connections that break and subscribers that fail. */
class ChangeListenerTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final RowChange CHANGE = new RowChange("connection", "acme", "trtc");
    private static final String SAID = "connection acme trtc";

    private final AtomicInteger attempts = new AtomicInteger();
    private final Subscriber listening = new Subscriber(_ -> {}, () -> {});
    private NoticesInMemory notices;

    @BeforeEach
    void open() throws SQLException {
        notices = new NoticesInMemory();
    }

    @AfterEach
    void close() throws SQLException {
        notices.close();
    }

    private final ListenConnection.Opener unreachable =
            new ListenConnection.Opener("jdbc:none", Optional.empty(), Optional.empty()) {
                @Override
                ListenConnection open() throws SQLException {
                    attempts.incrementAndGet();
                    throw new SQLException("there is no database");
                }
            };

    /** Keeps what it is told, and then does something with it. */
    private static final class Subscriber implements ChangeSubscriber {
        private final List<RowChange> changes = new CopyOnWriteArrayList<>();
        private final AtomicInteger lost = new AtomicInteger();
        private final AtomicInteger trusted = new AtomicInteger();
        private final Consumer<RowChange> onChange;
        private final Runnable onLost;

        Subscriber(Consumer<RowChange> onChange, Runnable onLost) {
            this.onChange = onChange;
            this.onLost = onLost;
        }

        @Override
        public void changed(Set<RowChange> told) {
            changes.addAll(told);
            told.forEach(onChange);
        }

        @Override
        public void validUntil(long untilNanos) {
            trusted.incrementAndGet();
        }

        @Override
        public void lost() {
            lost.incrementAndGet();
            onLost.run();
        }
    }

    private static Subscriber failingWhenLost() {
        return new Subscriber(_ -> {}, () -> {
            throw new IllegalStateException("a cache that cannot be emptied");
        });
    }

    /** A listener at work. */
    private record Running(ChangeListener listener) implements AutoCloseable {
        static Running with(ListenConnection.Opener opener, Subscriber... subscribers) {
            ChangeListener listener = new ChangeListener(opener, List.of(subscribers));
            listener.start(new StartupEvent());
            return new Running(listener);
        }

        @Override
        public void close() {
            listener.stop(new ShutdownEvent());
        }
    }

    @Test
    void aSubscriberThatFailsDoesNotEndTheListening() {
        // When
        try (Running _ = Running.with(unreachable, failingWhenLost())) {
            // Then
            await().atMost(SOON).until(() -> attempts.get() >= 3);
        }
    }

    @Test
    void aSubscriberThatFailsKeepsNothingFromTheOthers() {
        // When
        try (Running _ = Running.with(unreachable, failingWhenLost(), listening)) {
            // Then
            await().atMost(SOON).until(() -> listening.lost.get() >= 1);
        }
    }

    @Test
    void aChangeIsPassedOnAndTheWordIsTrustedFromBeatToBeat() {
        // Given
        try (Running _ = Running.with(notices.opener(), listening)) {
            await().atMost(SOON).until(() -> listening.trusted.get() >= 1);

            // When
            notices.say(SAID);

            // Then
            await().atMost(SOON).until(() -> listening.changes.contains(CHANGE));
            await().atMost(SOON).until(() -> listening.trusted.get() >= 2);
            assertThat(notices.opened()).isOne();
        }
    }

    @Test
    void aConnectionThatBreaksIsOpenedAgainAndWhatWasMissedIsSaid() {
        // Given
        try (Running _ = Running.with(notices.opener(), listening)) {
            await().atMost(SOON).until(() -> listening.trusted.get() >= 1);
            int lost = listening.lost.get();

            // When
            notices.breakOnce();

            // Then
            await().atMost(SOON).until(() -> notices.opened() == 2 && listening.lost.get() == lost + 2);
            assertThat(notices.closed()).as("the broken one").isOne();
            notices.say(SAID);
            await().atMost(SOON).until(() -> listening.changes.contains(CHANGE));
        }
    }

    @Test
    void aSubscriberThatFailsAtAChangeIsToldThatItMayHaveMissedSome() {
        // Given
        AtomicInteger failures = new AtomicInteger();
        Subscriber failing = new Subscriber(
                _ -> {
                    if (failures.getAndIncrement() == 0) {
                        throw new IllegalStateException("a cache that cannot forget a row");
                    }
                },
                () -> {});
        try (Running _ = Running.with(notices.opener(), failing, listening)) {
            await().atMost(SOON).until(() -> listening.trusted.get() >= 1);
            int lost = failing.lost.get();

            // When
            notices.say(SAID);

            // Then
            await().atMost(SOON).until(() -> failing.lost.get() > lost);
            assertThat(listening.changes).as("the other one has it").contains(CHANGE);
            notices.say(SAID);
            await().atMost(SOON).until(() -> failures.get() == 2);
        }
    }

    @Test
    void withTheStopTheConnectionIsClosedAndNothingIsToldAnyMore() {
        // Given
        Running running = Running.with(notices.opener(), listening);
        await().atMost(SOON).until(() -> listening.trusted.get() >= 1);
        int lost = listening.lost.get();

        // When
        running.close();
        notices.say(SAID);

        // Then
        assertThat(notices.closed()).isEqualTo(notices.opened());
        assertThat(listening.lost).hasValue(lost);
        assertThat(listening.changes).isEmpty();
    }
}
