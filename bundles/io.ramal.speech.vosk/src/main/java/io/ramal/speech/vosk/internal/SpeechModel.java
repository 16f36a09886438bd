package io.ramal.speech.vosk.internal;

import java.io.IOException;
import java.util.Set;

/** A model in memory. Recognisers of any thread share it. Closed exactly once, after the last recogniser. */
interface SpeechModel extends AutoCloseable {
    /** The rate its recognisers want their sound at, in Hz. */
    int sampleRate();

    /** A recogniser for one utterance. */
    SpeechRecognizer recognizer() throws IOException;

    /**
     * Which of these words can stand in a grammar; none when the model cannot be held to one. May read a file the first
     * time.
     */
    Set<String> known(Set<String> words);

    /**
     * A recogniser that knows nothing else.
     *
     * @param grammar a JSON list of {@link #known} words
     */
    SpeechRecognizer recognizer(String grammar) throws IOException;

    @Override
    void close();
}
