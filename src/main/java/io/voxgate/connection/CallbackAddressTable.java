package io.voxgate.connection;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The addresses to which vendors call back. */
@ApplicationScoped
public class CallbackAddressTable {
    private final Database database;

    public CallbackAddressTable(Database database) {
        this.database = database;
    }

    /** Where a vendor app's callbacks come to. */
    public record CallbackAddress(String vendor, String token) {
        static CallbackAddress read(ResultSet row) throws SQLException {
            return new CallbackAddress(row.getString("vendor"), row.getString("token"));
        }
    }

    /** All of them, up to so many. */
    public List<CallbackAddress> addresses(int most) {
        return database.system(tx -> tx.list(
                "SELECT vendor, token FROM callback_endpoint LIMIT :limit",
                CallbackAddress::read,
                with("limit", most)));
    }

    /** Those of these tenants. */
    public List<CallbackAddress> addresses(Set<String> tenants) {
        return database.system(tx -> tx.list(
                "SELECT vendor, token FROM callback_endpoint WHERE tenant_id = ANY (:tenants)",
                CallbackAddress::read,
                with("tenants", List.copyOf(tenants))));
    }
}
