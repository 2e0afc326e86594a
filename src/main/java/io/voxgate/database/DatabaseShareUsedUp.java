package io.voxgate.database;

import java.sql.SQLException;

/** A tenant's share of the connections to the database stayed in use while it was waited for; others' work goes on. */
public final class DatabaseShareUsedUp extends DatabaseUnavailable {
    private static final long serialVersionUID = 1L;

    private final int share;

    DatabaseShareUsedUp(int share, SQLException cause) {
        super(cause);
        this.share = share;
    }

    /** How many connections a tenant may use at once. */
    public int share() {
        return share;
    }
}
