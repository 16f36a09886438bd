package io.ramal.speech.piper.internal;

import io.ramal.helper.PoolSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an operator may choose.
 *
 * @param voices the voice's file by language, {@code pt} and {@code en}; at least one
 * @param lengthScale how much longer than the voice's own way sounds are
 * @param processes helper processes
 * @param requestTimeout longest time a sentence may wait for its turn, and longest time it may take then
 * @param queueMax sentences that may wait
 */
record PiperSettings(
        SortedMap<String, Path> voices, double lengthScale, int processes, Duration requestTimeout, int queueMax) {
    /** The engine's name, as people know it. */
    static final String ENGINE = "Piper";

    static final String PORTUGUESE = "pt";
    static final String ENGLISH = "en";

    static final String DEFAULT_PORTUGUESE = "voices/pt_BR-faber-medium.onnx";
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    /** A voice of 60 MB is read from a cold disk. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    PiperSettings {
        voices = new TreeMap<>(Map.copyOf(voices));
        if (voices.isEmpty()) {
            throw new IllegalArgumentException("voice.pt and voice.en are both empty: give one the path of a voice");
        }
    }

    PoolSettings pool() {
        return new PoolSettings(
                ENGINE,
                processes,
                START_TIMEOUT,
                requestTimeout,
                queueMax,
                "fetch the voice anew, or another one; if it is not the voice, see the README of io.ramal.speech.piper");
    }
}
