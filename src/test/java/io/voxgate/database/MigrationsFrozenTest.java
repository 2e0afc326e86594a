package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A migration that was committed stays as it is: a database that has run it would not get the change.
 * {@code -Dmigrations.update=true} adds the lines of new files, changes no other line, and then fails, so that somebody
 * looks at the difference.
 */
class MigrationsFrozenTest {
    private static final MigrationChecksums COMMITTED = new MigrationChecksums(
            Path.of("src/main/resources/db/migration"), Path.of("src/test/resources/migrations.sha256"));

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private MigrationChecksums copy;

    @BeforeEach
    void copy() throws IOException {
        copy = new MigrationChecksums(folder, elsewhere.resolve("migrations.sha256"));
        Files.copy(COMMITTED.list(), copy.list());
        try (Stream<Path> files = Files.list(COMMITTED.folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private static Path baseline(MigrationChecksums checksums) {
        return checksums.folder().resolve("V1__baseline.sql");
    }

    @Test
    void committedMigrationsAreUnchanged() throws IOException {
        List<String> added = Boolean.getBoolean("migrations.update") ? COMMITTED.addNewFiles() : List.of();

        assertThat(COMMITTED.faults()).isEmpty();
        assertThat(added)
                .as("Lines were added for these; look at the difference and run again without migrations.update")
                .isEmpty();
    }

    @Test
    void changedBaselineIsFound() throws IOException {
        // Given
        Files.writeString(
                baseline(copy), Files.readString(baseline(copy)).replaceFirst("fillfactor = 80", "fillfactor = 81"));

        // When
        List<String> faults = copy.faults();

        // Then
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("V1__baseline.sql was changed")
                .contains("add a new file: expand and contract");
    }

    @Test
    void removedBaselineIsFound() throws IOException {
        // Given
        Files.delete(baseline(copy));

        // When
        List<String> faults = copy.faults();

        // Then
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("V1__baseline.sql is gone")
                .contains("add a new file: expand and contract");
    }

    @Test
    void newFileNeedsItsLine() throws IOException {
        // Given
        Files.writeString(folder.resolve("V9999__sessions_of_a_day.sql"), "SELECT 1;\n");
        List<String> before = copy.faults();

        // When
        List<String> added = copy.addNewFiles();

        // Then
        assertThat(before)
                .singleElement()
                .asString()
                .startsWith("V9999__sessions_of_a_day.sql is not in")
                .contains("-Dmigrations.update=true");
        assertThat(added).containsExactly("V9999__sessions_of_a_day.sql");
        assertThat(copy.faults()).isEmpty();
        assertThat(Files.readString(copy.list())).startsWith(Files.readString(COMMITTED.list()));
    }

    @Test
    void updateChangesNoLineThatIsThere() throws IOException {
        // Given
        Files.writeString(baseline(copy), "SELECT 1;\n");

        // When
        List<String> added = copy.addNewFiles();

        // Then
        assertThat(added).isEmpty();
        assertThat(copy.list()).hasSameTextualContentAs(COMMITTED.list());
        assertThat(copy.faults()).singleElement().asString().contains("was changed");
    }

    @Test
    void fileThatFlywayWouldNotRunIsFound() throws IOException {
        // Given
        Files.writeString(folder.resolve("v2_forgotten.sql"), "SELECT 1;\n");

        // When
        List<String> faults = copy.faults();

        // Then
        assertThat(faults).singleElement().asString().startsWith("v2_forgotten.sql is not named like a migration");
    }

    @Test
    void lineEndsOfACheckoutDoNotCount() throws IOException {
        // Given
        Files.writeString(baseline(copy), Files.readString(baseline(copy)).replace("\n", "\r\n"));

        // When
        List<String> faults = copy.faults();

        // Then
        assertThat(faults).isEmpty();
    }
}
