package io.ramal.extensions.internal.source;

import java.time.Duration;

/** The one thread that decides, and its timer. What is handed over after its end is dropped. */
interface FeedLoop {
    /** Runs {@code task} after everything that was handed over before. */
    void execute(Runnable task);

    Timer schedule(Duration delay, Runnable task);

    /** Something that is to happen later. */
    @FunctionalInterface
    interface Timer {
        Timer NONE = () -> {};

        /** From the loop's thread: it does not happen any more. */
        void cancel();
    }
}
