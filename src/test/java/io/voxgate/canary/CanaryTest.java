package io.voxgate.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.voxgate.world.Gateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Does everything with secrets that are easy to recognise while every category writes all that it can, then looks for each of them, in every
 * spelling, in the answers, the metrics, the audit, the logs and the whole database.
 */
@QuarkusTest
@QuarkusTestResource(value = CanaryPostgres.class, restrictToAnnotatedClass = true)
@TestProfile(EverythingLogged.class)
class CanaryTest {
    private static final int LEAST_LOGGED = 1_000_000;

    @Test
    void noSecretComesOut() throws SQLException, IOException {
        Flock flock = new Flock();
        try (Gateway gateway = Gateway.underTest()) {
            Recorder recorder = new Recorder(gateway);
            new Deeds(gateway, recorder, flock).all();
            System.out.println("answers by status: " + recorder.statuses());
            Search search = new Search(flock.all());
            recorder.answers().forEach(answer -> search.in(place(answer.what()), answer.what(), answer.text(), answer.allowed()));
            dump(gateway.owner(), search);
            logs(search);
            System.out.println(search.counts());
            assertThat(search.findings().stream().distinct().limit(60).collect(Collectors.joining("\n"))).as("secrets that came out, %d times", search.findings().size()).isEmpty();
            assertThat(recorder.statuses()).containsKeys(200, 201, 202, 204, 400, 401, 403, 404, 406, 409, 412, 415, 422, 424, 503).doesNotContainKey(500);
        }
    }

    private static String place(String request) {
        return request.contains("/q/metrics") ? "metrics" : request.contains("/v1/audit") ? "audit" : "answers";
    }

    /** Every column of every row, as the database's owner sees it; and what the server says of itself. */
    private static void dump(Connection owner, Search search) throws SQLException {
        List<String> tables = texts(owner, "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1");
        tables.addAll(List.of("pg_stat_activity", "pg_settings", "pg_proc", "pg_db_role_setting", "pg_roles", "pg_description"));
        assertThat(tables).contains("public.credential", "public.connection", "public.audit_entry", "public.session_event");
        for (String table : tables) {
            search.in("database", table, latin(String.join("\n", texts(owner, "SELECT t::text FROM " + table + " t"))), List.of());
            search.in("database", table + " as JSON", latin(String.join("\n", texts(owner, "SELECT to_jsonb(t)::text FROM " + table + " t"))), List.of());
        }
    }

    private static List<String> texts(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void logs(Search search) throws IOException {
        long logged = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(EverythingLogged.LOG.getParent(), "*.log*")) {
            for (Path file : files) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                logged += text.length();
                search.in("logs", file.getFileName().toString(), text, List.of());
            }
        }
        assertThat(logged).as("bytes logged").isGreaterThan(LEAST_LOGGED);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
