package io.voxgate.persistence;

import java.io.IOException;

class DatabaseOwnerTest extends DatabaseOwnerChecks {
    @Override
    DatabaseServer start() throws IOException {
        return DatabaseServer.ours();
    }
}
