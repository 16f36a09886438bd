package io.ramal.speech.espeak.internal;

import io.ramal.helper.PoolSettings;
import java.time.Duration;

/**
 * What an operator may choose.
 *
 * @param rate words per minute
 * @param pitch 0–99, the voice's own is 50
 * @param voicePortuguese {@code auto}, {@code espeak}, {@code rhvoice} or eSpeak NG's name of the voice
 * @param voiceEnglish eSpeak NG's name of the voice for English
 * @param processes helper processes
 * @param requestTimeout longest time a sentence may wait for its turn, and longest time it may take then
 * @param queueMax sentences that may wait
 */
record EspeakSettings(
        int rate,
        int pitch,
        String voicePortuguese,
        String voiceEnglish,
        int processes,
        Duration requestTimeout,
        int queueMax) {
    static final EspeakSettings DEFAULT =
            new EspeakSettings(150, 50, Voices.AUTO, "en-us", 1, Duration.ofSeconds(5), 64);

    /** The engine's name, as people know it. */
    static final String ENGINE = "eSpeak NG";

    /** A JVM on a machine that is busy starting everything else. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(15);

    PoolSettings pool() {
        return new PoolSettings(
                ENGINE,
                processes,
                START_TIMEOUT,
                requestTimeout,
                queueMax,
                "see the README of io.ramal.speech.espeak: the engine's folder must allow executing libraries,"
                        + " and the system needs glibc 2.31 or newer");
    }
}
