package io.ramal.speech.espeak.internal;

import io.ramal.helper.EngineArchive;
import io.ramal.helper.EngineFolder;
import io.ramal.helper.HelperEngine;
import io.ramal.helper.ProcessLauncher;
import io.ramal.tts.TtsProvider;
import java.nio.file.Path;
import java.util.Optional;

/** Provider, supervisor and helpers, put together. */
final class EspeakEngine implements AutoCloseable {
    private final HelperEngine engine;
    private final EspeakProvider provider;

    /** Begins to start the helpers, and returns. */
    EspeakEngine(
            EspeakSettings settings,
            EngineArchive archive,
            Path folder,
            Path java,
            String platform,
            Optional<RhVoiceFiles> rhVoice) {
        Voices voices = new Voices(settings, archive.version(), rhVoice.isPresent());
        EngineFolder files = new EngineFolder(archive, folder);
        this.engine = new HelperEngine(
                "ramal-espeak",
                settings.pool(),
                threads -> new ProcessLauncher(
                        EspeakSettings.ENGINE, files, platform, new EspeakLine(java, rhVoice), threads),
                voices::greeted);
        this.provider = new EspeakProvider(settings, archive.version(), voices, engine.pool());
        engine.start();
    }

    TtsProvider provider() {
        return provider;
    }

    /** Kills the helpers and ends the threads. Idempotent. */
    @Override
    public void close() {
        engine.close();
    }
}
