package io.ramal.simulator.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Shows something to the server exactly while somebody needs it: from before the first one is told to go on until after the
 * last one has left. One thread shows and hides, so that nothing is held while the server looks. Any thread.
 */
final class Presence {
    private final ExecutorService executor;
    private final Runnable show;
    private final Runnable hide;
    /** Touched by the executor only. */
    private int needed;

    /**
     * @param executor of one thread
     * @param show returns when it is seen
     */
    Presence(ExecutorService executor, Runnable show, Runnable hide) {
        this.executor = executor;
        this.show = show;
        this.hide = hide;
    }

    /** Returns when it is seen. */
    void enter() throws IOException {
        Entrance entrance = new Entrance();
        try {
            executor.submit(entrance).get();
        } catch (InterruptedException e) {
            // it may be shown already, or be about to: that stands in the queue before this
            queue(() -> {
                if (entrance.done) {
                    left();
                }
            });
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the simulated resident was made known");
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new IOException("the simulated resident cannot be made known to the server: " + e.getMessage(), e);
        }
    }

    /** Whoever has entered leaves. */
    void leave() {
        queue(this::left);
    }

    private void left() {
        if (--needed == 0) {
            hide.run();
        }
    }

    private void queue(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // the owner is closing and hides it
        }
    }

    /** Touched by the executor only. */
    private final class Entrance implements Runnable {
        private boolean done;

        @Override
        public void run() {
            if (needed == 0) {
                show.run();
            }
            needed++;
            done = true;
        }
    }
}
