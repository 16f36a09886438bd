package io.ramal.shell.internal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Tells how many calls are up whenever the number has changed, until there is none. */
public final class Countdown {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final IntSupplier calls;
    private final LongSupplier clock;
    private final Pause pause;
    private final PrintStream out;

    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        void pause(Duration time) throws InterruptedException;
    }

    /**
     * @param calls how many are up now
     * @param clock nanoseconds
     */
    public Countdown(IntSupplier calls, LongSupplier clock, Pause pause, PrintStream out) {
        this.calls = calls;
        this.clock = clock;
        this.pause = pause;
        this.out = out;
    }

    /**
     * Watches until no call is up.
     *
     * @param limit at most this long
     * @return how many are still up
     * @throws InterruptedException when the operator has seen enough
     */
    public int await(Duration limit) throws InterruptedException {
        long end = clock.getAsLong() + limit.toNanos();
        int told = -1;
        while (true) {
            int up = calls.getAsInt();
            if (up != told) {
                out.println(text(up));
                out.flush();
                told = up;
            }
            if (up == 0 || clock.getAsLong() - end >= 0) {
                return up;
            }
            pause.pause(LOOK);
        }
    }

    /** {@code no call is up}, {@code 1 call is up}, {@code 7 calls are up}. */
    public static String text(int calls) {
        return calls == 0 ? "no call is up" : calls == 1 ? "1 call is up" : calls + " calls are up";
    }
}
