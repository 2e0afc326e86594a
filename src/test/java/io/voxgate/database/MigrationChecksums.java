package io.voxgate.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The migration files and the list of their checksums.
 *
 * @param folder with the files
 * @param list one line for each file: SHA-256, two spaces, name, as {@code sha256sum} writes it
 */
record MigrationChecksums(Path folder, Path list) {
    /** Runs before each migration, and may change: it is no migration itself. */
    private static final String CALLBACK = "beforeMigrate.sql";

    /** A migration, or Flyway's settings for one. */
    private static final Pattern NAME = Pattern.compile("V[1-9][0-9]*__[a-z0-9_]+\\.sql(\\.conf)?");

    /** What is wrong, each in a sentence that says what to do. */
    List<String> faults() throws IOException {
        Map<String, String> listed = listed();
        Map<String, String> files = files();
        List<String> faults = new ArrayList<>();
        listed.forEach((name, checksum) -> {
            if (!files.containsKey(name)) {
                faults.add(name
                        + " is gone, and databases may have run it. Restore it and add a new file: expand and contract"
                        + " (CONTRIBUTING.md, Changing the database).");
            } else if (!files.get(name).equals(checksum)) {
                faults.add(name
                        + " was changed, and databases may have run it. Undo that and add a new file: expand and contract"
                        + " (CONTRIBUTING.md, Changing the database).");
            }
        });
        files.keySet().stream()
                .filter(name -> !listed.containsKey(name))
                .forEach(name -> faults.add(
                        NAME.matcher(name).matches()
                                ? name + " is not in " + list + ". Add its line, and commit both:"
                                        + " ./voxgate test -Dtest=MigrationsFrozenTest -Dmigrations.update=true"
                                : name + " is not named like a migration: V<number>__<what_it_does>.sql."));
        return faults;
    }

    /** Adds the lines of new files; a line that is there stays as it is. Returns the names that were added. */
    List<String> addNewFiles() throws IOException {
        Map<String, String> listed = listed();
        Map<String, String> added = new TreeMap<>(files());
        added.keySet()
                .removeIf(
                        name -> listed.containsKey(name) || !NAME.matcher(name).matches());
        List<String> lines = added.entrySet().stream()
                .map(file -> file.getValue() + "  " + file.getKey())
                .toList();
        Files.write(list, lines, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return List.copyOf(added.keySet());
    }

    private Map<String, String> listed() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            String[] parts = line.split(" {2}", -1);
            if (parts.length != 2 || listed.put(parts[1], parts[0]) != null) {
                throw new AssertionError(list
                        + " has a line that is not \"checksum, two spaces, name\", or names a file twice: " + line);
            }
        }
        return listed;
    }

    private Map<String, String> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            Map<String, String> files = new TreeMap<>();
            for (Path file : found.filter(file -> !file.getFileName().toString().equals(CALLBACK))
                    .toList()) {
                files.put(file.getFileName().toString(), checksum(file));
            }
            return files;
        }
    }

    /** As Flyway's own checksum does, it does not see how lines end: a checkout may change that. */
    private static String checksum(Path file) throws IOException {
        try {
            String text = Files.readString(file).replace("\r\n", "\n");
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
