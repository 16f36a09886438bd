package io.ramal.speech.vosk.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;
import io.ramal.stt.SttEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One utterance inside the engine: sound in, events out. Used by one thread at a time; holds its share of the model until
 * it is closed.
 */
final class Decoder implements AutoCloseable {
    /** Silence after the last sound, so that the engine's look-ahead reaches the last word. */
    private static final int TAIL_MILLIS = 200;

    private final SharedModel model;
    private final SpeechRecognizer recognizer;
    private final @Nullable Resampler resampler;
    private final int rate;
    private final Consumer<SttEvent> events;
    private final Transcript transcript = new Transcript();
    private String told = "";

    private Decoder(SharedModel model, SpeechRecognizer recognizer, Consumer<SttEvent> events) {
        this.model = model;
        this.recognizer = recognizer;
        this.rate = model.model().sampleRate();
        this.resampler = rate == AudioFrame.SAMPLE_RATE ? null : new Resampler(AudioFrame.SAMPLE_RATE, rate);
        this.events = events;
    }

    /** Takes over one acquired use of {@code model}, also when this fails. */
    static Decoder open(SharedModel model, Consumer<SttEvent> events) throws IOException {
        try {
            return new Decoder(model, model.model().recognizer(), events);
        } catch (IOException | RuntimeException e) {
            model.release();
            throw e;
        }
    }

    /**
     * Takes the next sound of the line. An end the engine hears by itself is a pause of about half a second, no sign of a
     * complete utterance: how long a pause may be is the leg's to say.
     */
    void accept(short[] line) {
        feed(resampler == null ? line : resampler.process(line));
        String soFar = transcript.with(recognizer.partial());
        if (!soFar.isEmpty() && !soFar.equals(told)) {
            told = soFar;
            events.accept(new SttEvent.Partial(soFar));
        }
    }

    /** The utterance is over: what it was. */
    SttEvent.Final finish() {
        if (resampler != null) {
            feed(resampler.flush());
        }
        feed(new short[rate * TAIL_MILLIS / 1000]);
        transcript.add(recognizer.last());
        return new SttEvent.Final(transcript.text(), transcript.confidence());
    }

    private void feed(short[] samples) {
        if (samples.length > 0 && recognizer.accept(samples)) {
            transcript.add(recognizer.result());
        }
    }

    @Override
    public void close() {
        recognizer.close();
        model.release();
    }
}
