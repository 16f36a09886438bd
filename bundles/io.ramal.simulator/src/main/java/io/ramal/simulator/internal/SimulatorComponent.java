package io.ramal.simulator.internal;

import io.ramal.call.CallObserver;
import io.ramal.call.CallSimulator;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import io.ramal.dial.DialProvider;
import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the simulated caller; it speaks as long as the registry lends it a voice. */
@Component(configurationPid = "io.ramal.simulator")
@Designate(ocd = SimulatorComponent.Config.class)
public final class SimulatorComponent implements CallSimulator {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorComponent.class);
    private static final int DEFAULT_PITCH = 108;
    private static final int DEFAULT_RESIDENT_PITCH = 92;
    /** Before every means of ringing a real telephone. */
    private static final int RANKING = 1000;

    private static final int IDLE_SECONDS = 10;
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int MAX_WAITING = 1000;

    /** Configuration of PID {@code io.ramal.simulator}. */
    @ObjectClassDefinition(name = "Ramal simulated caller")
    public @interface Config {
        @AttributeDefinition(
                name = "Voice",
                description = "An engine's name of the caller's voice; empty for its default")
        String voice() default "";

        @AttributeDefinition(
                name = "Pitch",
                description = "Pitch of the visitor's voice in percent, so that it differs from the agent's",
                min = "70",
                max = "150")
        int voice_pitch_percent() default DEFAULT_PITCH;

        @AttributeDefinition(
                name = "Pitch of the resident",
                description = "The same for the resident",
                min = "70",
                max = "150")
        int resident_pitch_percent() default DEFAULT_RESIDENT_PITCH;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ProviderRegistry registry;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Calls calls;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Extensions extensions;

    private final BundleContext context;
    private final Switchboard switchboard = new Switchboard();
    private final ThreadPoolExecutor presence = new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), SimulatorComponent::thread);
    private final Simulator simulator;
    /** Touched by the one thread of {@link #presence}, and by {@link #close} once that is over. */
    private @Nullable ServiceRegistration<?> registration;

    @Activate
    public SimulatorComponent(BundleContext context, Config config) {
        this.context = context;
        presence.allowCoreThreadTimeOut(true);
        this.simulator = new Simulator(
                Map.of(
                        LegRole.VISITOR,
                        voice(config, "voice.pitch.percent", config.voice_pitch_percent(), DEFAULT_PITCH),
                        LegRole.RESIDENT,
                        voice(
                                config,
                                "resident.pitch.percent",
                                config.resident_pitch_percent(),
                                DEFAULT_RESIDENT_PITCH)),
                this::understands,
                new Server(() -> calls, () -> extensions),
                switchboard,
                new Presence(presence, this::show, this::hide),
                System::nanoTime,
                UUID::randomUUID);
    }

    private Voice voice(Config config, String key, int percent, int fallback) {
        return new RegistryVoice(() -> registry, config.voice(), pitch(key, percent, fallback));
    }

    /** Hangs up first, and hides the switchboard after that: no visit may look for another way to ring. */
    @Deactivate
    void close() {
        try {
            if (!switchboard.stop(STOP)) {
                LOG.warn("a simulated visit has not ended within {} s", STOP.toSeconds());
            }
            presence.shutdown();
            presence.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        presence.shutdownNow();
        hide();
    }

    /** The registry follows at once, in this call. Not a service of this component: it would be there all the time. */
    private void show() {
        registration = context.registerService(
                new String[] {DialProvider.class.getName(), CallObserver.class.getName()},
                switchboard,
                new Hashtable<>(Map.<String, Object>of(Constants.SERVICE_RANKING, RANKING)));
    }

    private void hide() {
        ServiceRegistration<?> now = registration;
        registration = null;
        if (now != null) {
            now.unregister();
        }
    }

    private static Thread thread(Runnable task) {
        Thread t = new Thread(task, "ramal-simulator");
        t.setDaemon(true);
        return t;
    }

    @Override
    public List<String> scenarios() {
        return simulator.scenarios();
    }

    @Override
    public String about(String scenario) throws IOException {
        return simulator.about(scenario);
    }

    @Override
    public Report run(Request request, Consumer<Step> progress) throws IOException {
        return simulator.run(request, progress);
    }

    @Override
    public boolean owns(UUID callId) {
        return simulator.owns(callId);
    }

    private boolean understands(Locale language) {
        ProviderRegistry providers = registry;
        return providers != null
                && providers.providers().stream()
                        .anyMatch(p -> p.info().role() == ProviderRole.STT
                                && p.health().ready()
                                && p.info().serves(language));
    }

    private static int pitch(String key, int percent, int fallback) {
        if (percent >= 70 && percent <= 150) {
            return percent;
        }
        LOG.error(
                "io.ramal.simulator: {}={} is not between 70 and 150; {} is used until it is", key, percent, fallback);
        return fallback;
    }
}
