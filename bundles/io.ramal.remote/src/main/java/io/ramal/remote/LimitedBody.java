package io.ramal.remote;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Passes a body on up to a limit; a longer one is given up at once, whether or not it has lines. */
public final class LimitedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> next;
    private final long limit;
    private Flow.@Nullable Subscription subscription;
    private long bytes;
    private boolean over;

    /** @param limit bytes */
    public LimitedBody(BodySubscriber<T> next, long limit) {
        this.next = next;
        this.limit = limit;
    }

    @Override
    public CompletionStage<T> getBody() {
        return next.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        subscription = s;
        next.onSubscribe(s);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (over) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        if (bytes <= limit) {
            next.onNext(buffers);
            return;
        }
        over = true;
        if (subscription != null) {
            subscription.cancel();
        }
        next.onError(new BadReplyException("the answer is larger than " + limit + " bytes"));
    }

    @Override
    public void onError(Throwable cause) {
        if (!over) {
            next.onError(cause);
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            next.onComplete();
        }
    }
}
