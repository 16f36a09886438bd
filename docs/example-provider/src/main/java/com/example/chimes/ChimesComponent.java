package com.example.chimes;

import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The chimes as an OSGi service: settings in, a thread of their own, gone with the bundle. */
@Component(service = TtsProvider.class, configurationPid = ChimesComponent.PID)
@Designate(ocd = ChimesComponent.Config.class)
public final class ChimesComponent implements TtsProvider {
    static final String PID = "com.example.chimes";
    private static final int SENTENCES_WAITING = 64;

    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(SENTENCES_WAITING), ChimesComponent::thread);
    private final Chimes chimes;

    /** Settings; a bad one keeps the provider out, with the reason in the log. */
    @ObjectClassDefinition(name = "Chimes", description = "Every vowel a note.")
    public @interface Config {
        @AttributeDefinition(name = "Ranking", description = "The ready provider with the highest ranking speaks.")
        int service_ranking() default 100;

        @AttributeDefinition(name = "Length", description = "Milliseconds of a note.", min = "60", max = "400")
        int note_ms() default 120;

        @AttributeDefinition(name = "Volume", description = "Percent of full scale.", min = "1", max = "100")
        int volume_percent() default 40;
    }

    @Activate
    public ChimesComponent(Config config) {
        chimes = new Chimes(new Settings(config.note_ms(), config.volume_percent()), worker);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "chimes");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public ProviderInfo info() {
        return chimes.info();
    }

    @Override
    public ProviderHealth health() {
        return chimes.health();
    }

    @Override
    public String voiceKey(Locale language, String voice) {
        return chimes.voiceKey(language, voice);
    }

    @Override
    public TtsSession open(TtsRequest request, TtsListener listener) {
        return chimes.open(request, listener);
    }

    /** No task and no thread of the bundle outlives it. */
    @Deactivate
    void close() throws InterruptedException {
        chimes.stop();
        worker.shutdown();
        worker.awaitTermination(1, TimeUnit.SECONDS);
    }
}
