package io.ramal.http.internal;

import io.ramal.http.internal.PortCheck.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when it starts without its API: started before the web server, it looks whether the port is free, and
 * afterwards whether it is ours. A port that is changed later and cannot be had is only said: calls are up.
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

    private final SecurityComponent security;
    private final Path portFile;
    private final PortCheck check = new PortCheck(System::nanoTime);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(r -> {
        Thread t = new Thread(r, "ramal-http-check");
        t.setDaemon(true);
        return t;
    });

    @Activate
    public PortCheckComponent(BundleContext context, @Reference SecurityComponent security, Config config) {
        this.security = security;
        portFile = Path.of(Objects.requireNonNullElse(context.getProperty("karaf.data"), ""), "api.port")
                .toAbsolutePath();
        Consumer<String> failed = reason -> {
            LOG.error("{} Ramal stops.", reason);
            System.err.println("ramal: " + reason + " Ramal stops.");
            System.exit(1);
        };
        start(config, e -> e.stream().anyMatch(PortCheck::taken) ? PortCheck.HASTE : PortCheck.PATIENCE, failed);
    }

    @Modified
    void modified(Config config) {
        start(config, e -> PortCheck.PATIENCE, LOG::error);
    }

    @Deactivate
    void close() throws IOException {
        thread.shutdownNow();
        Files.deleteIfExists(portFile);
    }

    PortCheck portCheck() {
        return check;
    }

    private static WebServer webServer(Config config) {
        return WebServer.of(
                config.org_ops4j_pax_web_listening_addresses(),
                config.org_osgi_service_http_enabled() ? config.org_osgi_service_http_port() : null,
                config.org_osgi_service_http_secure_enabled() ? config.org_osgi_service_http_port_secure() : null,
                LOG::error);
    }

    private void start(Config config, Function<List<Endpoint>, Duration> patience, Consumer<String> failed) {
        WebServer server = webServer(config);
        security.serving(server);
        if (config.org_osgi_service_http_secure_enabled()) {
            String revealed = config._org_ops4j_pax_web_ssl_keystore_password();
            Optional<String> problem = Keystore.problem(
                    config.org_ops4j_pax_web_ssl_keystore(),
                    revealed.isEmpty() ? config.org_ops4j_pax_web_ssl_keystore_password() : revealed);
            if (problem.isPresent()) {
                failed.accept(problem.get() + ". The HTTP API cannot be served.");
                return;
            }
        }
        List<Endpoint> endpoints = server.endpoints();
        // looked at before the web server takes them
        Duration time = patience.apply(endpoints);
        Integer http = server.httpPort();
        thread.execute(() -> {
            try {
                if (check.await(endpoints, time, failed)) {
                    publish(http == null ? config.org_osgi_service_http_port_secure() : http);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Tells scripts that the server is up, and where. */
    private void publish(int port) {
        try {
            Path draft = portFile.resolveSibling(portFile.getFileName() + ".new");
            Files.writeString(draft, port + "\n");
            Files.move(draft, portFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", portFile, e.toString());
        }
    }
}
