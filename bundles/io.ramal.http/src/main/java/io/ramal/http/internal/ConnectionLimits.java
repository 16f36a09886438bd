package io.ramal.http.internal;

import java.util.function.IntSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the connections to the web server, which has no limit of its own: each costs heap from its first byte on, before
 * anybody is asked who it is, and heap that is used up ends the process and every call. Beyond the limit connections wait
 * to be accepted, and those that are idle are closed sooner.
 */
final class ConnectionLimits {
    /** How long a connection may be idle while the limit is reached. */
    static final long IDLE_MILLIS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);

    private final IntSupplier max;

    /** @param max connections, asked for again with each request */
    ConnectionLimits(IntSupplier max) {
        this.max = max;
    }

    /** Limits a server, which is another one after each change of its settings. Any thread; quick when nothing is to do. */
    void install(Server server) {
        int now = max.getAsInt();
        ConnectionLimit limit = server.getBean(ConnectionLimit.class);
        if (limit == null) {
            add(server, now);
        } else if (limit.getMaxConnections() != now) {
            limit.setMaxConnections(now);
        }
    }

    private static synchronized void add(Server server, int max) {
        if (server.getBean(ConnectionLimit.class) != null) {
            return;
        }
        ConnectionLimit limit = new ConnectionLimit(max, server) {
            @Override
            public void onOpened(Connection connection) {
                super.onOpened(connection);
                // it shortens the patience with those that are there when the limit is reached; those that were being
                // accepted just then would keep everybody waiting for as long as they like
                if (getConnections() >= getMaxConnections()) {
                    connection.getEndPoint().setIdleTimeout(IDLE_MILLIS);
                }
            }
        };
        limit.setIdleTimeout(IDLE_MILLIS);
        try {
            // a server that runs starts no parts that are added to it
            limit.start();
            server.addBean(limit, true);
        } catch (Exception e) {
            LOG.error("the connections to the HTTP API are not limited", e);
        }
    }
}
