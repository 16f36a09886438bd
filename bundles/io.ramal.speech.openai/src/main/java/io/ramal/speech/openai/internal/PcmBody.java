package io.ramal.speech.openai.internal;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;

/**
 * Hands a body over piece by piece; the next one is asked for when the last is done with, so that nothing piles up here.
 */
final class PcmBody implements BodySubscriber<byte[]> {
    private final BiConsumer<byte[], Runnable> pieces;
    private final CompletableFuture<byte[]> end = new CompletableFuture<>();
    private Flow.Subscription subscription = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    /** @param pieces told a piece, and what to run for the next, on the client's threads */
    PcmBody(BiConsumer<byte[], Runnable> pieces) {
        this.pieces = pieces;
    }

    /** Empty: all of it has been handed over. */
    @Override
    public CompletionStage<byte[]> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        subscription = s;
        s.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        int length = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
        byte[] piece = new byte[length];
        int at = 0;
        for (ByteBuffer b : buffers) {
            int n = b.remaining();
            b.get(piece, at, n);
            at += n;
        }
        Flow.Subscription s = subscription;
        pieces.accept(piece, () -> s.request(1));
    }

    @Override
    public void onError(Throwable cause) {
        end.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        end.complete(new byte[0]);
    }
}
