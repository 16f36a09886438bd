package io.ramal.registry.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector hears some sound before calls depend on it. It computes on the threads that carry sound, and new code is slow
 * until the JVM has compiled it: the first windows of the neural detector take 6 ms each, later ones 0.03 ms. With a detector
 * exchanged under many calls all of them would wait for that on the same thread. So it is waited for here, on the thread that
 * brings the detector.
 *
 * <p>Code is compiled for the ways it has gone, and slow again when it goes another: so it is opened again and again as for new
 * calls, and hears what lines bring: quiet, and what is loud enough not to be let pass unheard.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /**
     * A session is quick that takes so long: measured beside 50 calls on two cores the neural detector takes 0.8 to 1.5 ms once
     * compiled for good, 4 ms before. A machine half as fast finds none quick, and rehearses for as long as it may.
     */
    static final Duration QUICK = Duration.ofNanos(1_500_000);
    /** The first ones are quick where they do not go all ways yet. */
    static final int SESSIONS = 3;

    /** Where calls are heard by another detector until this one is offered. The compiler, too, waits for a busy processor. */
    static final Duration PATIENT = Duration.ofSeconds(5);
    /** Where calls, if there are any, wait for it. */
    static final Duration PROMPT = Duration.ofMillis(500);

    /** Of noise that is heard as such, about -23 dBFS, and of a quiet line, about -65 dBFS. */
    private static final int LOUD = 4000;

    private static final int QUIET = 32;
    /** Frames of each in turn. */
    private static final int STRETCH = 10;

    /** Of a session, which is a second: quiet, loud, quiet, loud, quiet. */
    static final int FRAMES = 5 * STRETCH;

    private static final UUID NOBODY = new UUID(0, 0);

    private Rehearsal() {}

    /**
     * Blocks until a session is {@link #QUICK}; a detector that fails here will fail where it is seen.
     *
     * @param clock nanoseconds
     * @param limit it blocks so long and one frame at most
     */
    static void of(VadProvider detector, LongSupplier clock, Duration limit) {
        long begin = clock.getAsLong();
        List<AudioFrame> sound = sound();
        try {
            boolean quick = false;
            for (int i = 0; !(quick && i >= SESSIONS); i++) {
                long start = clock.getAsLong();
                try (VadSession session = detector.open(new VadRequest(NOBODY, LegRole.VISITOR), verdict -> {})) {
                    for (AudioFrame frame : sound) {
                        if (clock.getAsLong() - begin >= limit.toNanos()) {
                            return;
                        }
                        session.accept(frame);
                    }
                }
                quick = clock.getAsLong() - start <= QUICK.toNanos();
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("a detector failed before it was used", e);
        }
    }

    private static List<AudioFrame> sound() {
        Random random = new Random(1);
        List<AudioFrame> frames = new ArrayList<>(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            int amplitude = i / STRETCH % 2 == 0 ? QUIET : LOUD;
            short[] samples = new short[AudioFrame.SAMPLES];
            for (int j = 0; j < samples.length; j++) {
                samples[j] = (short) random.nextInt(-amplitude, amplitude + 1);
            }
            frames.add(AudioFrame.wrap(samples));
        }
        return frames;
    }
}
