package io.ramal.itests.blackbox;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A call that goes on while something else happens: a thread of its own sends silence, reads what comes and keeps the
 * longest time without a frame.
 */
final class SteadyCall implements AutoCloseable {
    private final PlainCall call;
    private final Thread thread = new Thread(this::run, "steady-call");
    private volatile boolean over;
    private volatile IOException broken;
    private volatile long frames;
    private volatile long longestGap;

    SteadyCall(PlainCall call) {
        this.call = call;
        thread.setDaemon(true);
        thread.start();
    }

    /** Frames heard so far. */
    long frames() {
        return frames;
    }

    /** Longest time between two frames so far, in milliseconds. */
    long longestGapMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestGap);
    }

    /** Why it ended, null while it is up. */
    IOException broken() {
        return broken;
    }

    private void run() {
        long before = System.nanoTime();
        try {
            while (!over) {
                call.silence();
                call.level();
                long now = System.nanoTime();
                longestGap = Math.max(longestGap, now - before);
                before = now;
                frames++;
            }
        } catch (IOException e) {
            broken = e;
        }
    }

    @Override
    public void close() throws Exception {
        over = true;
        thread.join(TimeUnit.SECONDS.toMillis(5));
        call.close();
    }
}
