package io.ramal.audiosocket.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Remembers what a line told it. */
final class RecordingHandler implements LineHandler {
    final Queue<AudioFrame> heard = new ConcurrentLinkedQueue<>();
    final AtomicLong heardCount = new AtomicLong();
    final BlockingQueue<Character> keys = new LinkedBlockingQueue<>();
    final BlockingQueue<LineEnd> ends = new LinkedBlockingQueue<>();
    final AtomicLong beats = new AtomicLong();
    volatile LongFunction<@Nullable AudioFrame> mouth = now -> null;
    volatile boolean failing;
    /** Done when the line is closed. */
    volatile Runnable last = () -> {};

    volatile boolean remembering = true;

    @Override
    public void audio(AudioFrame frame) {
        if (failing) {
            throw new IllegalStateException("a handler that fails");
        }
        heardCount.incrementAndGet();
        if (remembering) {
            heard.add(frame);
        }
    }

    @Override
    public void dtmf(char digit) {
        keys.add(digit);
    }

    @Override
    public @Nullable AudioFrame nextFrame(long nanoTime) {
        beats.incrementAndGet();
        return mouth.apply(nanoTime);
    }

    @Override
    public void closed(LineEnd end) {
        ends.add(end);
        last.run();
    }
}
