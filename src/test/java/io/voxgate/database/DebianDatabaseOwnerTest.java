package io.voxgate.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class DebianDatabaseOwnerTest extends DatabaseOwnerChecks {
    @TempDir
    static Path home;

    @Override
    DatabaseServer start() throws IOException {
        Assumptions.assumeTrue(
                Files.isExecutable(DatabaseServer.DEBIAN.resolve("initdb")),
                "No PostgreSQL 15 here: apt-get install postgresql-15");
        return DatabaseServer.debians(home);
    }
}
