package io.ramal.speech.vosk.internal;

import java.io.IOException;
import java.nio.file.Path;

/** Reads a model into memory; takes its time. */
@FunctionalInterface
interface ModelLoader {
    /**
     * Loads the model in {@code folder} and sees that it can be used.
     *
     * @throws IOException saying why it cannot
     */
    SpeechModel load(Path folder) throws IOException;
}
