package io.voxgate.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a whole run of the suite leaves behind: everything that came out of the service, and the secrets that went in.
 */
public final class TraceLog {
    /** One directory for each process that runs tests. */
    private static final Path HOME = Path.of("target/trace");
    /** That of this process. The service's own log is written there too, see {@code src/test/trace.properties}. */
    static final Path OWN = Optional.ofNullable(System.getProperty("quarkus.log.file.path"))
            .map(log -> Path.of(log).getParent())
            .filter(home -> home.startsWith(HOME))
            .orElse(HOME.resolve("other"));

    private static final Path REPLICAS = Path.of("target/replicas");
    private static final String SECRETS = "secrets.tsv";
    private static final int SHOWN = 4;
    private static final int LEAST = 16;
    private static final int DIFFERENT = 8;
    private static final Pattern DISTINCT = Pattern.compile("[A-Za-z0-9._+/=-]+");
    /** What is put where a secret goes to see whether another tenant's things can be reached by it. */
    private static final Pattern ID = Pattern.compile("[a-z]{2,4}_[0-9a-z]{26}");
    /** Its examples are for everybody. */
    private static final String CONTRACT = read(Path.of("openapi/voxgate.yaml"));

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private TraceLog() {}

    /**
     * From now on this text may be nowhere; one that others could have written by chance is passed over. Its last four
     * characters are shown to all.
     */
    public static void secret(String name, String text) {
        if (KNOWN.add(text) && fit(text)) {
            String core = text.substring(0, text.length() - SHOWN);
            append(
                    OWN.resolve(SECRETS),
                    name + "\t" + Base64.getEncoder().encodeToString(core.getBytes(StandardCharsets.UTF_8)) + "\n");
        }
    }

    private static boolean fit(String text) {
        return text.length() >= LEAST
                && DISTINCT.matcher(text).matches()
                && text.chars().distinct().count() >= DIFFERENT
                && !ID.matcher(text).matches()
                && !CONTRACT.contains(text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that came out. */
    public static void append(String file, String text) {
        append(OWN.resolve(file), text);
    }

    private static synchronized void append(Path file, String text) {
        try {
            Files.createDirectories(OWN);
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The secrets of the run, each once. */
    public static List<Canary> secrets() throws IOException {
        Map<String, Canary> found = new LinkedHashMap<>();
        for (Path file : below(HOME).stream().filter(TraceLog::holdsSecrets).toList()) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("\t");
                String core = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
                found.putIfAbsent(core, new Canary(parts[0], core));
            }
        }
        return List.copyOf(found.values());
    }

    /** Everything that came out; also what the replicas of the last tests printed. */
    public static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>(
                below(HOME).stream().filter(file -> !holdsSecrets(file)).toList());
        // A database's own files hold what its rows hold, and rows are written out by Dump.
        below(REPLICAS).stream()
                .filter(file -> file.toString().endsWith(".log"))
                .forEach(all::add);
        return all;
    }

    /** Whether a file is of those that a replica printed. */
    public static boolean isReplicas(Path file) {
        return file.startsWith(REPLICAS);
    }

    private static boolean holdsSecrets(Path file) {
        return file.endsWith(SECRETS);
    }

    private static List<Path> below(Path home) throws IOException {
        if (!Files.exists(home)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
