package io.ramal.env.internal;

import io.ramal.extension.Extensions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code .env} before anything it configures starts, then every two seconds. What somebody else changes in a
 * configuration is laid over again before its component sees it: the listener is synchronous.
 */
@Component(
        service = {SynchronousConfigurationListener.class, ConfigurationPlugin.class},
        immediate = true,
        property = {ConfigurationPlugin.CM_RANKING + ":Integer=1000", "config.plugin.id=io.ramal.env"})
public final class EnvComponent implements SynchronousConfigurationListener, ConfigurationPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(EnvComponent.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Extensions extensions;

    private final Secrets secrets = new Secrets();
    private final Overlay overlay;
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread t = new Thread(r, "ramal-env");
        t.setDaemon(true);
        return t;
    });

    @Activate
    public EnvComponent(BundleContext context, @Reference ConfigurationAdmin admin) {
        this.overlay = new Overlay(new AdminStore(admin), secrets);
        EnvFile file = new EnvFile(file(context), System.getenv(), overlay, new WebPorts(this::ofAnExtension));
        file.poll();
        poller.scheduleWithFixedDelay(() -> pollSafely(file), 2, 2, TimeUnit.SECONDS);
    }

    @Deactivate
    void close() {
        poller.shutdownNow();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getPid() != null && event.getType() != ConfigurationEvent.CM_LOCATION_CHANGED) {
            overlay.apply(event.getPid());
        }
    }

    @Override
    public void modifyConfiguration(@Nullable ServiceReference<?> reference, Dictionary<String, Object> properties) {
        // components ask by a reference; who asks without one only looks, as config:list does
        if (reference != null) {
            secrets.fill(properties, isManagedService(reference));
        }
    }

    /**
     * Whether a configuration goes to who asked Config Admin for it by its PID, as the web server does. Declarative
     * Services asks for its components by a reference without one.
     */
    private static boolean isManagedService(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_PID) != null;
    }

    /** Whether one of our extensions listens on a port: it leaves it when the web server is given it. */
    private boolean ofAnExtension(int port) {
        Extensions now = extensions;
        return now != null
                && now.status().stream()
                        .flatMap(s -> Stream.of(s.boundPort(), s.boundReturnPort()))
                        .anyMatch(p -> p != null && p == port);
    }

    private static void pollSafely(EnvFile file) {
        try {
            file.poll();
        } catch (RuntimeException e) {
            LOG.error(".env could not be applied", e);
        }
    }

    private static Path file(BundleContext context) {
        String file = context.getProperty("ramal.env.file");
        if (file != null && !file.isBlank()) {
            return Path.of(file).toAbsolutePath();
        }
        String home = context.getProperty("ramal.home");
        return Path.of(home != null ? home : orHere(context.getProperty("karaf.base")), ".env")
                .toAbsolutePath();
    }

    private static String orHere(@Nullable String path) {
        return path == null ? "" : path;
    }

    /** Configurations as Config Admin keeps them. */
    private record AdminStore(ConfigurationAdmin admin) implements Overlay.Store {
        @Override
        public Optional<Map<String, Object>> read(String pid) {
            Configuration found = find(pid);
            if (found == null || found.getProperties() == null) {
                return Optional.empty();
            }
            Map<String, Object> properties = new HashMap<>();
            for (String key : Collections.list(found.getProperties().keys())) {
                properties.put(key, found.getProperties().get(key));
            }
            return Optional.of(properties);
        }

        @Override
        public void write(String pid, Map<String, Object> properties) {
            try {
                configuration(pid).updateIfDifferent(new Hashtable<>(properties));
            } catch (IOException e) {
                LOG.error("the configuration {} could not be written: {}", pid, e.toString());
            }
        }

        @Override
        public void delete(String pid) {
            try {
                Configuration found = find(pid);
                if (found != null) {
                    found.delete();
                }
            } catch (IOException e) {
                LOG.error("the configuration {} could not be deleted: {}", pid, e.toString());
            }
        }

        private Configuration configuration(String pid) throws IOException {
            int name = pid.indexOf('~');
            return name < 0
                    ? admin.getConfiguration(pid, "?")
                    : admin.getFactoryConfiguration(pid.substring(0, name), pid.substring(name + 1), "?");
        }

        private @Nullable Configuration find(String pid) {
            try {
                Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
                return found == null || found.length == 0 ? null : found[0];
            } catch (IOException | InvalidSyntaxException e) {
                throw new IllegalStateException("the configuration " + pid + " could not be read", e);
            }
        }
    }
}
