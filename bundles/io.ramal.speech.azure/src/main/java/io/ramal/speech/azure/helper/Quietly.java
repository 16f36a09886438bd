package io.ramal.speech.azure.helper;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What may fail without harm while something is being freed; the server's log has it at DEBUG. */
final class Quietly {
    private Quietly() {}

    static void close(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception | LinkageError e) {
            System.err.println("closing " + closeable.getClass().getSimpleName() + ": " + e);
        }
    }

    /** Waits for it; null when it fails or is not done in time. */
    static <T> @Nullable T await(Future<T> future, long millis) {
        try {
            return future.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("waiting for the SDK: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
