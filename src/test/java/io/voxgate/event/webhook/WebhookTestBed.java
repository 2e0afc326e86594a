package io.voxgate.event.webhook;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.voxgate.config.EgressSettings;
import io.voxgate.config.Settings;
import io.voxgate.config.WebhookSettings;
import io.voxgate.database.Actor;
import io.voxgate.database.ChangeListener;
import io.voxgate.database.Database;
import io.voxgate.database.ListenConnection;
import io.voxgate.database.Page;
import io.voxgate.database.WriteOptions;
import io.voxgate.event.webhook.WebhookTable.WebhookRow;
import io.voxgate.event.webhook.WebhookTable.WebhookSpec;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.secret.UlidGenerator;
import io.voxgate.secret.SecretCipher;
import io.voxgate.testkit.MigratedDatabase;
import io.voxgate.worker.WorkLeases;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The sending side on a real, empty database, without the rest of the service. */
public final class WebhookTestBed implements AutoCloseable {
    private static final String TENANT = "acme";
    private static final Map<String, String> SETTINGS = Map.of(
            "VOXGATE_MASTER_KEY",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "VOXGATE_PRIVATE_ADDRESSES",
            "allow",
            "VOXGATE_SANDBOX",
            "on");

    private final MigratedDatabase postgres;
    private final AgroalDataSource source;
    private final Vertx vertx = Vertx.vertx();
    private final WebhookHttpClient httpClient;
    private final Clock clock;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Database database;
    final OutboxTable outbox;
    final Webhooks webhooks;
    final DeliverySender sender;
    final WorkLeases<ClaimedDelivery> leases;

    public WebhookTestBed(Clock clock) throws SQLException {
        this.clock = clock;
        postgres = MigratedDatabase.create();
        source = postgres.pool(20);
        database = new Database(source, List.of(), () -> Actor.VOXGATE);
        outbox = new OutboxTable(database);
        leases = new WorkLeases<>(clock, outbox::renew);
        Settings settings = Settings.read(SETTINGS);
        EgressSettings egress = settings.of(EgressSettings.class);
        UlidGenerator ids = new UlidGenerator(clock);
        HostResolver resolver = new SystemResolver();
        webhooks = new Webhooks(
                new WebhookTable(database),
                new WebhookRules(egress, resolver),
                new SecretCipher(settings.masterKeys()),
                ids,
                clock);
        httpClient = new WebhookHttpClient(vertx, egress, resolver, clock, settings.of(WebhookSettings.class));
        sender = new DeliverySender(outbox, webhooks, httpClient, ids, clock, new SimpleMeterRegistry());
        database.system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES (?, ?)", TENANT, "Acme"));
    }

    /** A new webhook of the one tenant. */
    public WebhookRow webhook(String name, String url, String... types) {
        return webhooks.put(TENANT, name, new WebhookSpec(url, List.of(types), true), WriteOptions.NONE)
                .row()
                .webhook();
    }

    WebhookRow webhook(String name) {
        return webhooks.get(TENANT, name);
    }

    /** Queues messages that are due since a time, a microsecond apart. */
    public void queue(String webhookId, String prefix, int count, Instant since) {
        database.system(tx -> tx.update("""
                INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, payload, created_at, due_at)
                SELECT ?, 'evt_' || ? || lpad(n::text, 8, '0'), ?, 'webhook.disabled', '{"webhook":"x"}', ?, \
                ?::timestamptz + n * interval '1 microsecond'
                FROM generate_series(1, ?::integer) n""", webhookId, prefix, TENANT, since, since, count));
    }

    /** How many tries a webhook has had. */
    public long tried(String name) {
        return database.system(tx -> tx.one(
                        "SELECT coalesce(sum(d.tries), 0) FROM webhook_delivery d JOIN webhook w ON w.id "
                                + "= d.webhook_id WHERE w.name = ? AND d.tries > 0",
                        row -> row.getLong(1),
                        name))
                .orElseThrow();
    }

