package io.ramal.audiosocket.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What comes in on one line, brought to 8 kHz and kept to real time. Used on the line's thread.
 *
 * <p>A peer may deliver a backlog at once, but in the long run no more than real time and {@value #SKEW_PERCENT} % for two
 * clocks that differ. What is above that is thrown away, the newest: what was heard before stays whole.
 */
final class Hearing {
    static final int SKEW_PERCENT = 5;

    /** Nobody presses keys faster. */
    private static final int DIGITS_AT_ONCE = 32;

    private static final int DIGITS_PER_SECOND = 20;

    /** Asterisk's frame of 20 ms of A-law, which {@code Dial(AudioSocket/…)} without {@code c(slin)} labels as kind 0x10. */
    private static final int ALAW_FRAME_BYTES = 160;

    private static final int PROBED_FRAMES = 50;
    private static final long PROBED_NANOS = TimeUnit.MILLISECONDS.toNanos(800);

    private final TokenBucket sound;
    private final TokenBucket digits;

    private @Nullable Resampler resampler;
    private int resampledRate;

    private int alawLike;
    private long firstAlawLike;

    Hearing(Duration burst, long now) {
        double perSecond = TimeUnit.SECONDS.toNanos(1) * (100 + SKEW_PERCENT) / 100.0;
        this.sound = new TokenBucket(burst.toNanos(), perSecond, now);
        this.digits = new TokenBucket(DIGITS_AT_ONCE, DIGITS_PER_SECOND, now);
    }

    /** The sound at 8 kHz, empty while the resampler fills; null when it is too much. */
    @Nullable
    AudioFrame hear(Message.Audio audio, long now) {
        if (!sound.take(audio.nanos(), now)) {
            return null;
        }
        if (audio.rate() == AudioFrame.SAMPLE_RATE) {
            return AudioFrame.wrap(audio.samples());
        }
        return AudioFrame.wrap(resampler(audio.rate()).process(audio.samples()));
    }

    /** Whether a key may pass. */
    boolean key(long now) {
        return digits.take(1, now);
    }

    /**
     * True once when the line looks like mislabelled A-law: nothing but frames of 160 bytes, which as linear sound would
     * be 10 ms each, but coming every 20 ms.
     */
    boolean looksLikeAlaw(Message.Audio audio, long now) {
        if (alawLike < 0) {
            return false;
        }
        if (audio.rate() != AudioFrame.SAMPLE_RATE || audio.samples().length * 2 != ALAW_FRAME_BYTES) {
            alawLike = -1;
            return false;
        }
        if (alawLike++ == 0) {
            firstAlawLike = now;
        }
        if (alawLike < PROBED_FRAMES) {
            return false;
        }
        alawLike = -1;
        return now - firstAlawLike >= PROBED_NANOS;
    }

    private Resampler resampler(int rate) {
        Resampler r = resampler;
        if (r == null || resampledRate != rate) {
            r = new Resampler(rate, AudioFrame.SAMPLE_RATE);
            resampler = r;
            resampledRate = rate;
        }
        return r;
    }
}
