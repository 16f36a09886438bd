package io.ramal.leg.internal;

import io.ramal.call.TurnTimeline;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Notes where the time of the last few turns goes; in terms of one clock, whatever the writer's is. */
final class TurnClock {
    /** Turns followed at once: more than are ever on their way. */
    private static final int KEPT = 4;

    private static final class Marks {
        long turn;
        long speechMs;
        long lastSpeech;
        long over;
        long text;
        long said;
        long sound;
        boolean answered;
    }

    private final LongSupplier clock;
    private final Marks[] kept = new Marks[KEPT];
    private long lastSpeech;

    TurnClock(LongSupplier clock) {
        this.clock = clock;
        for (int i = 0; i < KEPT; i++) {
            kept[i] = new Marks();
        }
    }

    /** The caller is speaking now. */
    void speech() {
        lastSpeech = clock.getAsLong();
    }

    /** The turn is held for over. */
    void over(long turn, long speechMs) {
        Marks m = kept[(int) (turn % KEPT)];
        m.turn = turn;
        m.speechMs = speechMs;
        m.lastSpeech = lastSpeech;
        m.over = clock.getAsLong();
        m.text = 0;
        m.said = 0;
        m.sound = 0;
        m.answered = false;
    }

    void text(long turn) {
        Marks m = find(turn);
        if (m != null && m.text == 0) {
            m.text = clock.getAsLong();
        }
    }

    /** The first answer came. */
    void said(long turn) {
        Marks m = find(turn);
        if (m != null && m.said == 0) {
            m.said = clock.getAsLong();
        }
    }

    /** The first sound of the answer is there. */
    void sound(long turn) {
        Marks m = find(turn);
        if (m != null && m.sound == 0) {
            m.sound = clock.getAsLong();
        }
    }

    /** The first frame of an answer leaves: the turn's timeline, or null when the turn is unknown or was answered before. */
    @Nullable
    TurnTimeline answered(long turn) {
        Marks m = find(turn);
        if (m == null || m.answered) {
            return null;
        }
        m.answered = true;
        long now = clock.getAsLong();
        long text = m.text == 0 ? m.over : m.text;
        long said = m.said == 0 ? text : m.said;
        long sound = m.sound == 0 ? now : m.sound;
        return new TurnTimeline(
                turn,
                Duration.ofMillis(m.speechMs),
                between(m.lastSpeech, m.over),
                between(m.over, text),
                between(text, said),
                between(said, sound),
                between(sound, now));
    }

    private @Nullable Marks find(long turn) {
        Marks m = turn > 0 ? kept[(int) (turn % KEPT)] : null;
        return m != null && m.turn == turn ? m : null;
    }

    private static Duration between(long from, long to) {
        return Duration.ofNanos(Math.max(0, to - from));
    }
}
