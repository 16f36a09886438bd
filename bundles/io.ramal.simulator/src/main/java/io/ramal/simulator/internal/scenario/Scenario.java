package io.ramal.simulator.internal.scenario;

import io.ramal.call.LegRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor does in one visit, and what the resident does.
 *
 * @param name for people
 * @param language in which its sentences are written, null when it has none
 * @param noiseDbfs level of the background noise on both lines, null for digital silence
 * @param folder where its sound files are
 * @param steps in the order of the file
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
     * @param who does it
     * @param until left out, or waited for no longer, once the resident has come so far; null for always
     */
    public record Step(
            int line,
            String text,
            LegRole who,
            When when,
            @Nullable Stage until,
            Move move) {}

    /** The steps for a server that understands speech, or does not. */
    public List<Step> steps(boolean speech) {
        When other = speech ? When.KEYPAD : When.SPEECH;
        return steps.stream().filter(s -> s.when() != other).toList();
    }

    /** Whether a resident may pick up: then there are two legs. */
    public boolean twoLegs() {
        return steps.stream().anyMatch(s -> s.move() instanceof Move.Phone p && p.fate() == Move.Fate.ANSWER);
    }
}
