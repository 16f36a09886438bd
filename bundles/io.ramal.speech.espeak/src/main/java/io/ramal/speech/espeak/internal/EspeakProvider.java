package io.ramal.speech.espeak.internal;

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

/** eSpeak NG as a provider. */
final class EspeakProvider implements TtsProvider {
    private final EspeakSettings settings;
    private final Voices voices;
    private final HelperPool pool;
    private final ProviderInfo info;
    private final AtomicLong ids = new AtomicLong();

    EspeakProvider(EspeakSettings settings, String engineVersion, Voices voices, HelperPool pool) {
        this.settings = settings;
        this.voices = voices;
        this.pool = pool;
        this.info = new ProviderInfo(
                "espeak",
                ProviderRole.TTS,
                Voices.LANGUAGES,
                "eSpeak NG " + engineVersion + " in a helper process",
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

    @Override
    public TtsSession open(TtsRequest request, TtsListener listener) {
        return new HelperSession(text -> command(request, text), listener, pool);
    }

    @Override
    public String voiceKey(Locale language, String voice) {
        return voices.key(language, voice);
    }

    private Command.Speak command(TtsRequest request, String text) {
        return new Command.Speak(
                ids.incrementAndGet(),
                voices.choose(request.language(), request.voice()),
                voices.fallbackFor(request.language()),
                settings.rate(),
                settings.pitch(),
                text);
    }
}
