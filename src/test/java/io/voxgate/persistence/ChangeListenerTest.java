package io.voxgate.persistence;

import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The listener without a database, and with subscribers that fail. */
class ChangeListenerTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    private final ListenConnection.Opener unreachable = new ListenConnection.Opener("jdbc:none", Optional.empty(), Optional.empty()) {
        @Override
        ListenConnection open() throws SQLException {
            opened.incrementAndGet();
            throw new SQLException("there is no database");
        }
    };

    /** @param lost what it does when anything may have been changed */
    private record Subscriber(Runnable onLost) implements ChangeSubscriber {
        @Override
        public void changed(Set<RowChange> changes) {}

        @Override
        public void trust(long untilNanos) {}

        @Override
        public void lost() {
            onLost.run();
        }
    }

    @Test
    void aSubscriberThatFailsDoesNotEndTheListening() {
        // Given
        ChangeListener listener = new ChangeListener(unreachable, List.of(new Subscriber(() -> {
            throw new IllegalStateException("a cache that cannot be emptied");
        })));

        // When
        listener.start(new StartupEvent());

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> opened.get() >= 3);
        listener.stop(new ShutdownEvent());
    }

    @Test
    void aSubscriberThatFailsKeepsNothingFromTheOthers() {
        // Given
        ChangeListener listener = new ChangeListener(unreachable, List.of(new Subscriber(() -> {
            throw new IllegalStateException("a cache that cannot be emptied");
        }), new Subscriber(lost::incrementAndGet)));

        // When
        listener.start(new StartupEvent());

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> lost.get() >= 1);
        listener.stop(new ShutdownEvent());
    }
}
