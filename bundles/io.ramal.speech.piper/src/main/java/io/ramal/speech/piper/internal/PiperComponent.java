package io.ramal.speech.piper.internal;

import io.ramal.helper.ConfigReader;
import io.ramal.helper.EngineArchive;
import io.ramal.helper.ProcessLauncher;
import io.ramal.provider.DataFolder;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Piper as an OSGi service; the helper starts in the background. */
@Component(service = TtsProvider.class, configurationPid = PiperComponent.PID, immediate = true)
@Designate(ocd = PiperComponent.Config.class)
public final class PiperComponent implements TtsProvider {
    static final String PID = "io.ramal.speech.piper";

    private final PiperEngine engine;

    @Activate
    public PiperComponent(Config config) throws IOException {
        ConfigReader read = new ConfigReader(PID);
        SortedMap<String, Path> voices = new TreeMap<>();
        voice(read, "voice.pt", config::voice_pt, PiperSettings.DEFAULT_PORTUGUESE, PiperSettings.PORTUGUESE, voices);
        voice(read, "voice.en", config::voice_en, "", PiperSettings.ENGLISH, voices);
        PiperSettings settings = new PiperSettings(
                voices,
                read.decimal("length.scale", config::length_scale, 1, 0.5, 2),
                read.number("processes", config::processes, 1, 1, 8),
                read.millis(
                        "request.timeout.ms", config::request_timeout_ms, PiperSettings.DEFAULT_TIMEOUT, 500, 60_000),
                read.number("queue.max", config::queue_max, 64, 1, 1000));
        this.engine = new PiperEngine(
                settings,
                EngineArchive.onBoard(PiperComponent.class),
                DataFolder.resolve("engines/piper"),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                ProcessLauncher.platform(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    /** Configuration; values out of range are replaced by their defaults, with an error in the log. */
    @ObjectClassDefinition(name = "Ramal: Piper", description = "Text to speech by a neural voice, on this machine.")
    public @interface Config {
        @AttributeDefinition(
                name = "Ranking",
                description = "The ready provider with the highest ranking speaks.",
                required = false)
        int service_ranking() default 50;

        @AttributeDefinition(
                name = "Portuguese voice",
                description = "Path of its .onnx, absolute or in data/, with its .onnx.json beside it; empty is off.")
        String voice_pt() default PiperSettings.DEFAULT_PORTUGUESE;

        @AttributeDefinition(
                name = "English voice",
                description = "Path of its .onnx, absolute or in data/, with its .onnx.json beside it; empty is off.")
        String voice_en() default "";

        @AttributeDefinition(
                name = "Length scale",
                description = "Above 1 is slower than the voice's own way, below it faster.",
                min = "0.5",
                max = "2")
        double length_scale() default 1;

        @AttributeDefinition(
                name = "Helper processes",
                description = "Each loads the voices; each speaks one sentence at a time.",
                min = "1",
                max = "8")
        int processes() default 1;

        @AttributeDefinition(
                name = "Time limit",
                description = "Milliseconds a sentence may wait for its turn, and may take then.",
                min = "500",
                max = "60000")
        int request_timeout_ms() default 20_000;

        @AttributeDefinition(
                name = "Queue",
                description = "Sentences that may wait; more fail at once.",
                min = "1",
                max = "1000")
        int queue_max() default 64;
    }

    private static void voice(
            ConfigReader read,
            String key,
            Supplier<String> value,
            String usual,
            String family,
            SortedMap<String, Path> voices) {
        String path = read.text(
                key,
                value,
                usual,
                p -> p.isEmpty() || (p.endsWith(".onnx") && p.indexOf('\0') < 0),
                "give the path of a voice's .onnx, or nothing");
        if (!path.isEmpty()) {
            voices.put(family, DataFolder.resolve(path));
        }
    }

    @Override
    public ProviderInfo info() {
        return engine.provider().info();
    }

    @Override
    public ProviderHealth health() {
        return engine.provider().health();
    }

    @Override
    public TtsSession open(TtsRequest request, TtsListener listener) {
        return engine.provider().open(request, listener);
    }

    @Override
    public String voiceKey(Locale language, String voice) {
        return engine.provider().voiceKey(language, voice);
    }

    @Deactivate
    void close() {
        engine.close();
    }
}
