package io.ramal.speech.whisper.internal;

import java.io.IOException;

/** Reads a model into memory; takes its time. */
@FunctionalInterface
interface ModelLoader {
    /**
     * Loads the model and sees that it can be used.
     *
     * @param file one that {@link ModelFile#read} has found whole
     * @throws IOException saying why it cannot
     */
    SpeechModel load(ModelFile file) throws IOException;
}
