package io.ramal.http.internal;

import io.ramal.http.internal.PortCheck.Endpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when it starts without its API: started before the web server, it looks whether the port is free, and
 * afterwards whether it is ours. A port that is changed later and cannot be had is only said, after the web server has been
 * started anew: calls are up.
 */
@Component(service = PortCheckComponent.class, immediate = true, configurationPid = "org.ops4j.pax.web")
public final class PortCheckComponent {
    /** What is read of the web server's own configuration, with its own defaults. */
    public @interface Config {
        int org_osgi_service_http_port() default 8080;

        boolean org_osgi_service_http_enabled() default true;

        int org_osgi_service_http_port_secure() default 8443;

        boolean org_osgi_service_http_secure_enabled() default false;

        String[] org_ops4j_pax_web_listening_addresses() default {"0.0.0.0"};

        String org_ops4j_pax_web_ssl_keystore() default "";

        String org_ops4j_pax_web_ssl_keystore_password() default "";

        /** The same from API_TLS_PASSWORD: what stands for it under the other key is revealed to the web server alone. */
        String _org_ops4j_pax_web_ssl_keystore_password() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger(PortCheckComponent.class);

    /** There once the web server of this process has opened its ports. */
    private static final String WEB_SERVER_SERVICE = "org.osgi.service.http.HttpService";

    /** Of Pax Web; in the order in which they are stopped. */
    private static final List<String> WEB_SERVER = List.of(
            "org.ops4j.pax.web.pax-web-extender-whiteboard",
            "org.ops4j.pax.web.pax-web-jetty",
            "org.ops4j.pax.web.pax-web-runtime");

    private final BundleContext context;
    private final SecurityComponent security;
    private final Path portFile;
    private final PortCheck check = new PortCheck(System::nanoTime);
    private final FailedServers failedServers = new FailedServers(ManagementFactory.getPlatformMBeanServer());
    private final AtomicInteger changes = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(r -> {
        Thread t = new Thread(r, "ramal-http-check");
        t.setDaemon(true);
        return t;
    });

    @Activate
    public PortCheckComponent(BundleContext context, @Reference SecurityComponent security, Config config)
            throws IOException {
        this.context = context;
        this.security = security;
        portFile = Path.of(Objects.requireNonNullElse(context.getProperty("karaf.data"), ""), "api.port")
                .toAbsolutePath();
        // of a process that was killed
        Files.deleteIfExists(portFile);
        WebServer server = serving(config);
        Optional<String> problem = keystoreProblem(config);
        // looked at before the web server takes them
        List<Endpoint> taken =
                server.endpoints().stream().filter(PortCheck::taken).toList();
        if (problem.isEmpty() && !taken.isEmpty() && context.getServiceReference(WEB_SERVER_SERVICE) == null) {
            problem = Optional.of(PortCheck.held(taken));
        }
        if (problem.isPresent()) {
            stop(problem.get());
            return;
        }
        int round = changes.incrementAndGet();
        look(() -> {
            Duration patience = taken.isEmpty() ? PortCheck.PATIENCE : PortCheck.HASTE;
            Optional<String> fault = check.await(server.endpoints(), patience, () -> changes.get() == round);
            if (fault.isPresent()) {
                stop(fault.get());
            } else if (changes.get() == round) {
                publish(server);
            }
        });
    }

    @Modified
    void modified(Config config) {
        int round = changes.incrementAndGet();
        WebServer server = serving(config);
        Optional<String> problem = keystoreProblem(config);
        if (problem.isPresent()) {
            LOG.error(problem.get());
            return;
        }
        look(() -> afterChange(server, () -> changes.get() == round));
    }

    @Deactivate
    void close() throws IOException {
        thread.shutdownNow();
        Files.deleteIfExists(portFile);
    }

    PortCheck portCheck() {
        return check;
    }

    private static void stop(String reason) {
        LOG.error("{} Ramal stops.", reason);
        System.err.println("ramal: " + reason + " Ramal stops.");
        System.exit(1);
    }

    private WebServer serving(Config config) {
        WebServer server = WebServer.of(
                config.org_ops4j_pax_web_listening_addresses(),
                config.org_osgi_service_http_enabled() ? config.org_osgi_service_http_port() : null,
                config.org_osgi_service_http_secure_enabled() ? config.org_osgi_service_http_port_secure() : null,
                LOG::error);
        security.serving(server);
        return server;
    }

    private static Optional<String> keystoreProblem(Config config) {
        if (!config.org_osgi_service_http_secure_enabled()) {
            return Optional.empty();
        }
        String revealed = config._org_ops4j_pax_web_ssl_keystore_password();
        return Keystore.problem(
                        config.org_ops4j_pax_web_ssl_keystore(),
                        revealed.isEmpty() ? config.org_ops4j_pax_web_ssl_keystore_password() : revealed)
                .map(problem -> problem + ". The HTTP API cannot be served.");
    }

    @FunctionalInterface
    private interface Look {
        void run() throws InterruptedException;
    }

    private void look(Look look) {
        thread.execute(() -> {
            try {
                look.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * A web server that could not open a port keeps its others and answers every path there with 404, and its successors
     * cannot have them: it is stopped, and the web server started anew, once for each change.
     */
    private void afterChange(WebServer server, BooleanSupplier current) throws InterruptedException {
        Optional<String> fault = check.await(server.endpoints(), PortCheck.CHANGE, current);
        if (fault.isPresent() && current.getAsBoolean()) {
            LOG.warn("{} The web server is started anew.", fault.get());
            failedServers.stop();
            restartWebServer();
            fault = check.await(server.endpoints(), PortCheck.CHANGE, current);
        }
        if (!current.getAsBoolean()) {
            return;
        }
        if (fault.isPresent()) {
            LOG.error(fault.get());
            // so that the next settings find their ports free
            failedServers.stop();
        } else {
            publish(server);
        }
    }

    private void restartWebServer() {
        List<Bundle> bundles = WEB_SERVER.stream()
                .flatMap(name -> Stream.of(context.getBundles())
                        .filter(b -> name.equals(b.getSymbolicName()) && b.getState() == Bundle.ACTIVE))
                .collect(Collectors.toCollection(ArrayList::new));
        try {
            for (Bundle bundle : bundles) {
                bundle.stop(Bundle.STOP_TRANSIENT);
            }
        } catch (BundleException e) {
            LOG.error("the web server cannot be stopped", e);
        }
        Collections.reverse(bundles);
        for (Bundle bundle : bundles) {
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                LOG.error("the web server cannot be started", e);
            }
        }
    }

    /** Tells scripts that the server is up, and where. */
    private void publish(WebServer server) {
        Integer port = server.httpPort() == null ? server.httpsPort() : server.httpPort();
        try {
            Path draft = portFile.resolveSibling(portFile.getFileName() + ".new");
            Files.writeString(draft, port + "\n");
            Files.move(draft, portFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", portFile, e.toString());
        }
    }
}
