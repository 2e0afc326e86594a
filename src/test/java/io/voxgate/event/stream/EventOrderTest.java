package io.voxgate.event.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Snapshot;
import io.voxgate.database.Transaction;
import io.voxgate.event.EventTable;
import io.voxgate.testkit.MigratedDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's events are told in an order that later commits never come before, and no longer wait than that needs. */
class EventOrderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private MigratedDatabase postgres;
    private AgroalDataSource source;
    private Database database;
    private EventTable events;
    private EventStreamQueries streams;

    @BeforeEach
    void open() throws SQLException {
        postgres = MigratedDatabase.create();
        source = postgres.pool(4);
        database = new Database(source, List.of(), () -> Actor.VOXGATE);
        events = new EventTable(database);
        streams = new EventStreamQueries(database);
        database.system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES ('reader', 'x'), ('other', 'x')"));
        database.system(tx -> tx.update("""
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                metadata, facts, nonce, created_at, sent_at, updated_at)
                VALUES ('s', 'reader', 'active', 'v', 'c', '{"type":"room","roomId":"r"}', '{}', '{}', '{}', '{}', \
                'n', now(), now(), now())"""));
    }

    @AfterEach
    void close() {
        source.close();
        postgres.close();
    }

    @Test
    void transactionThatDeletesMuchDelaysNoEvent() {
        during(EventOrderTest::deleteMuch, other -> {
            // Given
            Snapshot before = streams.now();

            // When
            event(1);

            // Then
            assertThat(told()).containsExactly("event1");
            EventStreamQueries.CommittedEvents committed = streams.since(before, List.of("reader"), 10);
            assertThat(committed.events()).hasSize(1);
            long txid = StreamPosition.parse(
                            committed.events().getFirst().event().place())
                    .orElseThrow()
                    .txid();
            assertThat(committed.now().completeBefore()).isGreaterThan(txid);
        });
    }

    @Test
    void transactionThatMayStillWriteEventsIsWaitedFor() {
        during(tx -> tx.update("UPDATE tenant SET name = 'y' WHERE id = 'other'"), other -> {
            // When
            event(1);

            // Then
            assertThat(told()).isEmpty();
            assertThat(streams.now().completeBefore()).isLessThan(streams.now().xmax());
        });
        assertThat(told()).containsExactly("event1");
    }

    @Test
    void transactionThatDeletesMuchWritesNoEvents() {
        assertThatThrownBy(() -> database.system(tx -> {
                    tx.allowLonger();
                    events.insert(tx, new EventTable.EventOwner("s", "reader", "v"), List.of());
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("writes no events");
    }

    private static void deleteMuch(Transaction tx) {
        tx.allowLonger();
        tx.update("DELETE FROM tenant WHERE id = 'other'");
    }

    /** Does something while a transaction is open that began before. */
    private void during(Consumer<Transaction> open, Consumer<Transaction> meanwhile) {
        database.system(tx -> {
            open.accept(tx);
            meanwhile.accept(tx);
            return true;
        });
    }

    private void event(int number) {
        database.system(tx -> tx.update("""
                INSERT INTO session_event (session_id, sequence, tenant_id, id, type, vendor, dedupe_key, \
                occurred_at, received_at, data, applied)
                VALUES ('s', ?, 'reader', ?, 'session.started', \
                'v', ?, ?, ?, '{}', true)""", number, "event" + number, "key" + number, NOW, NOW));
    }

    private List<String> told() {
        return events.ofTenant("reader", new Page.PageRequest("", 10)).items().stream()
                .map(EventTable.EventRow::id)
                .toList();
    }
}
