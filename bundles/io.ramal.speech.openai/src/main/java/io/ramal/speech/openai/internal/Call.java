package io.ramal.speech.openai.internal;

import io.ramal.remote.LimitedBody;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. A kept connection may turn out to be dead only when it is used: a request to which not even a
 * status came is sent once more. It has no time limit of its own; whoever waits gives up by {@link #abort}.
 */
final class Call {
    /** Far more than a status is explained with. */
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private static final int OK = 200;

    private final HttpClient client;
    private final HttpRequest request;
    private final HttpResponse.BodyHandler<byte[]> body;
    private final String where;

    private final Object lock = new Object();
    private @Nullable CompletableFuture<?> http;
    private boolean aborted;
    private volatile boolean answered;

    /**
     * @param body reads the answer when it is one
     * @param where for people
     */
    Call(HttpClient client, HttpRequest request, HttpResponse.BodyHandler<byte[]> body, String where) {
        this.client = client;
        this.request = request;
        this.body = body;
        this.where = where;
    }

    /** @param done told the body, or why there is none, on the client's threads; not told when it was aborted */
    void start(BiConsumer<byte @Nullable [], @Nullable Failure> done) {
        send(done, true);
    }

    private void send(BiConsumer<byte @Nullable [], @Nullable Failure> done, boolean first) {
        CompletableFuture<HttpResponse<byte[]>> future;
        synchronized (lock) {
            if (aborted) {
                return;
            }
            // hands over to the client's threads: nothing is waited for
            future = client.sendAsync(request, this::read);
            http = future;
        }
        var unused = future.whenComplete((response, thrown) -> {
            if (isAborted()) {
                return;
            }
            if (response != null && response.statusCode() == OK) {
                done.accept(response.body(), null);
            } else if (response != null) {
                done.accept(null, Failure.ofStatus(response.statusCode(), response.headers()));
            } else if (first && !answered && stale(thrown)) {
                send(done, false);
            } else {
                done.accept(null, Failure.of(thrown, where));
            }
        });
    }

    private HttpResponse.BodySubscriber<byte[]> read(HttpResponse.ResponseInfo info) {
        answered = true;
        return info.statusCode() == OK
                ? body.apply(info)
                : new LimitedBody<>(BodySubscribers.ofByteArray(), MAX_ERROR_BYTES);
    }

    private static boolean stale(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return cause instanceof IOException
                && !(cause instanceof HttpTimeoutException)
                && !(cause instanceof ConnectException)
                && !(cause instanceof ProtocolException)
                && !(cause instanceof SSLException);
    }

    private boolean isAborted() {
        synchronized (lock) {
            return aborted;
        }
    }

    /** Closes the connection of a request that is under way. Idempotent. */
    void abort() {
        CompletableFuture<?> future;
        synchronized (lock) {
            aborted = true;
            future = http;
        }
        if (future != null) {
            future.cancel(true);
        }
    }
}
