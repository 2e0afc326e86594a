package io.voxgate.database;

import java.security.GeneralSecurityException;
import java.util.Optional;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Why the service does not start, in one sentence: what lies at the bottom, not what was around it. */
public final class StartFailure {
    private static final String NOT_ALLOWED = "42501";
    private static final String OURS = "has to run once";
    private static final String TLS =
            " (the connection to the database is encrypted, and its server has to prove its name: "
                    + "name the authority with ?sslmode=verify-full&sslrootcert=/path/to/ca.crt in VOXGATE_DATABASE_URL, "
                    + "or say sslmode=disable where the whole network is trusted)";

    private static final String OTHER_MIGRATIONS =
            "the tables of this database were made by other migrations than this version has. "
                    + "Run the version of Voxgate that made them, or name a new database in VOXGATE_DATABASE_URL "
                    + "(./voxgate start: a new folder in VOXGATE_DATA_DIR)";

    private StartFailure() {}

    public static String sentence(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
            return ofServer(refused.getServerErrorMessage());
        }
        if (cause instanceof FlywayValidateException) {
            return OTHER_MIGRATIONS;
        }
        String sentence = Optional.ofNullable(cause.getMessage())
                .orElseGet(cause::toString)
                .lines()
                .findFirst()
                .orElse("");
        return sentence.contains("SSL") || cause instanceof GeneralSecurityException ? sentence + TLS : sentence;
    }

    private static String ofServer(ServerErrorMessage error) {
        String message = String.valueOf(error.getMessage());
        return NOT_ALLOWED.equals(error.getSQLState()) && !message.contains(OURS)
                ? "the database says: " + message
                        + ". The user of VOXGATE_DATABASE_URL has to own its database: ALTER DATABASE name OWNER TO user;"
                : "the database says: " + message;
    }
}
