package io.voxgate.database;

import java.io.IOException;
import org.junit.jupiter.api.Tag;

@Tag("long")
class DatabaseOwnerTest extends DatabaseOwnerChecks {
    @Override
    DatabaseServer start() throws IOException {
        return DatabaseServer.ours();
    }
}
