package io.voxgate.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.security.KeyTable.KeyRow;
import io.voxgate.security.KeyTable.KeyUse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class KeyUsesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final Table table = new Table();
    private final KeyUses uses = new KeyUses(table, Clock.fixed(NOW, ZoneOffset.UTC));

    /** Keeps what is written, unless it cannot be reached. */
    private static final class Table extends KeyTable {
        private final List<List<KeyUse>> written = new ArrayList<>();
        private boolean down;
        private Runnable meanwhile = () -> {};

        Table() {
            super(new Database(nowhere(), List.of(), () -> Actor.VOXGATE));
        }

        private static PGSimpleDataSource nowhere() {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {1});
            return source;
        }

        @Override
        public void used(List<KeyUse> batch) {
            meanwhile.run();
            if (down) {
                super.used(batch);
            }
            written.add(batch);
        }
    }

    private static KeyRow key(int number) {
        return new KeyRow(
                "acme",
                "key_" + number,
                "ci",
                List.of("viewer"),
                "p",
                new byte[0],
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void manyUsesAreOneLineOfOneBatch() {
        IntStream.range(0, 1000).forEach(i -> uses.note(key(i % 3)));
        uses.write();
        uses.write();

        assertThat(table.written).hasSize(1);
        assertThat(table.written.getFirst())
                .containsExactlyInAnyOrder(
                        new KeyUse("acme", "key_0", NOW),
                        new KeyUse("acme", "key_1", NOW),
                        new KeyUse("acme", "key_2", NOW));
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() {
        table.down = true;
        uses.note(key(1));
        uses.write();
        table.down = false;
        uses.write();

        assertThat(table.written).containsExactly(List.of(new KeyUse("acme", "key_1", NOW)));
    }

    @Test
    void aUseDuringTheWritingIsKept() {
        uses.note(key(1));
        table.meanwhile = () -> uses.note(key(2));
        uses.write();
        table.meanwhile = () -> {};
        uses.write();

        assertThat(table.written).extracting(batch -> batch.getFirst().id()).containsExactly("key_1", "key_2");
    }

    @Test
    void theMemoryIsBounded() {
        table.down = true;
        IntStream.range(0, KeyUses.MOST + 500).forEach(i -> uses.note(key(i)));
        uses.write();
        table.down = false;
        uses.write();

        assertThat(table.written.getFirst()).hasSize(KeyUses.MOST);
    }
}
