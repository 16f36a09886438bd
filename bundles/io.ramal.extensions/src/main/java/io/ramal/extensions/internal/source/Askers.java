package io.ramal.extensions.internal.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that wait for an answer: none waits for ever, and at the end none waits any more. */
final class Askers implements AutoCloseable {
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Waits for an answer.
     *
     * @param late what to say when it does not come in time
     */
    <T> T await(CompletableFuture<T> answer, Duration limit, String late) throws IOException {
        waiting.add(answer);
        try {
            if (closed) {
                throw stopped();
            }
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException(late, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting").initCause(e);
        } finally {
            waiting.remove(answer);
        }
    }

    @Override
    public void close() {
        closed = true;
        waiting.forEach(answer -> answer.completeExceptionally(stopped()));
    }

    private static IOException stopped() {
        return new IOException("the server is stopping");
    }
}
