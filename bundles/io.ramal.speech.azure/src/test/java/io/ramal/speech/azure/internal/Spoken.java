package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsListener;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a sentence became. */
final class Spoken implements TtsListener {
    /** An event and its time. */
    record Mark(TtsEvent event, long nanos) {}

    private final BlockingQueue<Mark> marks = new LinkedBlockingQueue<>();
    final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    volatile long firstSoundAt;
    /** Why it failed; empty when it did not. */
    String reason = "";

    @Override
    public void on(TtsEvent event) {
        if (firstSoundAt == 0 && event instanceof TtsEvent.Audio) {
            firstSoundAt = System.nanoTime();
        }
        marks.add(new Mark(event, System.nanoTime()));
    }

    TtsEvent next() throws InterruptedException {
        Mark mark = marks.poll(Rig.PATIENCE_S, TimeUnit.SECONDS);
        assertThat(mark).as("an event in time").isNotNull();
        if (mark.event() instanceof TtsEvent.Audio audio) {
            AudioFrame frame = audio.frame();
            sound.writeBytes(frame.toLittleEndian());
        }
        return mark.event();
    }

    /** The event that ends it; sound before it is kept. */
    TtsEvent end() throws InterruptedException {
        TtsEvent event = next();
        while (event instanceof TtsEvent.Audio) {
            event = next();
        }
        return event;
    }

    String failure() throws InterruptedException {
        return ((TtsEvent.Failed)
                        assertThat(end()).isInstanceOf(TtsEvent.Failed.class).actual())
                .reason();
    }

    boolean nothing() {
        return marks.isEmpty();
    }
}
