package io.ramal.simulator.internal.scenario;

import java.util.Arrays;
import java.util.Optional;

/** How a resident has decided. */
public enum Means {
    /** What they said was understood. */
    SPEECH("speech", "speech"),
    /** They pressed a key. */
    KEYS("keys", "key");

    private final String word;
    private final String by;

    Means(String word, String by) {
        this.word = word;
        this.by = by;
    }

    /** As scenarios and verdicts have it. */
    public String word() {
        return word;
    }

    /** As {@link io.ramal.conversation.ResidentDecision#by} has it. */
    public String by() {
        return by;
    }

    /** What the server told; empty where it was neither. */
    public static Optional<Means> of(String by) {
        return Arrays.stream(values()).filter(m -> m.by.equals(by)).findFirst();
    }
}