    /** One message, announced as the product does. {@code committing}: called just before it can be seen. */
    public void announce(String webhookId, String id, Instant now, Consumer<Instant> committing) {
        database.system(tx -> {
            tx.update(
                    "INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, payload, "
                            + "created_at, due_at) VALUES (?, ?, ?, 'webhook.disabled', '{\"webhook\":\"x\"}', ?, ?)",
                    webhookId,
                    id,
                    TENANT,
                    now,
                    now);
            tx.one("SELECT pg_notify('voxgate_webhook', '')", _ -> true);
            committing.accept(Instant.now());
            return true;
        });
    }

    List<ClaimedDelivery> claim(int most, int cap) {
        return outbox.claim(leases.claim(), new Free(DeliveryDispatcher.SHARE, most, List.of()), cap);
    }

    List<ClaimedDelivery> claim(Free free) {
        return outbox.claim(leases.claim(), free, Limit.WEBHOOK_SENDERS_PER_WEBHOOK.count());
    }

    /** A tenant with as many webhooks as that, each with some deliveries that are due since a time. */
    public void crowd(String tenant, int webhooks, String url, int each, Instant since) {
        database.system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES (?, ?)", tenant, tenant));
        for (int i = 0; i < webhooks; i++) {
            webhooks(tenant, "w" + i, url, each, since);
        }
        database.system(tx -> tx.one("SELECT pg_notify('voxgate_webhook', '')", _ -> true));
    }

    private void webhooks(String tenant, String name, String url, int each, Instant since) {
        String id = webhooks.put(tenant, name, new WebhookSpec(url, List.of("*"), true), WriteOptions.NONE)
                .row()
                .webhook()
                .id();
        database.system(tx -> tx.update("""
                INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, payload, created_at, due_at)
                SELECT ?, 'evt_' || ? || lpad(n::text, 8, '0'), ?, 'webhook.disabled', '{"webhook":"x"}', ?, \
                ?::timestamptz + n * interval '1 microsecond'
                FROM generate_series(1, ?::integer) n""", id, name, tenant, since, since, each));
    }

    /** Sends whatever is due, one after another. @return how many */
    int pump() {
        List<ClaimedDelivery> claimed = claim(100, Limit.WEBHOOK_SENDERS_PER_WEBHOOK.count());
        claimed.forEach(sender::send);
        return claimed.size();
    }

    List<DeliveryRow> log(String webhookId) {
        return new DeliveryTable(database)
                .list(TENANT, webhookId, Optional.empty(), new Page.PageRequest("", 200))
                .items();
    }

    /** Lets the product's own dispatcher work. */
    public Running running() {
        DeliveryWakeup wakeup = new DeliveryWakeup();
        ChangeListener listener = new ChangeListener(
                new ListenConnection.Opener(postgres.url(), Optional.of("postgres"), Optional.of("postgres")),
                List.of(wakeup));
        listener.start(new StartupEvent());
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(outbox, sender, wakeup, clock, meters);
        dispatcher.start(new StartupEvent());
        return () -> {
            dispatcher.stop(new ShutdownEvent());
            listener.stop(new ShutdownEvent());
        };
    }

    /** How many permits of the dispatcher at work the tenant has that has most. */
    double largestShare() {
        return meters.get("voxgate.background.permits.largest").gauge().value();
    }

    /** A dispatcher at work. */
    @FunctionalInterface
    public interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /** How many rows of the outbox were read without an index, so far. */
    long readWithoutIndex() {
        return database.system(tx -> {
            tx.one("SELECT pg_stat_force_next_flush()", _ -> true);
            return tx.one(
                            "SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'webhook_delivery'",
                            row -> row.getLong(1))
                    .orElseThrow();
        });
    }

    @Override
    public void close() throws IOException {
        httpClient.close();
        vertx.close();
        source.close();
        postgres.close();
    }

    static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
