package io.ramal.speech.piper.internal;

import io.ramal.helper.HelperPool;
import io.ramal.helper.HelperSession;
import io.ramal.helper.wire.Command;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Piper as a provider. */
final class PiperProvider implements TtsProvider {
    private final Voices voices;
    private final HelperPool pool;
    private final ProviderInfo info;
    private final AtomicLong ids = new AtomicLong();

    PiperProvider(String engineVersion, Voices voices, HelperPool pool) {
        this.voices = voices;
        this.pool = pool;
        this.info = new ProviderInfo(
                "piper",
                ProviderRole.TTS,
                voices.languages(),
                "Piper " + engineVersion + " in a helper process",
                Set.of(Capability.LOCAL, Capability.STREAMING));
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public ProviderHealth health() {
        return pool.health();
    }

    /** A voice asked for is another engine's name of one: the language's own speaks. */
    @Override
    public TtsSession open(TtsRequest request, TtsListener listener) {
        return new HelperSession(text -> command(request.language(), text), listener, pool);
    }

    @Override
    public String voiceKey(Locale language, String voice) {
        return voices.key(language);
    }

    private Command.Speak command(Locale language, String text) {
        String voice = voices.choose(language);
        return new Command.Speak(ids.incrementAndGet(), voice, voice, 0, 50, text);
    }
}
