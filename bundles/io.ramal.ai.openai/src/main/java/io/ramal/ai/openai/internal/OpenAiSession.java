package io.ramal.ai.openai.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ramal.ai.AiEvent;
import io.ramal.ai.AiListener;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.ai.CallStatus;
import io.ramal.conversation.VisitData;
import io.ramal.remote.Again;
import io.ramal.remote.BadReplyException;
import io.ramal.remote.LimitedBody;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One leg's dialogue with the model, whose history is kept here. At most one request is under way: another question cancels
 * the one before. What happens is put in order by {@code strand}, one task after the other, never on the leg's thread.
 */
final class OpenAiSession implements AiSession {
    private static final int OK = 200;
    /** Far more than anybody would listen to. */
    static final int MAX_REPLY_BYTES = 1024 * 1024;

    private final AiRequest call;
    private final OpenAiSettings settings;
    private final HttpClient client;
    private final Executor strand;
    private final BiConsumer<Duration, Runnable> later;
    private final AiListener listener;
    private final History history;

    // the strand's
    private @Nullable Exchange open;
    private @Nullable Exchange unconfirmed;
    private volatile boolean closed;

    /** A question, and what comes of it. */
    private static final class Exchange {
        private final AiQuestion question;
        private final MessageReader reader = new MessageReader();
        private final Sentencer sentencer = new Sentencer();
        private @Nullable CompletableFuture<?> http;
        private boolean confirmed;
        private boolean repeated;
        private String content = "";
        private final long began = System.nanoTime();
        /** Pieces of the answer that wait for the strand, which has one task for all of them. */
        private final StringBuilder waiting = new StringBuilder();

        Exchange(AiQuestion question) {
            this.question = question;
            this.confirmed = !question.ahead();
        }

        /** Whether somebody must be told of it. */
        boolean add(String piece) {
            synchronized (waiting) {
                boolean first = waiting.isEmpty();
                waiting.append(piece);
                return first;
            }
        }

        String take() {
            synchronized (waiting) {
                String all = waiting.toString();
                waiting.setLength(0);
                return all;
            }
        }
    }

    OpenAiSession(
            AiRequest call,
            OpenAiSettings settings,
            HttpClient client,
            Executor strand,
            BiConsumer<Duration, Runnable> later,
            AiListener listener) {
        this.call = call;
        this.settings = settings;
        this.client = client;
        this.strand = strand;
        this.later = later;
        this.listener = listener;
        this.history = new History(settings.historyTurns());
    }

    @Override
    public void ask(AiQuestion question) {
        post(() -> begin(new Exchange(question)), question);
    }

    @Override
    public void confirm(long turn) {
        post(
                () -> {
                    if (open != null && open.question.turn() == turn) {
                        open.confirmed = true;
                    } else if (unconfirmed != null && unconfirmed.question.turn() == turn) {
                        remember(unconfirmed);
                        unconfirmed = null;
                    }
                },
                null);
    }

    @Override
    public void cancel() {
        post(this::drop, null);
    }

    @Override
    public void close() {
        closed = true;
        cancel();
    }

    private void post(Runnable task, @Nullable AiQuestion question) {
        try {
            strand.execute(task);
        } catch (RejectedExecutionException e) {
            if (question != null && !closed) {
                listener.on(new AiEvent.Failed(question.turn(), "provider stopped"));
            }
        }
    }

    private void begin(Exchange exchange) {
        drop();
        if (closed) {
            return;
        }
        open = exchange;
        send(exchange);
    }

