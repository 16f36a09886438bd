package io.ramal.speech.vosk.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The configuration, validated.
 *
 * @param models model folder by language
 * @param threads workers
 * @param backlogMillis most sound an utterance may have waiting, in ms
 * @param checksAnswers whether closed answers get a second opinion by a grammar
 * @param pollMillis how often model folders are looked at, in ms
 * @param graceMillis how long utterances may go on while the engine stops, in ms
 */
record VoskSettings(
        Map<String, Path> models,
        int threads,
        int backlogMillis,
        boolean checksAnswers,
        int pollMillis,
        int graceMillis) {
    VoskSettings {
        models = Map.copyOf(models);
    }

    /**
     * Checks the numbers; one that is out of range is said and replaced by its default, because a typing mistake must not
     * leave callers unheard.
     *
     * @param folders folder by language as configured; a blank one switches the language off
     * @param resolve makes a path absolute
     * @param complaints told a sentence for each bad value
     */
    static VoskSettings of(
            Map<String, String> folders,
            Function<String, Path> resolve,
            int threads,
            int backlogMillis,
            String answersGrammar,
            int pollMillis,
            int graceMillis,
            Consumer<String> complaints) {
        Map<String, Path> models = new LinkedHashMap<>();
        folders.forEach((language, path) -> {
            if (!path.isBlank()) {
                models.put(language, resolve.apply(path.strip()));
            }
        });
        int workers = number("threads", threads, 0, 64, 0, complaints);
        return new VoskSettings(
                models,
                workers == 0 ? Runtime.getRuntime().availableProcessors() : workers,
                number("backlog.max.ms", backlogMillis, 1000, 300_000, 30_000, complaints),
                !word("answers.grammar", answersGrammar, List.of("confirm", "off"), complaints)
                        .equals("off"),
                number("poll.interval.ms", pollMillis, 500, 60_000, 2000, complaints),
                number("stop.grace.ms", graceMillis, 0, 60_000, 3000, complaints));
    }

    private static String word(String key, String value, List<String> known, Consumer<String> complaints) {
        String asked = value.strip();
        if (known.contains(asked)) {
            return asked;
        }
        complaints.accept("io.ramal.speech.vosk: " + key + "=" + asked + " is none of " + String.join(", ", known)
                + ". Using " + known.get(0) + " until then");
        return known.get(0);
    }

    private static int number(String key, int value, int min, int max, int fallback, Consumer<String> complaints) {
        if (value >= min && value <= max) {
            return value;
        }
        complaints.accept("io.ramal.speech.vosk: " + key + "=" + value + " is out of range; set it to " + min + " to "
                + max + ". Using " + fallback + " until then");
        return fallback;
    }
}
