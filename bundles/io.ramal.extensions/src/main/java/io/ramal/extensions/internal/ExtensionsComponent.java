package io.ramal.extensions.internal;

import io.ramal.call.LineServer;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the pairs of extensions on whichever line server there is. A bad value falls back to its default. */
@Component(configurationPid = "io.ramal.extensions", immediate = true)
@Designate(ocd = ExtensionsComponent.Config.class)
public final class ExtensionsComponent implements Extensions {
    /** Keys of the PID {@code io.ramal.extensions}. */
    @ObjectClassDefinition(name = "Ramal extensions")
    public @interface Config {
        @AttributeDefinition(
                description = "Port of the HTTP API, never given to an extension",
                min = "1",
                max = "65535")
        int api_port() default 8082;

        @AttributeDefinition(description = "Visitors' port of the pair 1000/1001, 0 = any", min = "0", max = "65535")
        int compat_port() default 8080;

        @AttributeDefinition(description = "Residents' port of the pair 1000/1001, 0 = any", min = "0", max = "65535")
        int compat_return_port() default 8081;

        @AttributeDefinition(description = "Address the pair 1000/1001 binds")
        String compat_address() default "0.0.0.0";
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExtensionsComponent.class);

    private final ExecutorService serial = Executors.newSingleThreadExecutor(r -> {
        Thread t = new Thread(r, "ramal-extensions");
        t.setDaemon(true);
        return t;
    });
    private final ExtensionTable table;

    @Activate
    public ExtensionsComponent(Config config) {
        this.table = new ExtensionTable(this::later, configuration(config));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindServer(LineServer server) {
        table.attach(server);
    }

    void unbindServer(LineServer server) {
        table.detach(server);
    }

    @Modified
    void modified(Config config) {
        table.configure(configuration(config));
    }

    @Deactivate
    void close() throws InterruptedException {
        table.close();
        serial.shutdown();
        if (!serial.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.warn("ports are still being opened; they close with io.ramal.audiosocket");
        }
    }

    @Override
    public List<ExtensionStatus> status() {
        return table.status();
    }

    @Override
    public ExtensionSource source() {
        return table.source();
    }

    /** Runs a change unless everything is over: references are unbound after deactivation. */
    private void later(Runnable change) {
        if (!serial.isShutdown()) {
            serial.execute(change);
        }
    }

    private static Configuration configuration(Config config) {
        int port = port(config::compat_port, "compat.port", 0, 8080);
        int returnPort = port(config::compat_return_port, "compat.return.port", 0, 8081);
        if (port == returnPort && port != 0) {
            LOG.error("io.ramal.extensions: compat.port and compat.return.port are both {}; using 8080 and 8081", port);
            port = 8080;
            returnPort = 8081;
        }
        return Configuration.compatibility(
                port(config::api_port, "api.port", 1, 8082),
                config.compat_address().trim(),
                port,
                returnPort);
    }

    private static int port(IntSupplier value, String key, int lowest, int otherwise) {
        try {
            int port = value.getAsInt();
            if (port >= lowest && port <= 65_535) {
                return port;
            }
            LOG.error("io.ramal.extensions: {}={} is no port ({} to 65535); using {}", key, port, lowest, otherwise);
        } catch (RuntimeException e) {
            LOG.error("io.ramal.extensions: {} is no number ({}); using {}", key, e.getMessage(), otherwise);
        }
        return otherwise;
    }
}
