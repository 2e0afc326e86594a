package io.voxgate.isolation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The service's database with its lines of defence taken away, as {@link WhereClauseRemover} says; only in the build
 * that tests just that.
 */
@Alternative
@Singleton
public class LooseDataSource implements DataSource {
    private final AgroalDataSource real;

    public LooseDataSource(AgroalDataSource real) {
        this.real = real;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, new Entry(real.getConnection())::call);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    /** A connection between two transactions: knows as whom the present one runs. */
    private static final class Entry {
        private final Connection connection;
        private String role = "";

        Entry(Connection connection) {
            this.connection = connection;
        }

        Object call(Method method, Object[] arguments) throws Throwable {
            if (!method.getName().equals("prepareStatement")) {
                return invoke(connection, method, arguments);
            }
            String sql = (String) arguments[0];
            if (sql.contains("set_config('role'")) {
                PreparedStatement enter = connection.prepareStatement(sql);
                return proxy(PreparedStatement.class, (what, values) -> enter(enter, what, values));
            }
            Object[] loosened = arguments.clone();
            loosened[0] = role.equals("voxgate_tenant") ? WhereClauseRemover.of(sql) : sql;
            return invoke(connection, method, loosened);
        }

        private Object enter(PreparedStatement statement, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("setObject") && arguments[0].equals(1)) {
                role = (String) arguments[1];
                statement.setObject(1, WhereClauseRemover.roleFor(role));
                return null;
            }
            return invoke(statement, method, arguments);
        }
    }

    private interface Handler {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? LooseDataSource.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> handler.call(
                        method, arguments == null ? new Object[0] : Arrays.copyOf(arguments, arguments.length))));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
