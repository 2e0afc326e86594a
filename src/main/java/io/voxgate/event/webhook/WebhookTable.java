package io.voxgate.event.webhook;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.Transaction;
import io.voxgate.database.UpsertResult;
import io.voxgate.database.WriteOptions;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Webhooks. */
@ApplicationScoped
public class WebhookTable {
    private static final String SELECT = """
            SELECT tenant_id, name, id, url, event_types, enabled, secrets, previous_until, failing_since, disabled_reason, disabled_at,
                   version, created_at, updated_at
            FROM webhook\s""";

    private final Database database;

    public WebhookTable(Database database) {
        this.database = database;
    }

    /** What a caller stores. */
    public record WebhookSpec(String url, List<String> eventTypes, boolean enabled) {
        public WebhookSpec {
            eventTypes = List.copyOf(eventTypes);
        }
    }

    /** Encrypted secrets; {@code previousUntil}: how long the previous one signs too. */
    public record SigningKeys(ObjectNode secrets, Optional<Instant> previousUntil) {}

    /** How its receiver does. {@code failingSince}: the first failure since the last success. */
    public record Health(
            Optional<Instant> failingSince, Optional<String> disabledReason, Optional<Instant> disabledAt) {}

    public record WebhookRow(
            String tenantId,
            String name,
            String id,
            WebhookSpec wanted,
            SigningKeys keys,
            Health health,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        static WebhookRow read(ResultSet row) throws SQLException {
            return new WebhookRow(
                    row.getString("tenant_id"),
                    row.getString("name"),
                    row.getString("id"),
                    new WebhookSpec(
                            row.getString("url"),
                            Transaction.texts(row, "event_types").orElseThrow(),
                            row.getBoolean("enabled")),
                    new SigningKeys(
                            Transaction.json(row, "secrets", ObjectNode.class),
                            Transaction.maybeInstant(row, "previous_until")),
                    new Health(
                            Transaction.maybeInstant(row, "failing_since"),
                            Optional.ofNullable(row.getString("disabled_reason")),
                            Transaction.maybeInstant(row, "disabled_at")),
                    row.getLong("version"),
                    Transaction.instant(row, "created_at"),
                    Transaction.instant(row, "updated_at"));
        }
    }

    /**
     * Creates or replaces; what is stored already stays as it is.
     *
     * @param id for a new one
     * @param secrets encrypted, for a new one
     */
    public UpsertResult<WebhookRow> put(
            WebhookPosition place, WebhookSpec wanted, String id, ObjectNode secrets, WriteOptions options) {
        return options.in(database, place.tenantId(), tx -> {
            tx.serialise("webhook", place.tenantId(), place.name());
            Optional<WebhookRow> before = find(tx, place);
            options.precondition().check(before.map(WebhookRow::version));
            if (before.isEmpty()) {
                refuseBeyondLimit(tx, place.tenantId());
                tx.update(
                        """
                        INSERT INTO webhook (tenant_id, name, id, url, event_types, enabled, secrets, created_at, updated_at)
                        VALUES (:tenantId, :name, :id, :url, :eventTypes, :enabled, :secrets::jsonb, :createdAt, :createdAt)""",
                        with("tenantId", place.tenantId())
                                .and("name", place.name())
                                .and("id", id)
                                .and("url", wanted.url())
                                .and("eventTypes", wanted.eventTypes())
                                .and("enabled", wanted.enabled())
                                .and("secrets", secrets)
                                .and("createdAt", place.now()));
            } else if (!before.get().wanted().equals(wanted)) {
                replace(tx, place, before.get().wanted(), wanted);
            }
            return new UpsertResult<>(find(tx, place).orElseThrow(), before.isEmpty());
        });
    }

    /** Each event is queued for each webhook, so their number is what one event may cost. */
    private static void refuseBeyondLimit(Transaction tx, String tenantId) {
        tx.serialise("webhooks", tenantId);
        if (tx.one(
                                "SELECT count(*) FROM webhook WHERE tenant_id = :tenantId",
                                row -> row.getLong(1),
                                with("tenantId", tenantId))
                        .orElse(0L)
                >= Limit.WEBHOOKS.max()) {
            throw Problem.overLimit(
                    ProblemCode.QUOTA_EXCEEDED,
                    Limit.WEBHOOKS,
                    "The tenant has %d webhooks, and may have no more. Delete one, or let one take more event types."
                            .formatted(Limit.WEBHOOKS.max()));
        }
    }

