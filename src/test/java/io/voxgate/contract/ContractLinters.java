package io.voxgate.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Redocly and Spectral as {@code src/test/lint/package-lock.json} pins them, installed into {@code target/lint} once
 * for each lock file.
 */
final class ContractLinters {
    static final String SKIPPED =
            "Skipped: no node and npm on this machine. The contract was not linted (Redocly, Spectral, score).";

    private static final Path SOURCE = Path.of("src/test/lint");
    private static final Path FOLDER = Path.of("target/lint").toAbsolutePath();
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "spectral.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 600;

    private ContractLinters() {}

    /** For {@code @EnabledIf}: whether Node is here. */
    static boolean canRun() {
        boolean here = Stream.of("node", "npm")
                .allMatch(program -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
        if (!here) {
            System.out.println(SKIPPED);
        }
        return here;
    }

    /** The rules that Redocly's {@code recommended-strict} finds broken. */
    static List<String> redocly(JsonNode contract) {
        return run(contract, "redocly", "lint", "--extends=recommended-strict", "--format=json")
                .path("problems")
                .valueStream()
                .map(problem -> problem.path("ruleId").asText() + ": "
                        + problem.path("message").asText() + " "
                        + problem.at("/location/0/pointer").asText())
                .toList();
    }

    /** The rules of {@code spectral:oas} that it finds broken, also those that are only hints. */
    static List<String> spectral(JsonNode contract) {
        return run(contract, "spectral", "lint", "--ruleset=spectral.yaml", "--format=json", "--fail-severity=hint")
                .valueStream()
                .map(problem -> problem.path("code").asText() + ": "
                        + problem.path("message").asText() + " " + problem.path("path"))
                .toList();
    }

    /** Of 100: how easy it is for programs and people to use. */
    static JsonNode score(JsonNode contract) {
        return run(contract, "redocly", "score", "--format=json");
    }

    private static JsonNode run(JsonNode contract, String program, String... arguments) {
        try {
            install();
            Path file = Files.createTempFile(FOLDER, "contract-", ".yaml");
            try {
                new YAMLMapper().writeValue(file.toFile(), contract);
                List<String> command = new ArrayList<>(List.of(
                        FOLDER.resolve("node_modules/.bin").resolve(program).toString()));
                command.addAll(List.of(arguments));
                command.add(file.getFileName().toString());
                return JSON.readTree(output(command));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two processes of the tests may want them at once. */
    private static void install() throws IOException {
        Files.createDirectories(FOLDER);
        try (RandomAccessFile lock = new RandomAccessFile(FOLDER.resolve("lock").toFile(), "rw");
                FileLock _ = lock.getChannel().lock()) {
            Path done = FOLDER.resolve("installed.json");
            Path wanted = SOURCE.resolve("package-lock.json");
            if (!Files.exists(done) || Files.mismatch(done, wanted) >= 0) {
                for (String name : FILES) {
                    Files.write(FOLDER.resolve(name), Files.readAllBytes(SOURCE.resolve(name)));
                }
                output(List.of("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"));
                Files.copy(wanted, done, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String output(List<String> command) throws IOException {
        Path errors = Files.createTempFile(FOLDER, "errors-", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(FOLDER.toFile()).redirectError(errors.toFile());
            builder.environment()
                    .putAll(Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true", "CI", "true"));
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() > 1 || output.isEmpty()) {
                throw new IllegalStateException(command + " failed:\n" + output + Files.readString(errors));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(errors);
        }
    }
}
