package io.ramal.speech.vosk.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;
import io.ramal.stt.SttEvent;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final @Nullable SecondEar second;
    private String told = "";

    /** A recogniser of answers only, beside the one that is listened to. */
    private record SecondEar(Answers answers, SpeechRecognizer recognizer, Transcript transcript) {
        static @Nullable SecondEar open(SpeechModel model, Answers answers) throws IOException {
            return answers.isEmpty()
                    ? null
                    : new SecondEar(answers, model.recognizer(answers.json()), new Transcript());
        }
    }

    private Decoder(
            SharedModel model, SpeechRecognizer recognizer, @Nullable SecondEar second, Consumer<SttEvent> events) {
        this.model = model;
        this.recognizer = recognizer;
        this.second = second;
        this.rate = model.model().sampleRate();
        this.resampler = rate == AudioFrame.SAMPLE_RATE ? null : new Resampler(AudioFrame.SAMPLE_RATE, rate);
        this.events = events;
    }

    /**
     * Takes over one acquired use of {@code model}, also when this fails.
     *
     * @param expected makes the second opinion out of what the model can be held to
     */
    static Decoder open(SharedModel model, Function<SpeechModel, Answers> expected, Consumer<SttEvent> events)
            throws IOException {
        SpeechRecognizer recognizer = null;
        try {
            recognizer = model.model().recognizer();
            SecondEar second = SecondEar.open(model.model(), expected.apply(model.model()));
            return new Decoder(model, recognizer, second, events);
        } catch (IOException | RuntimeException e) {
            if (recognizer != null) {
                recognizer.close();
            }
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
        String text = transcript.text();
        double confidence = transcript.confidence();
        if (second != null && !text.isEmpty()) {
            second.transcript.add(second.recognizer.last());
            confidence = second.answers.confidence(text, confidence, second.transcript.text());
        }
        return new SttEvent.Final(text, confidence);
    }

    private void feed(short[] samples) {
        if (samples.length == 0) {
            return;
        }
        if (recognizer.accept(samples)) {
            transcript.add(recognizer.result());
        }
        if (second != null && second.recognizer.accept(samples)) {
            second.transcript.add(second.recognizer.result());
        }
    }

    @Override
    public void close() {
        recognizer.close();
        if (second != null) {
            second.recognizer.close();
        }
        model.release();
    }
}
