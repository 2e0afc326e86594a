package io.voxgate.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Problem;
import io.voxgate.vendor.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Templates and their revisions. */
@ApplicationScoped
public class TemplateTable {
    private static final String SELECT = """
            SELECT t.name, r.revision, r.body, r.created_at, t.latest, t.published, t.version, t.updated_at
            FROM template t JOIN template_revision r USING (tenant_id, name)\s""";

    private final Database database;

    public TemplateTable(Database database) {
        this.database = database;
    }

    /**
     * One revision, and how its template stands.
     *
     * @param createdAt of the revision
     * @param published the published revision; empty: none
     * @param version of the template
     */
    public record RevisionRow(
            String name, int revision, ObjectNode body, Instant createdAt, int latest, Optional<Integer> published, long version, Instant updatedAt) {
        static RevisionRow read(ResultSet row) throws SQLException {
            return new RevisionRow(row.getString("name"), row.getInt("revision"), Statements.json(row, "body", ObjectNode.class),
                    Statements.instant(row, "created_at"), row.getInt("latest"), Optional.ofNullable(row.getObject("published", Integer.class)),
                    row.getLong("version"), Statements.instant(row, "updated_at"));
        }
    }

    /**
     * What a caller stores.
     *
     * @param author id of the key
     */
    public record NewRevision(String tenantId, String name, ObjectNode body, boolean publish, String author) {}

    /** Makes the next revision when the body differs from the latest one, and publishes it if that is wanted. */
    public Stored<RevisionRow> put(NewRevision wanted, Precondition precondition) {
        return database.tenant(wanted.tenantId(), tx -> {
            tx.serialise("template", wanted.tenantId(), wanted.name());
            Optional<RevisionRow> before = find(tx, wanted.tenantId(), wanted.name(), "t.latest");
            precondition.check(before.map(RevisionRow::version));
            if (before.isEmpty()) {
                tx.update("INSERT INTO template (tenant_id, name, latest) VALUES (?, ?, 0)", wanted.tenantId(), wanted.name());
            }
            boolean changed = before.filter(row -> Json.same(row.body(), wanted.body())).isEmpty();
            int revision = before.map(RevisionRow::latest).orElse(0) + (changed ? 1 : 0);
            if (changed) {
                tx.update("INSERT INTO template_revision (tenant_id, name, revision, body, created_by) VALUES (?, ?, ?, ?::json, ?)",
                        wanted.tenantId(), wanted.name(), revision, wanted.body(), wanted.author());
            }
            boolean publishing = wanted.publish() && before.flatMap(RevisionRow::published).filter(published -> published == revision).isEmpty();
            if (changed || publishing) {
                touch(tx, wanted.tenantId(), wanted.name(), revision, publishing ? revision : null);
            }
            return new Stored<>(find(tx, wanted.tenantId(), wanted.name(), "t.latest").orElseThrow(), before.isEmpty());
        });
    }

    private static void touch(Statements tx, String tenantId, String name, int latest, @Nullable Integer published) {
        tx.update("""
                UPDATE template SET latest = ?, published = coalesce(?::integer, published), version = nextval('row_version'), updated_at = now()
                WHERE tenant_id = ? AND name = ?""", latest, published, tenantId, name);
    }

    /** The published revision, or the latest when none is published. */
    public Optional<RevisionRow> find(String tenantId, String name) {
        return database.tenant(tenantId, tx -> find(tx, tenantId, name, "coalesce(t.published, t.latest)"));
    }

    public Optional<RevisionRow> find(String tenantId, String name, int revision) {
        return database.tenant(tenantId, tx -> find(tx, tenantId, name, Integer.toString(revision)));
    }

    /** Each template by its published revision, or the latest. */
    public Page<RevisionRow> list(String tenantId, Page.Request page) {
        return Page.of(database.tenant(tenantId, tx -> tx.list(
                SELECT + "WHERE t.tenant_id = ? AND t.name > ? AND r.revision = coalesce(t.published, t.latest) ORDER BY t.name LIMIT ?",
                RevisionRow::read, tenantId, page.after(), page.oneMore())), page.size(), RevisionRow::name);
    }

    /** The revisions of a template, newest first. */
    public Page<RevisionRow> revisions(String tenantId, String name, int before, int size) {
        return Page.of(database.tenant(tenantId, tx -> tx.list(
                SELECT + "WHERE t.tenant_id = ? AND t.name = ? AND r.revision < ? ORDER BY r.revision DESC LIMIT ?",
                RevisionRow::read, tenantId, name, before, size + 1)), size, row -> Integer.toString(row.revision()));
    }

    /** @throws Problem 404, 412 */
    public RevisionRow publish(String tenantId, String name, int revision, Precondition precondition) {
        return database.tenant(tenantId, tx -> {
            tx.serialise("template", tenantId, name);
            RevisionRow row = find(tx, tenantId, name, Integer.toString(revision))
                    .orElseThrow(() -> Problem.notFound("There is no revision " + revision + " of a template " + name + "."));
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
            RevisionRow row = find(tx, tenantId, name, "t.latest").orElseThrow(() -> Problem.notFound("There is no template " + name + "."));
            precondition.check(Optional.of(row.version()));
            return tx.update("DELETE FROM template WHERE tenant_id = ? AND name = ?", tenantId, name);
        });
    }

    /** @param revision an expression of ours, or a number; never a caller's text */
    private static Optional<RevisionRow> find(Statements tx, String tenantId, String name, String revision) {
        return tx.one(SELECT + "WHERE t.tenant_id = ? AND t.name = ? AND r.revision = " + revision, RevisionRow::read, tenantId, name);
    }
}
