package io.voxgate.template;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.Transaction;
import io.voxgate.database.UpsertResult;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.tenant.TenantQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Templates and their revisions. */
@ApplicationScoped
public class TemplateTable {
    private static final String COLUMNS =
            "SELECT t.name, r.revision, r.body, r.created_at, r.created_by, t.latest, t.published, t.version, t.updated_at ";
    private static final String FROM = "FROM template t JOIN template_revision r USING (tenant_id, name) ";
    private static final String SELECT = COLUMNS + FROM;
    private static final String LISTED = COLUMNS.replace("r.body", "r.description");

    private static final String LATEST = "t.latest";
    private static final String PUBLISHED = "t.published";
    private static final String SHOWN = "coalesce(t.published, t.latest)";

    private final Database database;

    public TemplateTable(Database database) {
        this.database = database;
    }

    /**
     * One revision, and how its template stands.
     *
     * @param createdAt of the revision
     * @param createdBy id of the key that made the revision
     * @param published the published revision; empty: none
     * @param version of the template
     */
    public record RevisionRow(
            String name,
            int revision,
            ObjectNode body,
            Instant createdAt,
            String createdBy,
            int latest,
            Optional<Integer> published,
            long version,
            Instant updatedAt) {
        static RevisionRow read(ResultSet row) throws SQLException {
            return new RevisionRow(
                    row.getString("name"),
                    row.getInt("revision"),
                    Transaction.json(row, "body", ObjectNode.class),
                    Transaction.instant(row, "created_at"),
                    row.getString("created_by"),
                    row.getInt("latest"),
                    Optional.ofNullable(row.getObject("published", Integer.class)),
                    row.getLong("version"),
                    Transaction.instant(row, "updated_at"));
        }
    }

    /** A revision in a list: what {@link RevisionRow} has without its body, of which only the description is read. */
    public record SummaryRow(
            String name,
            int revision,
            Optional<String> description,
            Instant createdAt,
            String createdBy,
            int latest,
            Optional<Integer> published,
            Instant updatedAt) {
        static SummaryRow read(ResultSet row) throws SQLException {
            return new SummaryRow(
                    row.getString("name"),
                    row.getInt("revision"),
                    Optional.ofNullable(row.getString("description")),
                    Transaction.instant(row, "created_at"),
                    row.getString("created_by"),
                    row.getInt("latest"),
                    Optional.ofNullable(row.getObject("published", Integer.class)),
                    Transaction.instant(row, "updated_at"));
        }

        public boolean isPublished() {
            return published.filter(number -> number == revision).isPresent();
        }
    }

    /**
     * What a caller stores.
     *
     * @param author id of the key
     * @param validateOnly true: nothing is stored, only answered
     */
    public record NewRevision(
            String tenantId, String name, ObjectNode body, boolean publish, String author, boolean validateOnly) {}

    /**
     * What a list is narrowed to.
     *
     * @param prefix of the name; {@code ""}: any
     * @param published whether there is a published revision; empty: either
     */
    public record TemplateRowFilter(String prefix, Optional<Boolean> published) {
        public static final TemplateRowFilter NONE = new TemplateRowFilter("", Optional.empty());
    }

    /**
     * Makes the next revision, and publishes it if that is wanted. A body that is the published one already (or, for a
     * draft, the latest) changes nothing.
     *
     * @throws Problem 412
     */
    public UpsertResult<RevisionRow> put(NewRevision wanted, Precondition precondition) {
        return wanted.validateOnly()
                ? database.rehearse(wanted.tenantId(), tx -> put(tx, wanted, precondition))
                : database.tenant(wanted.tenantId(), tx -> put(tx, wanted, precondition));
    }

    private static UpsertResult<RevisionRow> put(Transaction tx, NewRevision wanted, Precondition precondition) {
        tx.serialise("template", wanted.tenantId(), wanted.name());
        Optional<RevisionRow> latest = find(tx, wanted.tenantId(), wanted.name(), LATEST);
        precondition.check(latest.map(RevisionRow::version));
        Optional<RevisionRow> same = (wanted.publish() ? Stream.of(PUBLISHED, LATEST) : Stream.of(LATEST))
                .flatMap(which -> find(tx, wanted.tenantId(), wanted.name(), which).stream())
                .filter(row -> Json.same(row.body(), wanted.body()))
                .findFirst();
        int revision = same.map(RevisionRow::revision).orElseGet(() -> append(tx, wanted, latest));
        boolean publishing = wanted.publish()
                && latest.flatMap(RevisionRow::published)
                        .filter(published -> published == revision)
                        .isEmpty();
        if (same.isEmpty() || publishing) {
            touch(
                    tx,
                    wanted.tenantId(),
                    wanted.name(),
                    Math.max(revision, latest.map(RevisionRow::latest).orElse(0)),
                    publishing ? revision : null);
        }
        return new UpsertResult<>(
                find(tx, wanted.tenantId(), wanted.name(), Integer.toString(revision))
                        .orElseThrow(),
                latest.isEmpty());
    }

