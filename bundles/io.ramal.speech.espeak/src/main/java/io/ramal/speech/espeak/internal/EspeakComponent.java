package io.ramal.speech.espeak.internal;

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
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** eSpeak NG as an OSGi service; the helper starts in the background. */
@Component(service = TtsProvider.class, configurationPid = EspeakComponent.PID, immediate = true)
@Designate(ocd = EspeakComponent.Config.class)
public final class EspeakComponent implements TtsProvider {
    static final String PID = "io.ramal.speech.espeak";

    private static final String VOICE_CURE = "give an eSpeak NG voice such as en-us or pt-br+f3";

    private final EspeakEngine engine;

    @Activate
    public EspeakComponent(Config config) throws IOException {
        EspeakSettings usual = EspeakSettings.DEFAULT;
        ConfigReader read = new ConfigReader(PID);
        EspeakSettings settings = new EspeakSettings(
                read.number("rate.wpm", config::rate_wpm, usual.rate(), 80, 450),
                read.number("pitch", config::pitch, usual.pitch(), 0, 99),
                read.text("voice.pt", config::voice_pt, usual.voicePortuguese(), Voices::isName, VOICE_CURE),
                read.text("voice.en", config::voice_en, usual.voiceEnglish(), Voices::isName, VOICE_CURE),
                read.number("processes", config::processes, usual.processes(), 1, 8),
                read.millis("request.timeout.ms", config::request_timeout_ms, usual.requestTimeout(), 500, 60_000),
                read.number("queue.max", config::queue_max, usual.queueMax(), 1, 1000));
        String platform = ProcessLauncher.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        this.engine = new EspeakEngine(
                settings,
                EngineArchive.onBoard(EspeakComponent.class),
                DataFolder.resolve("engines/espeak"),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                platform,
                RhVoiceFiles.find(RhVoiceFiles.libraryFolders(
                        Objects.requireNonNullElse(System.getenv("LD_LIBRARY_PATH"), ""), platform)));
    }

    /** Configuration; values out of range are replaced by their defaults, with an error in the log. */
    @ObjectClassDefinition(
            name = "Ramal: eSpeak NG",
            description = "Text to speech in Portuguese and English with nothing to install.")
    public @interface Config {
        @AttributeDefinition(
                name = "Ranking",
                description = "The ready provider with the highest ranking speaks.",
                required = false)
        int service_ranking() default 0;

        @AttributeDefinition(name = "Rate", description = "Words per minute.", min = "80", max = "450")
        int rate_wpm() default 150;

        @AttributeDefinition(name = "Pitch", description = "The voice's own is 50.", min = "0", max = "99")
        int pitch() default 50;

        @AttributeDefinition(
                name = "Portuguese voice",
                description = "auto: RHVoice's if the system has it, else eSpeak NG's; espeak; rhvoice;"
                        + " or eSpeak NG's name of a voice: pt-br, pt-br+f3.")
        String voice_pt() default Voices.AUTO;

        @AttributeDefinition(
                name = "English voice",
                description = "eSpeak NG's name of it, with a variant if wanted: en-us, en-us+f3.")
        String voice_en() default "en-us";

        @AttributeDefinition(name = "Helper processes", description = "About 60 MB each.", min = "1", max = "8")
        int processes() default 1;

        @AttributeDefinition(
                name = "Time limit",
                description = "Milliseconds a sentence may wait for its turn, and may take then.",
                min = "500",
                max = "60000")
        int request_timeout_ms() default 5000;

        @AttributeDefinition(
                name = "Queue",
                description = "Sentences that may wait; more fail at once.",
                min = "1",
                max = "1000")
        int queue_max() default 64;
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
