package io.voxgate.database;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A data source that has each query explained, with the same parameters and in the same role, before it runs. */
final class Explaining {
    private final DataSource source;
    private final List<JsonNode> plans = new ArrayList<>();

    Explaining(DataSource source) {
        this.source = source;
    }

    /** The plans of the queries so far, in order; each with what it really read. */
    List<JsonNode> plans() {
        return plans;
    }

    DataSource source() {
        return proxy(
                DataSource.class,
                (method, given) -> method.getName().equals("getConnection")
                        ? connection((Connection) call(method, source, given))
                        : call(method, source, given));
    }

    private Connection connection(Connection connection) {
        return proxy(
                Connection.class,
                (method, given) -> method.getName().equals("prepareStatement")
                                && ((String) given[0]).matches("(?s)(SELECT|WITH) .*")
                                && !((String) given[0]).contains("set_config")
                        ? statement(
                                connection.prepareStatement((String) given[0]),
                                connection.prepareStatement(
                                        "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) " + given[0]))
                        : call(method, connection, given));
    }

    private PreparedStatement statement(PreparedStatement statement, PreparedStatement explaining) {
        return proxy(PreparedStatement.class, (method, given) -> {
            if (method.getName().startsWith("set")) {
                call(method, explaining, given);
            } else if (method.getName().equals("executeQuery")) {
                explain(explaining);
            } else if (method.getName().equals("close")) {
                explaining.close();
            }
            return call(method, statement, given);
        });
    }

    /** Without what the statement changes or locks: it runs once more, for good. */
    private void explain(PreparedStatement explaining) throws SQLException {
        Savepoint before = explaining.getConnection().setSavepoint();
        try (ResultSet rows = explaining.executeQuery()) {
            rows.next();
            plans.add(Json.parse(rows.getString(1)).orElseThrow().get(0).get("Plan"));
        }
        explaining.getConnection().rollback(before);
    }

    private interface Handler {
        Object handle(Method method, Object[] given) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, given) -> handler.handle(method, given)));
    }

    private static Object call(Method method, Object target, Object[] given) throws Throwable {
        try {
            return method.invoke(target, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
