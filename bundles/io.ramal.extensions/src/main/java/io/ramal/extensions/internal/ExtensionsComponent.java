package io.ramal.extensions.internal;

import io.ramal.call.Calls;
import io.ramal.call.LineServer;
import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.extension.RefreshResult;
import io.ramal.extensions.internal.source.DatabaseFeed;
import io.ramal.extensions.internal.source.FeedSettings;
import io.ramal.provider.DataFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the pairs of extensions on whichever line server there is. A bad value falls back to its default. */
@Component(
        service = {Extensions.class, ExtensionControl.class},
        configurationPid = "io.ramal.extensions",
        immediate = true)
@Designate(ocd = ExtensionsComponent.Config.class)
public final class ExtensionsComponent implements Extensions, ExtensionControl {
    /** Keys of the PID {@code io.ramal.extensions}. */
    @ObjectClassDefinition(name = "Ramal extensions")
    public @interface Config {
        @AttributeDefinition(
                description = "Port of the HTTP API, never given to an extension",
                min = "1",
                max = "65535")
        int api_port() default 8082;

        @AttributeDefinition(
                description = "Port of the HTTP API for HTTPS, never given to an extension; 0 = none",
                min = "0",
                max = "65535")
        int api_tls_port() default 0;

        @AttributeDefinition(description = "Visitors' port of the pair 1000/1001, 0 = any", min = "0", max = "65535")
        int compat_port() default 8080;

        @AttributeDefinition(description = "Residents' port of the pair 1000/1001, 0 = any", min = "0", max = "65535")
        int compat_return_port() default 8081;

        @AttributeDefinition(description = "Address the pair 1000/1001 binds, no name; empty = all interfaces")
        String compat_address() default "0.0.0.0";

        @AttributeDefinition(description = "Host of the database that holds the pairs, empty = there is none")
        String db_host() default "";

        @AttributeDefinition(
                description = "Whether the table is also read at intervals; changes it notifies of are seen either way",
                options = {@Option(label = "yes", value = "true"), @Option(label = "no", value = "false")})
        String auto_refresh() default "false";

        @AttributeDefinition(description = "Interval of these readings in seconds", min = "10", max = "86400")
        int refresh_interval_s() default DEFAULT_SECONDS;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExtensionsComponent.class);
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_SECONDS = 10;
    private static final int LONGEST_SECONDS = 86_400;
    private static final int DEFAULT_SECONDS = 3_600;

    private final ExecutorService serial = Executors.newSingleThreadExecutor(r -> {
        Thread t = new Thread(r, "ramal-extensions");
        t.setDaemon(true);
        return t;
    });
    private final ExtensionTable table;
    private final FedExtensions extensions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Calls calls;

    @Activate
    public ExtensionsComponent(Config config) {
        this.table = new ExtensionTable(serial, tableSettings(config), new LocalAddress(), () -> calls);
        this.extensions = new FedExtensions(
                table, new DatabaseFeed(feedSettings(config), DataFolder.resolve(DatabaseFeed.FILE), table));
    }

    /** After the references are bound, so that the feed begins with what there is. */
    @Activate
    void start() {
        extensions.start();
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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(osgi.jndi.service.name=ramal)")
    void bindQuery(DataSource source) {
        extensions.query(source);
    }

    void unbindQuery(DataSource source) {
        extensions.queryGone(source);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(osgi.jndi.service.name=ramal-listen)")
    void bindListen(DataSource source) {
        extensions.listen(source);
    }

    void unbindListen(DataSource source) {
        extensions.listenGone(source);
    }

    @Modified
    void modified(Config config) {
        extensions.configure(tableSettings(config), feedSettings(config));
    }

    @Deactivate
    void close() throws InterruptedException {
        extensions.close();
        serial.shutdown();
        if (!serial.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.warn("ports are still being closed; the rest close with io.ramal.audiosocket");
        }
    }

    @Override
    public List<ExtensionStatus> status() {
        return extensions.status();
    }

    @Override
    public ConfigurationStatus configuration() {
        return extensions.configuration();
    }

    @Override
    public RefreshResult refresh() throws IOException {
        return extensions.refresh();
    }

    @Override
    public List<Extension> stored() throws IOException {
        return extensions.stored();
    }

    @Override
    public boolean restart(int id, boolean force) {
        return extensions.restart(id, force);
    }

    @Override
    public boolean stop(int id, boolean force) {
        return extensions.stop(id, force);
    }

    @Override
    public boolean start(int id) {
        return extensions.start(id);
    }

    private static TableSettings tableSettings(Config config) {
        int port = number(config::compat_port, "compat.port", 0, HIGHEST_PORT, 8080);
        int returnPort = number(config::compat_return_port, "compat.return.port", 0, HIGHEST_PORT, 8081);
        if (port == returnPort && port != 0) {
            LOG.error("io.ramal.extensions: compat.port and compat.return.port are both {}; using 8080 and 8081", port);
            port = 8080;
            returnPort = 8081;
        }
        return TableSettings.of(
                apiPorts(config), compatAddress(config.compat_address().trim()), port, returnPort);
    }

    private static Set<Integer> apiPorts(Config config) {
        Set<Integer> ports = new HashSet<>();
        ports.add(number(config::api_port, "api.port", 1, HIGHEST_PORT, 8082));
        int tls = number(config::api_tls_port, "api.tls.port", 0, HIGHEST_PORT, 0);
        if (tls != 0) {
            ports.add(tls);
        }
        return ports;
    }

    private static String compatAddress(String address) {
        if (address.isEmpty() || LocalAddress.isLiteral(address)) {
            return address.isEmpty() ? RowCheck.ANY : address;
        }
        LOG.error(
                "io.ramal.extensions: compat.address={} is no address (names are not looked up); using {}",
                address,
                RowCheck.ANY);
        return RowCheck.ANY;
    }

    private static FeedSettings feedSettings(Config config) {
        String auto = config.auto_refresh().trim();
        boolean autoRefresh = auto.equalsIgnoreCase("true");
        if (!autoRefresh && !auto.isEmpty() && !auto.equalsIgnoreCase("false")) {
            LOG.error("io.ramal.extensions: auto.refresh={} is neither true nor false; using false", auto);
        }
        int seconds = number(
                config::refresh_interval_s, "refresh.interval.s", SHORTEST_SECONDS, LONGEST_SECONDS, DEFAULT_SECONDS);
        String host = config.db_host().trim();
        return new FeedSettings(!host.isEmpty(), host, autoRefresh, Duration.ofSeconds(seconds));
    }

    private static int number(IntSupplier value, String key, int lowest, int highest, int otherwise) {
        try {
            int number = value.getAsInt();
            if (number >= lowest && number <= highest) {
                return number;
            }
            LOG.error(
                    "io.ramal.extensions: {}={} is not in {} to {}; using {}", key, number, lowest, highest, otherwise);
        } catch (RuntimeException e) {
            LOG.error("io.ramal.extensions: {} is no number ({}); using {}", key, e.getMessage(), otherwise);
        }
        return otherwise;
    }
}
