package io.ramal.speech.vosk.internal;

import io.ramal.provider.DataFolder;
import io.ramal.provider.ModelInstaller;
import io.ramal.stt.SttProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers one {@link SttProvider} per configured language and the {@link ModelInstaller}; owns their threads. */
@Component(
        immediate = true,
        service = {},
        configurationPid = "io.ramal.speech.vosk")
@Designate(ocd = VoskComponent.Config.class)
public final class VoskComponent {
    private static final Logger LOG = LoggerFactory.getLogger(VoskComponent.class);

    /** The keys of {@code io.ramal.speech.vosk}. */
    @ObjectClassDefinition(name = "Ramal: speech to text by Vosk")
    public @interface Config {
        @AttributeDefinition(
                description = "Folder of the Portuguese model, absolute or in the data folder; empty = off")
        String model_pt() default "models/vosk/pt";

        @AttributeDefinition(description = "Folder of the English model, absolute or in the data folder; empty = off")
        String model_en() default "models/vosk/en";

        @AttributeDefinition(description = "Threads that recognise; 0 = one per processor", min = "0", max = "64")
        int threads() default 0;

        @AttributeDefinition(
                description = "Most sound an utterance may have waiting for a thread; the oldest goes first",
                min = "1000",
                max = "300000")
        int backlog_max_ms() default 30_000;

        @AttributeDefinition(
                description =
                        "confirm: where only certain answers count, a grammar that knows no others must have heard"
                                + " the same, or the text counts as uncertain; off",
                options = {@Option(value = "confirm"), @Option(value = "off")})
        String answers_grammar() default "confirm";

        @AttributeDefinition(description = "How often the model folders are looked at", min = "500", max = "60000")
        int poll_interval_ms() default 2000;

        @AttributeDefinition(
                description = "How long utterances may go on while the engine is being stopped",
                min = "0",
                max = "60000")
        int stop_grace_ms() default 3000;

        @AttributeDefinition(description = "The higher is preferred")
        int service_ranking() default 0;
    }

    private final VoskSettings settings;
    private final ExecutorService workers;
    private final ScheduledExecutorService modelThread;
    private final List<ModelSlot> slots = new ArrayList<>();
    private final List<VoskProvider> providers = new ArrayList<>();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public VoskComponent(BundleContext context, Config config) {
        settings = VoskSettings.of(
                Map.of("pt", config.model_pt(), "en", config.model_en()),
                DataFolder::resolve,
                config.threads(),
                config.backlog_max_ms(),
                config.answers_grammar(),
                config.poll_interval_ms(),
                config.stop_grace_ms(),
                LOG::error);
        workers = Executors.newFixedThreadPool(settings.threads(), threads("ramal-vosk-"));
        modelThread = Executors.newSingleThreadScheduledExecutor(threads("ramal-vosk-models-"));
        VoskEngine engine = new VoskEngine();
        settings.models().forEach((language, folder) -> {
            ModelSlot slot = new ModelSlot(language, folder, KnownModels.archive(language), engine, Clock.systemUTC());
            slots.add(slot);
            providers.add(new VoskProvider(slot, workers, settings.backlogMillis(), settings.checksAnswers()));
        });
        VoskModels models = new VoskModels(slots, modelThread);
        models.watch(settings.pollMillis());
        Dictionary<String, Object> ranking =
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, config.service_ranking()));
        providers.forEach(p -> registrations.add(context.registerService(SttProvider.class, p, ranking)));
        registrations.add(context.registerService(
                ModelInstaller.class, VoskInstaller.create(models, DataFolder.resolve("downloads")), null));
        LOG.info("Vosk started: {} threads, models {}", settings.threads(), settings.models());
    }

    /** Takes the providers out of choice, lets utterances end for the grace time, then fails the rest. */
    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
        modelThread.shutdown();
        providers.forEach(VoskProvider::retire);
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.graceMillis());
            for (VoskProvider p : providers) {
                p.awaitIdle(deadline - System.nanoTime());
            }
            providers.forEach(VoskProvider::close);
            workers.shutdown();
            if (!workers.awaitTermination(5, TimeUnit.SECONDS) | !modelThread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Vosk is still busy; what it holds is freed when it is done");
            }
        } catch (InterruptedException e) {
            providers.forEach(VoskProvider::close);
            workers.shutdown();
            Thread.currentThread().interrupt();
        }
        slots.forEach(ModelSlot::close);
        LOG.info("Vosk stopped");
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger n = new AtomicInteger();
        return task -> {
            Thread t = new Thread(task, prefix + n.incrementAndGet());
            t.setDaemon(true);
            return t;
        };
    }
}
