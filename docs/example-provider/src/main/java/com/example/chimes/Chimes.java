package com.example.chimes;

import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The engine behind the seam; knows nothing of OSGi. */
final class Chimes implements TtsProvider {
    private static final ProviderInfo INFO = new ProviderInfo(
            "chimes",
            ProviderRole.TTS,
            Set.of(),
            "every vowel a note",
            Set.of(Capability.LOCAL, Capability.STREAMING));

    private final Settings settings;
    private final Melody melody;
    private final Executor worker;
    private volatile boolean stopping;

    /** @param worker runs one task at a time and rejects what it cannot hold */
    Chimes(Settings settings, Executor worker) {
        this.settings = settings;
        this.melody = new Melody(settings);
        this.worker = worker;
    }

    @Override
    public ProviderInfo info() {
        return INFO;
    }

    @Override
    public ProviderHealth health() {
        return ProviderHealth.READY;
    }

    /** All that changes the sound; prompts kept under another key are not heard again. */
    @Override
    public String voiceKey(Locale language, String voice) {
        return "1/" + settings.noteMillis() + "/" + settings.volumePercent();
    }

    @Override
    public TtsSession open(TtsRequest request, TtsListener listener) {
        return new Sentence(listener);
    }

    /** What is being spoken fails from now on, so that another voice says it. */
    void stop() {
        stopping = true;
    }

    private final class Sentence implements TtsSession {
        private final TtsListener listener;
        private volatile boolean over;

        Sentence(TtsListener listener) {
            this.listener = listener;
        }

        @Override
        public void say(String text) {
            try {
                worker.execute(() -> play(text));
            } catch (RejectedExecutionException e) {
                listener.on(new TtsEvent.Failed("too many sentences wait, or the bundle stops"));
            }
        }

        private void play(String text) {
            for (int note : Melody.notes(text)) {
                if (over) {
                    return;
                }
                if (stopping) {
                    listener.on(new TtsEvent.Failed("the bundle stops"));
                    return;
                }
                listener.on(new TtsEvent.Audio(melody.sound(note)));
            }
            if (!over) {
                listener.on(new TtsEvent.Finished());
            }
        }

        @Override
        public void cancel() {
            over = true;
        }

        @Override
        public void close() {
            cancel();
        }
    }
}
