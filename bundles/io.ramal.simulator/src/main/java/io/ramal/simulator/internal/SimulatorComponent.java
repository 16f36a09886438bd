package io.ramal.simulator.internal;

import io.ramal.call.CallSimulator;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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

    /** Configuration of PID {@code io.ramal.simulator}. */
    @ObjectClassDefinition(name = "Ramal simulated caller")
    public @interface Config {
        @AttributeDefinition(
                name = "Voice",
                description = "An engine's name of the caller's voice; empty for its default")
        String voice() default "";

        @AttributeDefinition(
                name = "Pitch",
                description = "Pitch of the caller's voice in percent, so that it differs from the agent's",
                min = "70",
                max = "150")
        int voice_pitch_percent() default DEFAULT_PITCH;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ProviderRegistry registry;

    private final Simulator simulator;

    @Activate
    public SimulatorComponent(Config config) {
        Voice voice = new RegistryVoice(() -> registry, config.voice(), pitch(config.voice_pitch_percent()));
        this.simulator = new Simulator(voice, this::understands, System::nanoTime, UUID::randomUUID);
    }

    @Override
    public List<String> scenarios() {
        return simulator.scenarios();
    }

    @Override
    public Report run(Request request, Consumer<Step> progress) throws IOException {
        return simulator.run(request, progress);
    }

    private boolean understands(Locale language) {
        ProviderRegistry providers = registry;
        return providers != null
                && providers.providers().stream()
                        .anyMatch(p -> p.info().role() == ProviderRole.STT
                                && p.health().ready()
                                && p.info().serves(language));
    }

    private static int pitch(int percent) {
        if (percent >= 70 && percent <= 150) {
            return percent;
        }
        LOG.error(
                "io.ramal.simulator: voice.pitch.percent={} is not between 70 and 150; {} is used until it is",
                percent,
                DEFAULT_PITCH);
        return DEFAULT_PITCH;
    }
}
