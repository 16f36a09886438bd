package io.ramal.ai.messages.internal;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiListener;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.remote.Again;
import io.ramal.remote.BadReplyException;
import io.ramal.remote.LimitedBody;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One leg's dialogue with the backend, which keeps its history itself under the call's id. At most one request is under
 * way: another question cancels the one before, as {@link #cancel} does. Events come on the provider's executor.
 */
final class MessagesSession implements AiSession {
    /** Far more than anybody would listen to. */
    static final int MAX_REPLY_BYTES = 256 * 1024;

    private static final int OK = 200;

    /** A question under way; its identity decides whether its outcome still counts. */
    private static final class Exchange {
        private final AiQuestion question;
        private volatile @Nullable CompletableFuture<?> http;
        private volatile boolean cancelled;
        /** Not to be asked a third time; of whoever has the exchange, one task at a time. */
        private boolean repeated;

        private final long began = System.nanoTime();

        Exchange(AiQuestion question) {
            this.question = question;
        }

        /** From either side: whoever comes second, here or in {@link #abort}, sees the other's mark. */
        void started(CompletableFuture<?> future) {
            http = future;
            if (cancelled) {
                future.cancel(true);
            }
        }

        void abort() {
            cancelled = true;
            CompletableFuture<?> future = http;
            if (future != null) {
                future.cancel(true);
            }
        }
    }

    private final AiRequest call;
    private final MessagesSettings settings;
    private final HttpClient client;
    private final Executor executor;
    private final BiConsumer<Duration, Runnable> later;
    private final AiListener listener;
    private final AtomicReference<@Nullable Exchange> open = new AtomicReference<>();
    private volatile boolean closed;

    MessagesSession(
            AiRequest call,
            MessagesSettings settings,
            HttpClient client,
            Executor executor,
            BiConsumer<Duration, Runnable> later,
            AiListener listener) {
        this.call = call;
        this.settings = settings;
        this.client = client;
        this.executor = executor;
        this.later = later;
        this.listener = listener;
    }

    @Override
    public void ask(AiQuestion question) {
        if (closed) {
            return;
        }
        Exchange exchange = new Exchange(question);
        abort(open.getAndSet(exchange));
        try {
            // building and sending a request take locks of the client: not on the leg's thread
            executor.execute(() -> send(exchange));
        } catch (RejectedExecutionException e) {
            end(exchange, new AiEvent.Failed(question.turn(), "provider stopped"));
        }
    }

    private void send(Exchange exchange) {
        if (open.get() != exchange) {
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Wire.request(call, exchange.question)));
        if (!settings.key().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        CompletableFuture<HttpResponse<byte[]>> http = client.sendAsync(
                request.build(), info -> new LimitedBody<>(BodySubscribers.ofByteArray(), MAX_REPLY_BYTES));
        exchange.started(http);
        // the request's own timeout ends with the headers; this one holds for a body that never ends, too
        http.copy()
                .orTimeout(left(exchange), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((response, failure) -> done(exchange, response, failure), executor);
    }

    private long left(Exchange exchange) {
        long gone = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - exchange.began);
        return Math.max(1, settings.timeout().toMillis() - gone);
    }

    private void done(Exchange exchange, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        long turn = exchange.question.turn();
        Duration pause =
                response == null ? Again.after(cause(failure)) : Again.after(response.statusCode(), response.headers());
        if (pause != null && !exchange.repeated && pause.toMillis() < left(exchange)) {
            exchange.repeated = true;
            later.accept(pause, () -> send(exchange));
            return;
        }
        if (response == null) {
            end(exchange, new AiEvent.Failed(turn, reason(failure)));
            exchange.abort();
            return;
        }
        if (response.statusCode() != OK) {
            end(exchange, new AiEvent.Failed(turn, "HTTP status " + response.statusCode()));
            return;
        }
        try {
            end(exchange, Wire.answer(new String(response.body(), Charsets.of(response.headers())), exchange.question));
        } catch (BadReplyException e) {
            end(exchange, new AiEvent.Failed(turn, String.valueOf(e.getMessage())));
        }
    }

    private void end(Exchange exchange, AiEvent event) {
        if (open.compareAndSet(exchange, null) && !closed) {
            listener.on(event);
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private String reason(@Nullable Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "no answer within " + settings.timeout().toMillis() + " ms";
        }
        if (cause instanceof BadReplyException) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof ConnectException) {
            return "cannot connect to " + settings.url().getHost() + ":"
                    + settings.url().getPort();
        }
        if (cause instanceof SSLException) {
            return "no trusted connection to " + settings.url().getHost()
                    + "; check url, and trust.file for a private authority";
        }
        // messages of other exceptions may quote what the backend sent
        return cause == null ? "unknown" : cause.getClass().getSimpleName();
    }

    @Override
    public void cancel() {
        abort(open.getAndSet(null));
    }

    @Override
    public void close() {
        closed = true;
        cancel();
    }

    private static void abort(@Nullable Exchange exchange) {
        if (exchange != null) {
            exchange.abort();
        }
    }
}
