package io.ramal.shell.internal;

import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Dictionary;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
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
    private static final String HTTP = "org.ops4j.pax.web";
    private static final String HTTP_PORT = "org.osgi.service.http.port";
    private static final String VISITS = "io.ramal.visit";
    private static final String LANGUAGE = "language";

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
    private final StartupWatch watch = new StartupWatch(
            System.nanoTime(),
            StartupComponent::sinceJvmStart,
            new StartupReport(new ConfigurationText(Clock.systemUTC())));
    private final Bundle server;
    private final Path apiPort;

    @Activate
    public StartupComponent(BundleContext context) {
        server = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        apiPort = Path.of(Objects.requireNonNullElse(context.getProperty("karaf.data"), ""), "api.port");
    }

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
            List<String> lines = watch.look(view(), System.nanoTime());
            // whoever goes while the server stops is not missed; asked last, as the view may have been of a stopping
            // server
            if (server.getState() != Bundle.STOPPING) {
                lines.forEach(System.out::println);
            }
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
        // the report is made once, and there may be thousands of pairs
        boolean reported = watch.reported();
        String answering = reported ? "" : answeringPort();
        return new StartupReport.View(
                pairs == null || reported ? List.of() : pairs.status(),
                pairs == null ? null : pairs.configuration(),
                providers == null ? List.of() : providers.providers(),
                language(),
                reported ? "" : answering.isEmpty() ? httpPort() : answering,
                !answering.isEmpty());
    }

    /** What the HTTP API leaves behind once it has been seen to answer; empty before. */
    private String answeringPort() {
        try {
            // a file of a process that was killed is older
            return Files.getLastModifiedTime(apiPort).toMillis()
                            >= ManagementFactory.getRuntimeMXBean().getStartTime()
                    ? Files.readString(apiPort).strip()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    private String httpPort() {
        Object port = setting(HTTP, HTTP_PORT);
        return port == null ? System.getProperty(HTTP_PORT, "") : port.toString();
    }

    private @Nullable Locale language() {
        return configurations == null ? null : Providers.callLanguage(setting(VISITS, LANGUAGE));
    }

    private @Nullable Object setting(String pid, String key) {
        ConfigurationAdmin admin = configurations;
        try {
            Configuration[] found = admin == null ? null : admin.listConfigurations("(service.pid=" + pid + ")");
            Dictionary<String, Object> all = found == null ? null : found[0].getProperties();
            return all == null ? null : all.get(key);
        } catch (IOException | InvalidSyntaxException e) {
            LOG.debug("{} {} is not known", pid, key, e);
            return null;
        }
    }

    private static long sinceJvmStart(long nanoTime) {
        long ago = (System.nanoTime() - nanoTime) / 1_000_000;
        return System.currentTimeMillis()
                - ago
                - ManagementFactory.getRuntimeMXBean().getStartTime();
    }
}
