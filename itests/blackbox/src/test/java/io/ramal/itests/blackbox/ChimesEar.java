package io.ramal.itests.blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells, frame by frame, the notes of the example provider from a voice, whose sound never is a single tone. */
final class ChimesEar implements Consumer<short[]> {
    private enum Sound {
        SILENCE,
        NOTE,
        VOICE
    }

    /** Its scale in Hz, as docs/example-provider has it. */
    private static final double[] SCALE = {523.25, 587.33, 659.26, 783.99, 880.00};

    private static final int RATE = 8000;
    /** Louder than any noise of a silent writer, quieter than any voice. */
    private static final int AUDIBLE = 500;
    /** Part of a frame's energy that is one tone's; the rest is the seam to the next note. */
    private static final double PURE = 0.9;
    /** Frames of silence after which an utterance is over: longer than a pause between sentences. */
    private static final int QUIET = 50;

    private static final long PATIENCE_SECONDS = 60;

    private final List<Sound> heard = new ArrayList<>();

    @Override
    public synchronized void accept(short[] frame) {
        heard.add(of(frame));
        notifyAll();
    }

    private static Sound of(short[] frame) {
        double energy = 0;
        int peak = 0;
        for (short s : frame) {
            energy += (double) s * s;
            peak = Math.max(peak, Math.abs(s));
        }
        if (peak <= AUDIBLE) {
            return Sound.SILENCE;
        }
        double tone = 0;
        for (double hz : SCALE) {
            tone = Math.max(tone, power(frame, hz));
        }
        return tone >= PURE * energy ? Sound.NOTE : Sound.VOICE;
    }

    /** The energy of one tone in a frame, by Goertzel's algorithm. */
    private static double power(short[] frame, double hz) {
        double turn = 2 * Math.cos(2 * Math.PI * hz / RATE);
        double before = 0;
        double last = 0;
        for (short s : frame) {
            double next = s + turn * last - before;
            before = last;
            last = next;
        }
        return (last * last + before * before - turn * last * before) * 2 / frame.length;
    }

    /** Frames heard so far. */
    synchronized int now() {
        return heard.size();
    }

    /** Waits for that many more frames: the call is a clock. */
    synchronized void rest(int frames) throws InterruptedException {
        awaitFrame(heard.size() + frames);
    }

    /** Waits for the next sound; where it began. */
    synchronized int awaitSound(int from) throws InterruptedException {
        int at = from;
        while (frame(at) == Sound.SILENCE) {
            at++;
        }
        return at;
    }

    /** Waits until an utterance is over; where its last sound ended. */
    synchronized int awaitQuiet(int from) throws InterruptedException {
        int silent = 0;
        int at = from;
        while (silent < QUIET) {
            silent = frame(at++) == Sound.SILENCE ? silent + 1 : 0;
        }
        return at - QUIET;
    }

    /** Which part of what sounded was notes, 0 to 1. */
    synchronized double notes(int from, int to) {
        List<Sound> sounds =
                heard.subList(from, to).stream().filter(s -> s != Sound.SILENCE).toList();
        return (double) sounds.stream().filter(s -> s == Sound.NOTE).count() / sounds.size();
    }

    private Sound frame(int at) throws InterruptedException {
        awaitFrame(at);
        return heard.get(at);
    }

    private void awaitFrame(int at) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (heard.size() <= at) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no frame " + at + " within " + PATIENCE_SECONDS + " s");
            }
            wait(left);
        }
    }
}
