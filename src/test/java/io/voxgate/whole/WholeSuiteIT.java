package io.voxgate.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.canary.Canary;
import io.voxgate.canary.SecretScanner;
import io.voxgate.canary.TraceLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * After the whole suite, which logs at TRACE: of all secrets that the tests gave the service or got from it, none is in
 * its logs, answers, metrics, audit or database. It is run after all others, so it searches what the replicas printed
 * too.
 */
@Tag("whole")
class WholeSuiteIT {
    private static final long LEAST_LOGGED = 5_000_000;
    private static final int LEAST_SECRETS = 100;

    @Test
    void noSecretOfAnyTestCameOut() throws IOException {
        List<Canary> secrets = TraceLog.secrets();
        SecretScanner sieve = new SecretScanner(secrets);
        List<String> findings = new ArrayList<>();
        Map<String, Long> sizes = new TreeMap<>();
        long began = System.nanoTime();
        for (Path file : TraceLog.files()) {
            try (InputStream source = Files.newInputStream(file)) {
                sieve.in(source).stream().limit(20).forEach(found -> findings.add(file + ": " + found));
            }
            sizes.merge(kind(file), Files.size(file), Long::sum);
        }
        System.out.printf(
                "Whole suite: %d secrets × %d forms, looked for in %,d bytes %s, %d ms; found: %d%n",
                secrets.size(),
                secrets.getFirst().forms().size(),
                sieve.searched(),
                sizes,
                (System.nanoTime() - began) / 1_000_000,
                findings.size());
        assertThat(findings.stream().limit(60).collect(Collectors.joining("\n")))
                .as("secrets that came out, %d times", findings.size())
                .isEmpty();
        assertThat(secrets).hasSizeGreaterThan(LEAST_SECRETS);
        assertThat(sizes).containsKeys("service.log", "answers.txt", "metrics.txt", "database.txt");
        assertThat(sizes.get("service.log")).isGreaterThan(LEAST_LOGGED);
    }

    private static String kind(Path file) {
        return !TraceLog.isReplicas(file)
                ? file.getFileName()
                        .toString()
                        .replaceFirst("(service\\.log|database).*", "$1")
                        .replaceFirst("^database$", "database.txt")
                : "replicas";
    }
}
