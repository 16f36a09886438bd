package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what a session tells, when, and whether it did so one event at a time. */
final class Heard implements SttListener {
    /** An event and its time. */
    record Mark(SttEvent event, long nanos) {}

    final List<SttEvent> partials = new ArrayList<>();
    private final BlockingQueue<Mark> marks = new LinkedBlockingQueue<>();
    private final AtomicInteger inside = new AtomicInteger();
    volatile boolean overlapped;

    @Override
    public void on(SttEvent event) {
        if (inside.incrementAndGet() > 1) {
            overlapped = true;
        }
        marks.add(new Mark(event, System.nanoTime()));
        inside.decrementAndGet();
    }

    /** The next event. */
    Mark next() throws InterruptedException {
        Mark mark = marks.poll(Rig.PATIENCE_S, TimeUnit.SECONDS);
        assertThat(mark).as("an event in time").isNotNull();
        return mark;
    }

    /** The event that ends it; partials before it are kept. */
    Mark end() throws InterruptedException {
        while (true) {
            Mark mark = next();
            if (mark.event() instanceof SttEvent.Final || mark.event() instanceof SttEvent.Failed) {
                assertThat(overlapped).as("two events at a time").isFalse();
                return mark;
            }
            partials.add(mark.event());
        }
    }

    SttEvent.Final text() throws InterruptedException {
        return (SttEvent.Final)
                assertThat(end().event()).isInstanceOf(SttEvent.Final.class).actual();
    }

    String failure() throws InterruptedException {
        return ((SttEvent.Failed) assertThat(end().event())
                        .isInstanceOf(SttEvent.Failed.class)
                        .actual())
                .reason();
    }

    boolean nothing() {
        return marks.isEmpty();
    }

    static void say(SttSession session, List<AudioFrame> frames) {
        frames.forEach(session::accept);
    }
}
