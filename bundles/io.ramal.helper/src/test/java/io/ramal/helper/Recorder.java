package io.ramal.helper;

import io.ramal.audio.AudioFrame;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsListener;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what a sentence delivers. */
public final class Recorder implements TtsListener {
    private final List<TtsEvent> events = new ArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long firstAt;

    @Override
    public void on(TtsEvent event) {
        synchronized (events) {
            events.add(event);
        }
        if (first.getCount() > 0) {
            firstAt = System.nanoTime();
            first.countDown();
        }
        if (!(event instanceof TtsEvent.Audio)) {
            end.countDown();
        }
    }

    public List<TtsEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    public boolean finished() {
        return events().stream().anyMatch(TtsEvent.Finished.class::isInstance);
    }

    public String failure() {
        return events().stream()
                .filter(TtsEvent.Failed.class::isInstance)
                .map(e -> ((TtsEvent.Failed) e).reason())
                .findFirst()
                .orElse("");
    }

    public AudioFrame sound() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (TtsEvent e : events()) {
            if (e instanceof TtsEvent.Audio a) {
                all.writeBytes(a.frame().toLittleEndian());
            }
        }
        return AudioFrame.ofLittleEndian(all.toByteArray(), 0, all.size());
    }

    /** Waits for the last event. */
    public Recorder awaitEnd() throws InterruptedException {
        if (!end.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no end within 30 s: " + events());
        }
        return this;
    }

    /** Waits for the first event and returns when it came. */
    public long awaitFirst() throws InterruptedException {
        if (!first.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing within 30 s");
        }
        return firstAt;
    }
}