    /** Which webhook, and when it is worked on. */
    public record WebhookPosition(String tenantId, String name, Instant now) {}

    /** What a receiver did at another address, or before it was switched on again, no longer counts. */
    private static void replace(Transaction tx, WebhookPosition place, WebhookSpec before, WebhookSpec wanted) {
        boolean afresh = !before.url().equals(wanted.url()) || (wanted.enabled() && !before.enabled());
        tx.update(
                "UPDATE webhook SET url = :url, event_types = :eventTypes, enabled = :enabled, updated_at "
                        + "= :updatedAt, version = nextval('row_version')"
                        + (afresh
                                ? ", failing_since = NULL, failures = 0, slow = false, paused_until = NULL, "
                                        + "disabled_reason = NULL, disabled_at = NULL"
                                : "")
                        + " WHERE tenant_id = :tenantId AND name = :name",
                with("url", wanted.url())
                        .and("eventTypes", wanted.eventTypes())
                        .and("enabled", wanted.enabled())
                        .and("updatedAt", place.now())
                        .and("tenantId", place.tenantId())
                        .and("name", place.name()));
    }

    public Optional<WebhookRow> find(String tenantId, String name) {
        return database.tenant(tenantId, tx -> find(tx, new WebhookPosition(tenantId, name, Instant.EPOCH)));
    }

    public Page<WebhookRow> list(String tenantId, Page.PageRequest page) {
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("webhook list"),
                        WebhookRow::name,
                        SELECT + "WHERE tenant_id = :tenantId AND name > :after ORDER BY name LIMIT :limit",
                        WebhookRow::read,
                        with("tenantId", tenantId).and("after", page.after()).and("limit", page.oneMore())));
    }

    /**
     * Changes the secrets.
     *
     * @throws Problem 404, 412
     */
    public WebhookRow rotate(WebhookPosition place, Precondition precondition, UnaryOperator<SigningKeys> change) {
        return database.tenant(place.tenantId(), tx -> {
            SigningKeys keys = change.apply(locked(tx, place, precondition).keys());
            tx.update(
                    "UPDATE webhook SET secrets = :secrets::jsonb, previous_until = :previousUntil, "
                            + "version = nextval('row_version'), updated_at = :updatedAt WHERE tenant_id = "
                            + ":tenantId AND name = :name",
                    with("secrets", keys.secrets())
                            .and("previousUntil", keys.previousUntil())
                            .and("updatedAt", place.now())
                            .and("tenantId", place.tenantId())
                            .and("name", place.name()));
            return find(tx, place).orElseThrow();
        });
    }

    /** Its deliveries go with it. */
    public void delete(WebhookPosition place, Precondition precondition) {
        database.tenant(place.tenantId(), tx -> {
            locked(tx, place, precondition);
            return tx.update(
                    "DELETE FROM webhook WHERE tenant_id = :tenantId AND name = :name",
                    with("tenantId", place.tenantId()).and("name", place.name()));
        });
    }

    private static WebhookRow locked(Transaction tx, WebhookPosition place, Precondition precondition) {
        tx.serialise("webhook", place.tenantId(), place.name());
        WebhookRow row = find(tx, place).orElseThrow(() -> missing(place.name()));
        precondition.check(Optional.of(row.version()));
        return row;
    }

    /** What is said of a webhook that does not exist. */
    public static Problem missing(String name) {
        return Problem.notFound("There is no webhook " + name + ".");
    }

    private static Optional<WebhookRow> find(Transaction tx, WebhookPosition place) {
        return tx.one(
                SELECT + "WHERE tenant_id = :tenantId AND name = :name",
                WebhookRow::read,
                with("tenantId", place.tenantId()).and("name", place.name()));
    }
}
