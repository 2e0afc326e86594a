package io.voxgate.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.voxgate.testkit.Gateway;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Does everything with secrets that are easy to recognise while every category writes all that it can, then looks for
 * each of them, in every spelling, in the answers, the metrics, the audit, the logs and the whole database.
 */
@Tag("long")
@QuarkusTest
@Tag("service")
@QuarkusTestResource(value = CanaryPostgres.class, restrictToAnnotatedClass = true)
@TestProfile(EverythingLogged.class)
class CanaryTest {
    private static final int LEAST_LOGGED = 1_000_000;

    @Test
    void noSecretComesOut() throws SQLException, IOException {
        CanarySecrets canaries = new CanarySecrets();
        try (Gateway gateway = Gateway.underTest()) {
            ResponseRecorder recorder = new ResponseRecorder(gateway);
            new CanaryScenario(gateway, recorder, canaries).all();
            System.out.println("answers by status: " + recorder.statuses());
            CanarySearch search = new CanarySearch(canaries.all());
            recorder.answers()
                    .forEach(answer ->
                            search.in(place(answer.what()), answer.what(), source(answer.text()), answer.allowed()));
            dump(gateway.owner(), search);
            logs(search);
            System.out.println(search.counts());
            assertThat(search.findings().stream().distinct().limit(60).collect(Collectors.joining("\n")))
                    .as("secrets that came out, %d times", search.findings().size())
                    .isEmpty();
            assertThat(recorder.statuses())
                    .containsKeys(200, 201, 202, 204, 400, 401, 403, 404, 406, 409, 412, 415, 422, 424, 503)
                    .doesNotContainKey(500);
        }
    }

    private static String place(String request) {
        return request.contains("/q/metrics") ? "metrics" : request.contains("/v1/audit") ? "audit" : "answers";
    }

    private static void dump(Connection owner, CanarySearch search) throws SQLException {
        assertThat(DatabaseDump.tables(owner))
                .contains("public.credential", "public.connection", "public.audit_entry", "public.session_event");
        DatabaseDump.of(owner, (table, rows) -> search.in("database", table, source(rows), List.of()));
    }

    private static void logs(CanarySearch search) throws IOException {
        long logged = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(EverythingLogged.LOG.getParent(), "*.log*")) {
            for (Path file : files) {
                logged += Files.size(file);
                try (InputStream text = Files.newInputStream(file)) {
                    search.in("logs", file.getFileName().toString(), text, List.of());
                }
            }
        }
        assertThat(logged).as("bytes logged").isGreaterThan(LEAST_LOGGED);
    }

    private static InputStream source(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
