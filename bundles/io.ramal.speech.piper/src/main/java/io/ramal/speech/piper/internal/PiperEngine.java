package io.ramal.speech.piper.internal;

import io.ramal.helper.EngineArchive;
import io.ramal.helper.EngineFolder;
import io.ramal.helper.HelperEngine;
import io.ramal.helper.ProcessLauncher;
import io.ramal.tts.TtsProvider;
import java.nio.file.Path;

/** Provider, supervisor and helpers, put together. */
final class PiperEngine implements AutoCloseable {
    private final HelperEngine engine;
    private final PiperProvider provider;

    /** Begins to start the helpers, and returns. */
    PiperEngine(PiperSettings settings, EngineArchive archive, Path folder, Path java, String platform) {
        Voices voices = new Voices(settings, archive.version());
        EngineFolder files = new EngineFolder(archive, folder);
        this.engine = new HelperEngine(
                "ramal-piper",
                settings.pool(),
                threads -> new ProcessLauncher(
                        PiperSettings.ENGINE, files, platform, new PiperLine(java, voices), threads),
                hello -> {});
        this.provider = new PiperProvider(archive.version(), voices, engine.pool());
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
