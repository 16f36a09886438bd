package io.ramal.extensions.internal.source;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A database that holds what it is told, or fails. Whoever listens hears what it is told, and then the connection breaks. */
final class FakeTable implements DataSource {
    /** Columns in the order of the query; an exception is thrown when it is read. */
    final List<Object[]> rows = new ArrayList<>();

    SQLException failure;
    Error error;
    /** How many times a listener hears something, negative when it cannot listen. */
    int notifications = -1;

    Runnable onNotification = () -> {};
    boolean trigger = true;
    int reads;

    void add(Object id, String number, Object port, Object returnPort) {
        rows.add(new Object[] {id, number, "r" + number, "0.0.0.0", port, returnPort, 10});
    }

    @Override
    public Connection getConnection() throws SQLException {
        reads++;
        if (failure != null) {
            throw failure;
        }
        if (error != null) {
            throw error;
        }
        return fake(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "createStatement" -> statement();
            case "unwrap" -> notifications < 0 ? null : listener();
            default -> null;
        });
    }

    private PGConnection listener() {
        int[] left = {notifications};
        return fake(PGConnection.class, (proxy, method, arguments) -> {
            if (left[0]-- == 0) {
                throw new SQLException("terminating connection", "57P01");
            }
            onNotification.run();
            return new PGNotification[1];
        });
    }

    private Statement statement() {
        return fake(Statement.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "executeQuery" ->
                results(
                        String.valueOf(arguments[0]).contains("pg_trigger")
                                ? List.<Object[]>of(new Object[] {trigger})
                                : List.copyOf(rows));
            case "execute" -> true;
            default -> null;
        });
    }

    private ResultSet results(List<Object[]> held) {
        int[] at = {-1};
        boolean[] wasNull = {false};
        return fake(ResultSet.class, (proxy, method, arguments) -> {
            if (method.getName().equals("next")) {
                return ++at[0] < held.size();
            }
            if (method.getName().equals("wasNull")) {
                return wasNull[0];
            }
            if (!method.getName().startsWith("get")) {
                return null;
            }
            Object value = held.get(at[0])[(Integer) arguments[0] - 1];
            if (value instanceof SQLException e) {
                throw e;
            }
            wasNull[0] = value == null;
            return method.getName().equals("getInt") && value == null ? Integer.valueOf(0) : value;
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("no " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
