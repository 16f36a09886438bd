package io.ramal.extensions.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands changes to the one thread that makes them. */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Executor serial;

    Changes(Executor serial) {
        this.serial = serial;
    }

    /** Makes a change some time; not at all when everything is over. */
    void later(Runnable change) {
        try {
            serial.execute(() -> {
                try {
                    change.run();
                } catch (Throwable e) { // also what a bundle that was exchanged makes of a class
                    LOG.error("a change of the extensions failed", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the extensions are closed");
        }
    }

    /**
     * Makes a change and waits for it.
     *
     * @throws IllegalStateException when it is not made within {@code bound} (it still will be), or everything is over
     */
    <T> T await(Duration bound, Supplier<T> change) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            serial.execute(() -> {
                try {
                    result.complete(change.get());
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                } catch (Throwable e) {
                    // who waits is told in a line; where it came from is seen here alone
                    LOG.error("a change of the extensions failed", e);
                    result.completeExceptionally(e);
                }
            });
            return result.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("The extensions are being stopped", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The extensions are still busy with earlier changes; look again later", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The change of the extensions failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the extensions are changed", e);
        }
    }
}
