package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    @Test
    void databaseOfOtherMigrationsSaysWhatToDo() {
        // Given
        ErrorDetails details =
                new ErrorDetails(CoreErrorCode.VALIDATE_ERROR, "Migration checksum mismatch for migration version 1");

        // When
        String sentence =
                StartFailure.sentence(new RuntimeException(new FlywayValidateException(details, "Validate failed")));

        // Then
        assertThat(sentence)
                .contains("other migrations than this version has", "VOXGATE_DATABASE_URL", "VOXGATE_DATA_DIR");
    }

    @Test
    void anyOtherFailureIsItsOwnFirstLine() {
        // Given
        FlywayException failure = new FlywayException("Found more than one migration with version 2\nand more");

        // When
        String sentence = StartFailure.sentence(failure);

        // Then
        assertThat(sentence).isEqualTo("Found more than one migration with version 2");
    }
}