    private void send(Exchange exchange) {
        if (open != exchange) {
            return;
        }
        EventStream stream = new EventStream(settings.stream(), piece -> {
            if (exchange.add(piece)) {
                post(() -> pieces(exchange), null);
            }
        });
        CompletableFuture<HttpResponse<Void>> http = client.sendAsync(
                request(exchange.question),
                info -> info.statusCode() == OK
                        ? new LimitedBody<>(
                                HttpResponse.BodySubscribers.fromLineSubscriber(
                                        stream, s -> null, Charsets.of(info.headers()), null),
                                MAX_REPLY_BYTES)
                        : HttpResponse.BodySubscribers.replacing(null));
        exchange.http = http;
        http.thenCompose(response -> response.statusCode() == OK
                        ? stream.whole()
                        : CompletableFuture.failedFuture(new BadReplyException(
                                Failures.status(response.statusCode()),
                                Again.after(response.statusCode(), response.headers()))))
                .orTimeout(left(exchange), TimeUnit.MILLISECONDS)
                .whenComplete((content, failure) -> post(() -> done(exchange, content, failure), null));
    }

    private HttpRequest request(AiQuestion question) {
        JsonArray messages = new JsonArray();
        messages.add(History.message("system", settings.prompt(call.extension().number(), call.language())));
        history.into(messages);
        messages.add(History.message("system", known(question.known())));
        messages.add(History.message("user", question.content()));
        JsonObject body = new JsonObject();
        body.addProperty("model", settings.model());
        body.add("messages", messages);
        body.addProperty("temperature", settings.temperature());
        body.addProperty("max_tokens", settings.maxTokens());
        body.addProperty("stream", settings.stream());
        if (settings.json()) {
            JsonObject format = new JsonObject();
            format.addProperty("type", "json_object");
            body.add("response_format", format);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", settings.stream() ? "text/event-stream" : "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!settings.key().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        return request.build();
    }

    /** As JSON, so that a name cannot pass for an instruction. */
    private static String known(VisitData data) {
        JsonObject json = new JsonObject();
        json.addProperty("intent_type", data.intent());
        json.addProperty("interlocutor_name", data.visitorName());
        json.addProperty("apartment_number", data.apartment());
        json.addProperty("resident_name", data.residentName());
        return "dados: " + json;
    }

    private long left(Exchange exchange) {
        long gone = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - exchange.began);
        return Math.max(1, settings.timeout().toMillis() - gone);
    }

    private void pieces(Exchange exchange) {
        if (open != exchange) {
            return;
        }
        for (String sentence : exchange.sentencer.add(exchange.reader.read(exchange.take()))) {
            tell(new AiEvent.Sentence(exchange.question.turn(), sentence));
        }
    }

    private void done(Exchange exchange, @Nullable String content, @Nullable Throwable failure) {
        if (open != exchange) {
            return;
        }
        Duration pause = content == null ? Failures.again(failure) : null;
        if (pause != null && !exchange.repeated && pause.toMillis() < left(exchange)) {
            exchange.repeated = true;
            later.accept(pause, () -> post(() -> send(exchange), exchange.question));
            return;
        }
        open = null;
        long turn = exchange.question.turn();
        if (content == null) {
            abort(exchange);
            tell(new AiEvent.Failed(turn, Failures.reason(failure, settings)));
            return;
        }
        try {
            Reply reply = Reply.of(content, exchange.question.known());
            exchange.content = content;
            if (exchange.confirmed) {
                remember(exchange);
            } else {
                unconfirmed = exchange;
            }
            String rest = settings.stream() ? exchange.sentencer.end() : reply.message();
            tell(new AiEvent.Answer(
                    turn,
                    rest,
                    reply.data(),
                    reply.complete(),
                    reply.complete() ? CallStatus.WAITING : CallStatus.USER_TURN));
        } catch (BadReplyException e) {
            tell(new AiEvent.Failed(turn, String.valueOf(e.getMessage())));
        }
    }

    private void remember(Exchange exchange) {
        history.add(exchange.question.content(), exchange.content);
    }

    private void drop() {
        unconfirmed = null;
        Exchange dropped = open;
        open = null;
        if (dropped != null) {
            abort(dropped);
        }
    }

    private static void abort(Exchange exchange) {
        if (exchange.http != null) {
            exchange.http.cancel(true);
        }
    }

    private void tell(AiEvent event) {
        if (!closed) {
            listener.on(event);
        }
    }
}
