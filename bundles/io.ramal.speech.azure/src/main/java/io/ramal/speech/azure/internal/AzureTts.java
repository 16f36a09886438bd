package io.ramal.speech.azure.internal;

import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.remote.Sessions;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.Locale;
import java.util.Set;

/**
 * Text to speech by Azure. The voice stands in each sentence's markup, not in the connection: one pool of synthesizers
 * serves all voices.
 */
final class AzureTts implements TtsProvider, AutoCloseable {
    private final AzureSettings.Speaking settings;
    private final Machinery machinery;
    private final Voices voices;
    private final ProviderInfo info;
    private final Health health;
    private final Sessions sessions;
    private final Pool<Engine.Synthesizer> pool;
    private final TtsUtterance.Room room;

    AzureTts(AzureSettings all, Engine.Maker maker, Machinery machinery) {
        this.settings = all.speaking();
        this.machinery = machinery;
        voices = new Voices(settings);
        String where = all.service().ttsHost() == null
                ? all.service().where()
                : all.service().ttsHost().toString();
        info = new ProviderInfo(
                "azure",
                ProviderRole.TTS,
                voices.languages(),
                "Azure speech synthesis at " + where,
                Set.of(Capability.STREAMING));
        health = new Health(
                "speech synthesis by Azure (" + where + ")", machinery.clock(), machinery.random(), this::probe);
        sessions = new Sessions(all.sessionsMax(), "Azure is being stopped");
        pool = new Pool<>(
                maker::synthesizer,
                new Pool.Size(settings.spare(), settings.keep(), all.spareIdle(), all.connectTimeout()),
                machinery.clock(),
                machinery.workers(),
                health);
        room = new TtsUtterance.Room(
                settings.timeout(), machinery.clock(), machinery.workers(), health, sessions::ended);
    }

    private void probe() {
        pool.probe();
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public ProviderHealth health() {
        return health.now();
    }

    @Override
    public TtsSession open(TtsRequest request, TtsListener listener) {
        String voice = voices.choose(request.language(), request.voice());
        TtsUtterance utterance = new TtsUtterance(
                pool,
                text -> Ssml.of(request.language(), voice, settings.rate(), settings.pitch(), text),
                listener,
                room);
        String refusal = sessions.admit(utterance);
        if (!refusal.isEmpty()) {
            listener.on(new TtsEvent.Failed(refusal));
            utterance.close();
        }
        return utterance;
    }

    @Override
    public String voiceKey(Locale language, String voice) {
        return voices.key(language, voice);
    }

    Sessions sessions() {
        return sessions;
    }

    /** @param up whether engines can connect, or fail to; else what connects ahead is not judged by its time */
    void tick(boolean up) {
        sessions.tick(machinery.clock().getAsLong());
        if (up) {
            pool.tick();
            health.tick();
        } else {
            pool.hold();
        }
    }

    /** Fails what is not over and closes every synthesizer; the helper may still be at it. */
    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
