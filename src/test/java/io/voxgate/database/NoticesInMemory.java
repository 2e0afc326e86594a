package io.voxgate.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Connections that take LISTEN and hear what a test says on {@link RowChange#CHANNEL}, without a database. */
final class NoticesInMemory implements Driver, AutoCloseable {
    private static final String URL = "jdbc:notices";
    private static final int PID = 7;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile boolean broken;

    NoticesInMemory() throws SQLException {
        DriverManager.registerDriver(this);
    }

    ListenConnection.Opener opener() {
        return new ListenConnection.Opener(URL, Optional.empty(), Optional.empty());
    }

    void say(String change) {
        said.add(change);
    }

    /** The next wait on a connection fails. */
    void breakOnce() {
        broken = true;
    }

    int opened() {
        return opened.get();
    }

    int closed() {
        return closed.get();
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) {
        if (!acceptsURL(url)) {
            return null;
        }
        opened.incrementAndGet();
        return proxy(Connection.class, (_, method, _) -> switch (method.getName()) {
            case "createStatement" -> statement();
            case "unwrap" -> listening();
            case "close" -> {
                closed.incrementAndGet();
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Statement statement() {
        return proxy(Statement.class, (_, method, arguments) -> switch (method.getName()) {
            case "execute" -> arguments[0].toString().contains("pg_notify") && said.add("hello");
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private PGConnection listening() {
        return proxy(PGConnection.class, (_, method, arguments) -> switch (method.getName()) {
            case "getBackendPID" -> PID;
            case "getNotifications" -> heard(arguments == null ? 0 : (int) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private PGNotification[] heard(int millis) throws SQLException, InterruptedException {
        if (broken) {
            broken = false;
            throw new SQLException("the connection broke");
        }
        List<String> heard = new ArrayList<>();
        Optional.ofNullable(said.poll(millis, TimeUnit.MILLISECONDS)).ifPresent(heard::add);
        said.drainTo(heard);
        return heard.stream().map(NoticesInMemory::notice).toArray(PGNotification[]::new);
    }

    private static PGNotification notice(String text) {
        return proxy(PGNotification.class, (_, method, _) -> switch (method.getName()) {
            case "getName" -> RowChange.CHANNEL;
            case "getPID" -> PID;
            case "getParameter" -> text;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.equals(URL);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("notices");
    }

    @Override
    public void close() throws SQLException {
        DriverManager.deregisterDriver(this);
    }
}
