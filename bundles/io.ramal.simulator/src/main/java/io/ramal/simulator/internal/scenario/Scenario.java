package io.ramal.simulator.internal.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller does in one call.
 *
 * @param name for people
 * @param language in which its sentences are written, null when it has none
 * @param noiseDbfs level of the caller's background noise, null for digital silence
 * @param folder where its sound files are
 * @param steps in order
 */
public record Scenario(
        String name, @Nullable Locale language, @Nullable Double noiseDbfs, Path folder, List<Step> steps) {
    public Scenario {
        Objects.requireNonNull(name);
        steps = List.copyOf(steps);
    }

    /** For which server a step is meant. */
    public enum When {
        ALWAYS,
        /** Only where the server understands speech. */
        SPEECH,
        /** Only where it does not. */
        KEYPAD
    }

    /**
     * One line of the file.
     *
     * @param line its number, from 1
     * @param text as written, without comment
     */
    public record Step(int line, String text, When when, Move move) {}

    /** The steps for a server that understands speech, or does not. */
    public List<Step> steps(boolean speech) {
        When other = speech ? When.KEYPAD : When.SPEECH;
        return steps.stream().filter(s -> s.when() != other).toList();
    }
}
