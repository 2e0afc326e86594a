package io.voxgate.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Whose page is read next, step by step: the test is the executor. */
class ReadQueueTest {
    private final Queue<Runnable> begun = new ArrayDeque<>();
    private final List<String> read = new ArrayList<>();
    private final ReadQueue queue = new ReadQueue(4, 2, begun::add);

    private void finishOne() {
        begun.remove().run();
    }

    /** A stream that has so many pages to read: each asks for the next, as a stream does. */
    private void follow(String tenant, String stream, int pages) {
        queue.add(tenant, () -> {
            read.add(stream);
            if (pages > 1) {
                follow(tenant, stream, pages - 1);
            }
        });
    }

    @Test
    void aTenantThatReadsFarBackLeavesPagesToOthers() {
        for (int stream = 0; stream < 100; stream++) {
            follow("evil", "evil", 1_000);
        }
        assertThat(begun).as("its share").hasSize(2);
        follow("victim", "victim", 3);
        assertThat(begun).as("begun at once").hasSize(3);
        for (int i = 0; i < 9; i++) {
            finishOne();
        }
        assertThat(read.stream().filter("victim"::equals)).hasSize(3);
    }

    @Test
    void tenantsAreServedInTurn() {
        List<String> tenants = List.of("a", "b", "c", "d", "e", "f");
        tenants.forEach(tenant -> follow(tenant, tenant, 50));
        assertThat(begun).hasSize(4);
        for (int i = 0; i < 60; i++) {
            finishOne();
        }
        tenants.forEach(
                tenant -> assertThat(read.stream().filter(tenant::equals).count())
                        .as(tenant)
                        .isBetween(8L, 12L));
    }

    @Test
    void aPageThatFailsGivesItsPlaceBack() {
        for (int i = 0; i < 4; i++) {
            queue.add("a", () -> {
                throw new IllegalStateException("no database");
            });
        }
        for (int i = 0; i < 4; i++) {
            try {
                finishOne();
            } catch (IllegalStateException e) {
                read.add(e.getMessage());
            }
        }
        assertThat(read).hasSize(4);
        assertThat(begun).isEmpty();
    }
}
