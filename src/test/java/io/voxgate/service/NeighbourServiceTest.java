package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.voxgate.database.Database;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A tenant whose vendor does not answer, with hundreds of sessions that are to be looked at, leaves another's sessions
 * alone.
 */
@ServiceTest
class NeighbourServiceTest {
    private static final int SESSIONS = 300;

    @Inject
    Database database;

    /** A vendor that holds every question until the test is over. */
    private static final class SilentVendor implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicInteger held = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        SilentVendor() throws IOException {
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::hold);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private void hold(HttpExchange exchange) throws IOException {
            try (exchange) {
                most.accumulateAndGet(held.incrementAndGet(), Math::max);
                over.await(9, TimeUnit.SECONDS);
                held.decrementAndGet();
                exchange.sendResponseHeaders(500, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            over.countDown();
            server.stop(0);
        }
    }

    @Test
    void aSilentVendorHoldsOnlyItsTenantsLooks() throws IOException {
        LiveTenant evil = LiveTenant.create();
        LiveTenant victim = LiveTenant.create();
        try (SilentVendor vendor = new SilentVendor()) {
            evil.connection("slow", vendor.url(), "secretKeyOfTheTests0001");
            String model = evil.started("trtc", "-short");
            queue(model);
            await().atMost(Duration.ofSeconds(30)).until(() -> vendor.held.get() >= 24);
            String session = victim.started("ali", "-long");
            victim.awaitStatus(session, "active");
            victim.request().post("/v1/sessions/{id}/stop", session).then().statusCode(202);
            victim.awaitStatus(session, "ended");
            assertThat(vendor.most.get())
                    .as("looks at the silent vendor at once")
                    .isEqualTo(24);
        } finally {
            database.<Integer>system(tx ->
                    tx.update("DELETE FROM session WHERE tenant_id = ? AND connection = 'slow'", evil.tenantId()));
        }
    }

    /** Sessions like this one, at the silent vendor, all of them due for a minute. */
    private void queue(String model) {
        assertThat(database.<Integer>system(tx -> tx.update("""
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                metadata, facts, nonce, vendor_session_id, created_at, sent_at, next_lookup_at, updated_at)
                SELECT left(id, 20) || lpad(n::text, 10, '0'), tenant_id, 'active', vendor, 'slow', channel, agent, translation, metadata,
                    '{"start":"ACCEPTED","seen":true,"rang":false,"live":true,"stopping":false,"spoke":false,\
                "stop":null,"stopAccepted":false,"ending":null}'::jsonb, nonce,
                    'task-' || n, now(), now(), now() - interval '1 minute', now()
                FROM session, generate_series(1, ?::integer) n WHERE id = ?""", SESSIONS, model)))
                .isEqualTo(SESSIONS);
    }
}
