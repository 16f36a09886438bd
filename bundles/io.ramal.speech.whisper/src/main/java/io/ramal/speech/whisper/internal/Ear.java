package io.ramal.speech.whisper.internal;

import io.ramal.stt.SttEvent;
import java.io.IOException;

/**
 * Makes text of an utterance. The library tells nothing of how certain a text is, so each has the same confidence, set by
 * the operator.
 *
 * @param confidence of every text, 0–1
 */
record Ear(double confidence) {
    private static final SttEvent.Final NOTHING = new SttEvent.Final("", 0);

    /**
     * Listens; takes its time.
     *
     * @param line sound at the line's rate
     */
    SttEvent.Final hear(SpeechModel model, short[] line, String language) throws IOException {
        if (!Pcm.audible(line)) {
            return NOTHING;
        }
        Pcm sound = Pcm.of(line);
        String raw = model.transcribe(sound.samples(), sound.context(model.maxContext()), language);
        String text = Transcript.clean(raw, sound.millis());
        return text.isEmpty() ? NOTHING : new SttEvent.Final(text, confidence);
    }
}
