package io.ramal.shell.internal;

import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells on the console what runs once the server has settled, and later when an essential role comes or goes. */
@Component(
        immediate = true,
        service = {})
public final class StartupComponent {
    private static final Logger LOG = LoggerFactory.getLogger(StartupComponent.class);
    private static final long SETTLING_MILLIS = 100;
    private static final long WATCHING_MILLIS = 2000;
    private static final String HTTP_PORT = "org.osgi.service.http.port";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Extensions extensions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ProviderRegistry registry;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ConfigurationAdmin configurations;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread t = new Thread(task, "ramal-startup");
        t.setDaemon(true);
        return t;
    });
    private final StartupWatch watch = new StartupWatch(System.nanoTime(), StartupComponent::sinceJvmStart);

    @Activate
    public void open() {
        next(SETTLING_MILLIS);
    }

    @Deactivate
    public void close() {
        thread.shutdownNow();
    }

    private void next(long millis) {
        thread.schedule(this::look, millis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            watch.look(view(), System.nanoTime()).forEach(System.out::println);
        } catch (RuntimeException e) {
            // a service may go away while it is asked; the next look sees what is left
            LOG.debug("look at the server failed", e);
        }
        if (!thread.isShutdown()) {
            next(watch.reported() ? WATCHING_MILLIS : SETTLING_MILLIS);
        }
    }

    private StartupReport.View view() {
        Extensions pairs = extensions;
        ProviderRegistry providers = registry;
        return new StartupReport.View(
                pairs == null ? List.of() : pairs.status(),
                pairs == null ? null : pairs.source(),
                providers == null ? List.of() : providers.providers(),
                watch.reported() ? "" : httpPort());
    }

    private String httpPort() {
        ConfigurationAdmin admin = configurations;
        try {
            Configuration[] found = admin == null ? null : admin.listConfigurations("(service.pid=org.ops4j.pax.web)");
            Object port = found == null ? null : found[0].getProperties().get(HTTP_PORT);
            if (port != null) {
                return port.toString();
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.debug("the HTTP port is not known", e);
        }
        return System.getProperty(HTTP_PORT, "");
    }

    private static long sinceJvmStart(long nanoTime) {
        long ago = (System.nanoTime() - nanoTime) / 1_000_000;
        return System.currentTimeMillis()
                - ago
                - ManagementFactory.getRuntimeMXBean().getStartTime();
    }
}