    private static int append(Transaction tx, NewRevision wanted, Optional<RevisionRow> latest) {
        if (latest.isEmpty()) {
            TenantQuotas.room(tx, "template", Limit.TEMPLATES_PER_TENANT);
            tx.update(
                    "INSERT INTO template (tenant_id, name, latest) VALUES (:tenantId, :name, 0)",
                    with("tenantId", wanted.tenantId()).and("name", wanted.name()));
        }
        // The template's own lock, held by now, makes this count exact.
        TenantQuotas.check(
                TenantQuotas.count(
                        tx,
                        "SELECT count(*) FROM template_revision WHERE tenant_id = :tenantId AND name = :name",
                        with("tenantId", wanted.tenantId()).and("name", wanted.name())),
                Limit.REVISIONS_PER_TEMPLATE,
                "The template has " + Limit.REVISIONS_PER_TEMPLATE.max()
                        + " revisions, and may have no more; they are kept because sessions name them. Go on under another name.");
        int revision = 1
                + latest.map(RevisionRow::latest)
                        .or(() -> past(tx, wanted.tenantId(), wanted.name()))
                        .orElse(0);
        tx.update(
                "INSERT INTO template_revision (tenant_id, name, revision, body, created_by) VALUES "
                        + "(:tenantId, :name, :revision, :body::json, :createdBy)",
                with("tenantId", wanted.tenantId())
                        .and("name", wanted.name())
                        .and("revision", revision)
                        .and("body", wanted.body())
                        .and("createdBy", wanted.author()));
        return revision;
    }

    /** How far the numbers of a deleted template of this name had come. */
    private static Optional<Integer> past(Transaction tx, String tenantId, String name) {
        return tx.one(
                "SELECT latest FROM deleted_template WHERE tenant_id = :tenantId AND name = :name",
                row -> row.getInt("latest"),
                with("tenantId", tenantId).and("name", name));
    }

    private static void touch(Transaction tx, String tenantId, String name, int latest, @Nullable Integer published) {
        tx.update(
                """
                UPDATE template SET latest = :latest, published = coalesce(:published::integer, published),
                    version = nextval('row_version'), updated_at = now()
                WHERE tenant_id = :tenantId AND name = :name""",
                with("latest", latest)
                        .and("published", published)
                        .and("tenantId", tenantId)
                        .and("name", name));
    }

    /** The published revision, or the latest when none is published. */
    public Optional<RevisionRow> find(String tenantId, String name) {
        return database.tenant(tenantId, tx -> find(tx, tenantId, name, SHOWN));
    }

    public Optional<RevisionRow> find(String tenantId, String name, int revision) {
        return database.tenant(tenantId, tx -> find(tx, tenantId, name, Integer.toString(revision)));
    }

    /** Each template by its published revision, or the latest. */
    public Page<SummaryRow> list(String tenantId, TemplateRowFilter filter, Page.PageRequest page) {
        String published = filter.published()
                .map(wanted -> wanted ? "AND t.published IS NOT NULL " : "AND t.published IS NULL ")
                .orElse("");
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("templates"),
                        SummaryRow::name,
                        LISTED + """
                        FROM (SELECT * FROM template t WHERE t.tenant_id = :tenantId AND t.name > :after
                            AND starts_with(t.name, :prefix) %sORDER BY t.name LIMIT :limit) t
                        CROSS JOIN LATERAL (SELECT * FROM template_revision r WHERE r.tenant_id = t.tenant_id AND \
                        r.name = t.name AND r.revision = %s LIMIT 1) r
                        ORDER BY t.name""".formatted(published, SHOWN),
                        SummaryRow::read,
                        with("tenantId", tenantId)
                                .and("after", page.after())
                                .and("prefix", filter.prefix())
                                .and("limit", page.oneMore())));
    }

    /** The revisions of a template, newest first. */
    public Page<SummaryRow> revisions(String tenantId, String name, int before, int size) {
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        new Transaction.StatementBounds("revisions", size, Limit.PAGE_BYTES),
                        row -> Integer.toString(row.revision()),
                        LISTED + FROM
                                + "WHERE t.tenant_id = :tenantId AND t.name = :name AND r.revision < :before ORDER "
                                + "BY r.revision DESC LIMIT :limit",
                        SummaryRow::read,
                        with("tenantId", tenantId)
                                .and("name", name)
                                .and("before", before)
                                .and("limit", size + 1)));
    }

    /** @throws Problem 404, 412 */
    public RevisionRow publish(String tenantId, String name, int revision, Precondition precondition) {
        return database.tenant(tenantId, tx -> {
            tx.serialise("template", tenantId, name);
            RevisionRow row = find(tx, tenantId, name, Integer.toString(revision))
                    .orElseThrow(() ->
                            Problem.notFound("There is no revision " + revision + " of a template " + name + "."));
            precondition.check(Optional.of(row.version()));
            if (row.published().filter(published -> published == revision).isEmpty()) {
                touch(tx, tenantId, name, row.latest(), revision);
            }
            return find(tx, tenantId, name, Integer.toString(revision)).orElseThrow();
        });
    }

    /** @throws Problem 404, 412 */
    public void delete(String tenantId, String name, Precondition precondition) {
        database.tenant(tenantId, tx -> {
            tx.serialise("template", tenantId, name);
            RevisionRow row = find(tx, tenantId, name, LATEST)
                    .orElseThrow(() -> Problem.notFound("There is no template " + name + "."));
            precondition.check(Optional.of(row.version()));
            tx.update("""
                    INSERT INTO deleted_template (tenant_id, name, latest) VALUES (:tenantId, :name, :latest)
                    ON CONFLICT (tenant_id, name) DO UPDATE SET latest = \
                    excluded.latest, deleted_at = now()""", with("tenantId", tenantId).and("name", name).and("latest", row.latest()));
            return tx.update(
                    "DELETE FROM template WHERE tenant_id = :tenantId AND name = :name",
                    with("tenantId", tenantId).and("name", name));
        });
    }

    /** @param revision an expression of ours, or a number; never a caller's text */
    private static Optional<RevisionRow> find(Transaction tx, String tenantId, String name, String revision) {
        return tx.one(
                SELECT + "WHERE t.tenant_id = :tenantId AND t.name = :name AND r.revision = " + revision,
                RevisionRow::read,
                with("tenantId", tenantId).and("name", name));
    }
}
