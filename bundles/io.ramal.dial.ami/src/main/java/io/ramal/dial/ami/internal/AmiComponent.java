package io.ramal.dial.ami.internal;

import io.ramal.dial.DialListener;
import io.ramal.dial.DialProvider;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the provider once it is configured; a bad configuration fails the activation with its cure. */
@Component(
        service = DialProvider.class,
        configurationPid = AmiSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=50",
        immediate = true)
@Designate(ocd = AmiConfig.class)
public final class AmiComponent implements DialProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AmiComponent.class);
    /** Visits that have begun may end with the provider they have: longer than ringing and the longest talk there is. */
    private static final Duration GRACE = Duration.ofMinutes(12);

    private final Desk desk;
    private final AmiProvider provider;

    @Activate
    public AmiComponent(AmiConfig config) {
        AmiSettings settings = AmiSettings.of(config);
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, threads("ramal-dial-ami"));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        ExecutorService reader = Executors.newSingleThreadExecutor(threads("ramal-dial-ami-reader"));
        desk = new Desk(settings, Timing.DEFAULT, thread, UUID::randomUUID, () -> {
            reader.shutdownNow();
            thread.shutdown();
        });
        provider = new AmiProvider(desk);
        desk.start(reader);
        LOG.info("Ringing residents by {}", settings);
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Deactivate
    public void close() {
        desk.retire(GRACE);
        LOG.info("Ringing residents by Asterisk withdrawn");
    }

    @Override
    public ProviderInfo info() {
        return provider.info();
    }

    @Override
    public ProviderHealth health() {
        return provider.health();
    }

    @Override
    public DialSession open(DialRequest request, DialListener listener) {
        return provider.open(request, listener);
    }
}
