package io.ramal.itests.blackbox;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A call that goes on while something else happens: a thread of its own sends silence, reads what comes and keeps the
 * longest time without a frame. It presses keys when told.
 */
final class SteadyCall implements AutoCloseable {
    private final PlainCall call;
    private final Consumer<short[]> ear;
    private final Queue<Character> keys = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "steady-call");
    private volatile boolean over;
    private volatile IOException broken;
    private volatile long frames;
    private final AtomicLong longestGap = new AtomicLong();

    SteadyCall(PlainCall call) {
        this(call, frame -> {});
    }

    /** @param ear hears each frame, on the call's thread */
    SteadyCall(PlainCall call, Consumer<short[]> ear) {
        this.call = call;
        this.ear = ear;
        thread.setDaemon(true);
        thread.start();
    }

    /** Frames heard so far. */
    long frames() {
        return frames;
    }

    /** Longest time between two frames so far, in milliseconds. */
    long longestGapMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestGap.get());
    }

    /** Measures the longest time anew, from now on. */
    void forgetGaps() {
        longestGap.set(0);
    }

    /** Presses a key with the next frame. */
    void press(char key) {
        keys.add(key);
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
                Character key = keys.poll();
                if (key != null) {
                    call.key(key);
                }
                short[] frame = call.frame();
                long now = System.nanoTime();
                longestGap.accumulateAndGet(now - before, Math::max);
                before = now;
                frames++;
                ear.accept(frame);
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
