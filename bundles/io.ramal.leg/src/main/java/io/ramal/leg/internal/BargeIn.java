package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;

/**
 * Whether the caller interrupts us.
 *
 * <p>{@code barge.in.ms} of speech within the last {@value #WINDOW_MS} ms <em>pause</em> us. While paused, words from
 * the recogniser or {@code barge.in.confirm.ms} more of speech make it an <em>interruption</em>: what we were saying is
 * dropped. {@code barge.in.resume.ms} of silence before that make it a false alarm and we <em>resume</em>. Words that
 * come later, also after we went on, still interrupt.
 */
final class BargeIn {
    /** What the mouth is to do. */
    enum Move {
        NONE,
        PAUSE,
        RESUME,
        INTERRUPT
    }

    /** The span in which speech must add up, so that the gap between two syllables does not start over. */
    static final int WINDOW_MS = 300;

    private static final int SAMPLES_PER_TWO_MS = 2 * AudioFrame.SAMPLE_RATE / 1000;

    private final int bargeInMs;
    private final long confirmSamples;
    private final int resumeMs;
    private boolean paused;
    private long samplesSincePause;

    BargeIn(int bargeInMs, int confirmMs, int resumeMs) {
        this.bargeInMs = bargeInMs;
        this.confirmSamples = confirmMs * (AudioFrame.SAMPLE_RATE / 1000L);
        this.resumeMs = resumeMs;
    }

    /**
     * A verdict of the detector within a turn.
     *
     * @param recentSpeechMs speech within the last {@value #WINDOW_MS} ms
     * @param interruptible whether we are saying something that may be interrupted
     */
    Move sound(boolean speech, int samples, int recentSpeechMs, boolean interruptible) {
        if (!paused) {
            // speech began and ended somewhere within its windows: half of one is the best guess
            if (!interruptible || recentSpeechMs + samples / SAMPLES_PER_TWO_MS < bargeInMs) {
                return Move.NONE;
            }
            paused = true;
            samplesSincePause = 0;
            return Move.PAUSE;
        }
        if (speech) {
            samplesSincePause += samples;
        }
        return samplesSincePause >= confirmSamples ? leave(Move.INTERRUPT) : Move.NONE;
    }

    Move silence(long silenceMs) {
        return paused && silenceMs >= resumeMs ? leave(Move.RESUME) : Move.NONE;
    }

    Move words(boolean interruptible) {
        return paused || interruptible ? leave(Move.INTERRUPT) : Move.NONE;
    }

    /** The turn is over. */
    Move turnOver() {
        return paused ? leave(Move.RESUME) : Move.NONE;
    }

    private Move leave(Move move) {
        paused = false;
        return move;
    }
}
