package io.ramal.tts;

import io.ramal.provider.Provider;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns text into sound. */
@ConsumerType
public interface TtsProvider extends Provider {
    /**
     * Opens a session for one sentence. Returns at once.
     *
     * @param listener called on any thread, one event at a time, never after {@link TtsSession#close}
     */
    TtsSession open(TtsRequest request, TtsListener listener);

    /**
     * The voice that would speak a language, as part of the prompt cache's key: it changes whenever the same text would
     * sound different (another voice, rate or engine version).
     *
     * @param voice the voice asked for, empty for the default one
     */
    String voiceKey(java.util.Locale language, String voice);
}
