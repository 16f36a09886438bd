package io.ramal.speech.vosk.internal;

import java.io.IOException;

/** A model in memory. Recognisers of any thread share it. Closed exactly once, after the last recogniser. */
interface SpeechModel extends AutoCloseable {
    /** The rate its recognisers want their sound at, in Hz. */
    int sampleRate();

    /** A recogniser for one utterance. */
    SpeechRecognizer recognizer() throws IOException;

    @Override
    void close();
}
