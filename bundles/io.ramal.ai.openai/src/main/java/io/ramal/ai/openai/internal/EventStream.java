package io.ramal.ai.openai.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ramal.remote.BadReplyException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an answer: server-sent events ({@code data: {…}} and {@code data: [DONE]}, as OpenAI's interface has them)
 * when it is streamed, one JSON text otherwise. The content is told as it comes, all of it at the end.
 */
final class EventStream implements Flow.Subscriber<String> {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private final boolean streamed;
    private final Consumer<String> pieces;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final CompletableFuture<String> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /** @param pieces told what has come of the content, on the client's threads, in order */
    EventStream(boolean streamed, Consumer<String> pieces) {
        this.streamed = streamed;
        this.pieces = pieces;
    }

    CompletableFuture<String> whole() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        subscription = s;
        s.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (whole.isDone()) {
            return;
        }
        if (!streamed) {
            body.append(line).append('\n');
        } else if (line.startsWith(DATA)) {
            data(line.substring(DATA.length()).strip());
        }
    }

    private void data(String text) {
        if (text.equals(DONE)) {
            whole.complete(content.toString());
            return;
        }
        try {
            String piece = content(JsonParser.parseString(text), "delta");
            if (!piece.isEmpty()) {
                content.append(piece);
                pieces.accept(piece);
            }
        } catch (JsonParseException | IllegalStateException | ClassCastException e) {
            fail("the stream holds what is no event of a chat completion");
        }
    }

    private static String content(JsonElement json, String name) {
        JsonArray choices = ((JsonObject) json).getAsJsonArray("choices");
        if (choices == null || choices.isEmpty()) {
            return "";
        }
        JsonObject message = choices.get(0).getAsJsonObject().getAsJsonObject(name);
        JsonElement content = message == null ? null : message.get("content");
        return content == null || content.isJsonNull() ? "" : content.getAsString();
    }

    private void fail(String reason) {
        whole.completeExceptionally(new BadReplyException(reason));
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        if (whole.isDone()) {
            return;
        }
        if (streamed) {
            // some services end without the mark; whether the object is whole shows when it is read
            whole.complete(content.toString());
            return;
        }
        try {
            whole.complete(content(JsonParser.parseString(body.toString()), "message"));
        } catch (JsonParseException | IllegalStateException | ClassCastException | StackOverflowError e) {
            fail("the answer is no chat completion");
        }
    }
}
