package io.ramal.http.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when it starts without its API: started before the web server, it looks whether the port is free, and
 * afterwards whether it is ours. A port that is changed later and cannot be had is only said: calls are up.
 */
@Component(service = PortCheckComponent.class, immediate = true, configurationPid = "org.ops4j.pax.web")
public final class PortCheckComponent {
    /** What is read of the web server's own configuration. */
    public @interface Config {
        int org_osgi_service_http_port() default 8082;

        String[] org_ops4j_pax_web_listening_addresses() default {"127.0.0.1"};
    }

    private static final Logger LOG = LoggerFactory.getLogger(PortCheckComponent.class);

    private final Path portFile;
    private final PortCheck check = new PortCheck(System::nanoTime);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(r -> {
        Thread t = new Thread(r, "ramal-http-check");
        t.setDaemon(true);
        return t;
    });

    @Activate
    public PortCheckComponent(BundleContext context, Config config) {
        portFile = Path.of(Objects.requireNonNullElse(context.getProperty("karaf.data"), ""), "api.port")
                .toAbsolutePath();
        InetAddress address = address(config);
        int port = config.org_osgi_service_http_port();
        start(address, port, PortCheck.taken(address, port) ? PortCheck.HASTE : PortCheck.PATIENCE, reason -> {
            LOG.error("{} Ramal stops.", reason);
            System.err.println("ramal: " + reason + " Ramal stops.");
            System.exit(1);
        });
    }

    @Modified
    void modified(Config config) {
        start(address(config), config.org_osgi_service_http_port(), PortCheck.PATIENCE, LOG::error);
    }

    @Deactivate
    void close() throws IOException {
        thread.shutdownNow();
        Files.deleteIfExists(portFile);
    }

    PortCheck portCheck() {
        return check;
    }

    private void start(InetAddress address, int port, Duration patience, Consumer<String> failed) {
        thread.execute(() -> {
            try {
                if (check.await(address, port, patience, failed)) {
                    publish(port);
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

    private static InetAddress address(Config config) {
        String[] addresses = config.org_ops4j_pax_web_listening_addresses();
        try {
            InetAddress address = InetAddress.getByName(addresses.length == 0 ? "127.0.0.1" : addresses[0]);
            if (!address.isLoopbackAddress()) {
                LOG.error(
                        "the HTTP API is bound to {}, but callers from other machines are refused: it has no credentials."
                                + " Set org.ops4j.pax.web.listening.addresses to 127.0.0.1.",
                        address.getHostAddress());
            }
            return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        } catch (UnknownHostException e) {
            LOG.error("org.ops4j.pax.web.listening.addresses: {} is no address of this machine", addresses[0]);
            return InetAddress.getLoopbackAddress();
        }
    }
}
