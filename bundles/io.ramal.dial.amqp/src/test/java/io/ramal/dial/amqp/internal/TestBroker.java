package io.ramal.dial.amqp.internal;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;

/** A broker inside the test: Apache Qpid Broker-J with everything in memory, user {@code ramal}. */
final class TestBroker implements AutoCloseable {
    static final String USER = "ramal";
    static final String PASSWORD = "segredo";

    private final SystemLauncher launcher;
    private final int port;

    private TestBroker(SystemLauncher launcher, int port) {
        this.launcher = launcher;
        this.port = port;
    }

    static TestBroker start() throws Exception {
        AtomicReference<SystemConfig<?>> system = new AtomicReference<>();
        SystemLauncher launcher = new SystemLauncher(new DefaultSystemLauncherListener() {
            @Override
            public void onContainerResolve(SystemConfig<?> config) {
                system.set(config);
            }
        });
        URL config = TestBroker.class.getResource("/broker.json");
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("type", "Memory");
        attributes.put("initialConfigurationLocation", config.toExternalForm());
        attributes.put("startupLoggedToSystemOut", false);
        launcher.startup(attributes);
        Port<?> port = (Port<?>) system.get()
                .getContainer(Broker.class)
                .getChildren(Port.class)
                .iterator()
                .next();
        return new TestBroker(launcher, port.getBoundPort());
    }

    int port() {
        return port;
    }

    /** A client of the broker besides the one under test. */
    Connection client() throws Exception {
        ConnectionFactory f = new ConnectionFactory();
        f.setHost("127.0.0.1");
        f.setPort(port);
        f.setUsername(USER);
        f.setPassword(PASSWORD);
        f.setAutomaticRecoveryEnabled(false);
        return f.newConnection("test");
    }

    @Override
    public void close() {
        launcher.shutdown();
    }
}
