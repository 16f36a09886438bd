package io.ramal.registry.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector hears some noise before calls depend on it. It computes on the threads that carry sound, and new code is slow
 * until the JVM has compiled it: the first windows of the neural detector take 6 ms each, later ones 0.03 ms. With a detector
 * exchanged under many calls all of them would wait for that on the same thread. So it is waited for here, on the thread that
 * brings the detector.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /** 13 s of sound: a neural detector in Java needs 3 s until its loops are compiled, and 100 ms of time for all of it. */
    static final int FRAMES = 640;

    static final Duration LIMIT = Duration.ofMillis(500);
    /** Too loud to be taken for silence, which detectors let pass unheard. */
    private static final int AMPLITUDE = 4000;

    private static final int DIFFERENT = 50;
    private static final UUID NOBODY = new UUID(0, 0);

    private Rehearsal() {}

    /**
     * Blocks for {@link #LIMIT} and one frame at most; a detector that fails here will fail where it is seen.
     *
     * @param clock nanoseconds
     */
    static void of(VadProvider detector, LongSupplier clock) {
        long begin = clock.getAsLong();
        AudioFrame[] noise = noise();
        try (VadSession session = detector.open(new VadRequest(NOBODY, LegRole.VISITOR), verdict -> {})) {
            for (int i = 0; i < FRAMES && clock.getAsLong() - begin < LIMIT.toNanos(); i++) {
                session.accept(noise[i % DIFFERENT]);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("a detector failed before it was used", e);
        }
    }

    private static AudioFrame[] noise() {
        Random random = new Random(1);
        AudioFrame[] frames = new AudioFrame[DIFFERENT];
        for (int i = 0; i < DIFFERENT; i++) {
            short[] samples = new short[AudioFrame.SAMPLES];
            for (int j = 0; j < samples.length; j++) {
                samples[j] = (short) random.nextInt(-AMPLITUDE, AMPLITUDE + 1);
            }
            frames[i] = AudioFrame.wrap(samples);
        }
        return frames;
    }
}
