package io.ramal.speech.whisper.internal;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The configuration, validated.
 *
 * @param model the model's file
 * @param threads of one utterance
 * @param parallel most utterances at a time
 * @param queueMax most utterances that wait
 * @param maxMillis most sound of an utterance, in ms
 * @param confidence of every text, 0–1
 * @param pollMillis how often the file is looked at, in ms
 * @param graceMillis how long utterances may go on while the engine stops, in ms
 */
record WhisperSettings(
        Path model,
        int threads,
        int parallel,
        int queueMax,
        int maxMillis,
        double confidence,
        int pollMillis,
        int graceMillis) {
    static final String PID = "io.ramal.speech.whisper";
    static final String MODEL = "models/whisper/ggml-base.bin";
    static final int THREADS = 1;
    static final int PARALLEL = 0;
    static final int QUEUE_MAX = 8;
    static final int MAX_MS = 28_000;
    static final double CONFIDENCE = 0.5;
    static final int POLL_MS = 2000;
    static final int GRACE_MS = 3000;
    /** After Vosk: what answers only when everything has been said serves when it is chosen. */
    static final int RANKING = -10;

    /** Each costs memory, whether it is used or not. */
    private static final int PARALLEL_BY_DEFAULT = 4;

    /**
     * Checks the values; one that will not do is said and replaced by its default, because a typing mistake must not leave
     * callers unheard.
     *
     * @param resolve makes a path absolute
     * @param complaints told a sentence for each bad value
     */
    static WhisperSettings of(WhisperConfig config, Function<String, Path> resolve, Consumer<String> complaints) {
        String file = config.model_file().strip();
        if (file.isEmpty()) {
            complaints.accept(
                    PID + ": model.file is empty; set it to the file of a model. Using " + MODEL + " until then");
            file = MODEL;
        }
        int parallel = number("parallel", config.parallel(), 0, 64, PARALLEL, complaints);
        double confidence = config.confidence();
        // written so that NaN is none
        if (!(confidence >= 0 && confidence <= 1)) {
            complaints.accept(PID + ": confidence=" + confidence + " is out of range; set it to 0 to 1. Using "
                    + CONFIDENCE + " until then");
            confidence = CONFIDENCE;
        }
        return new WhisperSettings(
                resolve.apply(file),
                number("threads", config.threads(), 1, 64, THREADS, complaints),
                parallel == 0
                        ? Math.min(PARALLEL_BY_DEFAULT, Runtime.getRuntime().availableProcessors())
                        : parallel,
                number("queue.max", config.queue_max(), 1, 1000, QUEUE_MAX, complaints),
                number("max.utterance.ms", config.max_utterance_ms(), 1000, 29_000, MAX_MS, complaints),
                confidence,
                number("poll.interval.ms", config.poll_interval_ms(), 500, 60_000, POLL_MS, complaints),
                number("stop.grace.ms", config.stop_grace_ms(), 0, 60_000, GRACE_MS, complaints));
    }

    private static int number(String key, int value, int min, int max, int fallback, Consumer<String> complaints) {
        if (value >= min && value <= max) {
            return value;
        }
        complaints.accept(PID + ": " + key + "=" + value + " is out of range; set it to " + min + " to " + max
                + ". Using " + fallback + " until then");
        return fallback;
    }
}
