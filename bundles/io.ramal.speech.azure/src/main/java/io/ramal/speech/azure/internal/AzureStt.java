package io.ramal.speech.azure.internal;

import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.remote.Sessions;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Speech to text by Azure: one recogniser per utterance, spares of the languages in use connected ahead. */
final class AzureStt implements SttProvider, AutoCloseable {
    /** Languages with spares; utterances in more are served without. */
    private static final int MAX_LANGUAGES = 8;
    /** Whose first spare tries whether the service can be reached: what most callers speak. */
    private static final Locale FIRST = Locale.forLanguageTag("pt-BR");

    private final AzureSettings settings;
    private final Engine.Maker maker;
    private final Machinery machinery;
    private final ProviderInfo info;
    private final Health health;
    private final Sessions sessions;
    private final SttUtterance.Room room;
    private final Map<Locale, Pool<Engine.Recognizer>> pools = new HashMap<>();
    private boolean closed;

    AzureStt(AzureSettings settings, Engine.Maker maker, Machinery machinery) {
        this.settings = settings;
        this.maker = maker;
        this.machinery = machinery;
        String where = settings.service().where();
        info = new ProviderInfo(
                "azure",
                ProviderRole.STT,
                Set.of(),
                "Azure speech recognition at " + where,
                Set.of(Capability.PARTIALS, Capability.HINTS));
        health = new Health(
                "speech recognition by Azure (" + where + ")",
                machinery.clock(),
                machinery.random(),
                () -> pool(FIRST).probe());
        sessions = new Sessions(settings.sessionsMax(), "Azure is being stopped");
        room = new SttUtterance.Room(
                settings.connectTimeout(),
                settings.hearing().timeout(),
                settings.hearing().silence(),
                machinery.clock(),
                machinery.workers(),
                health,
                sessions::ended);
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
    public SttSession open(SttRequest request, SttListener listener) {
        SttUtterance utterance = new SttUtterance(pool(request.language()), Hints.of(request), listener, room);
        String refusal = sessions.admit(utterance);
        if (!refusal.isEmpty()) {
            listener.on(new SttEvent.Failed(refusal));
            utterance.close();
        } else {
            utterance.begin();
        }
        return utterance;
    }

    private Pool<Engine.Recognizer> pool(Locale language) {
        synchronized (pools) {
            Pool<Engine.Recognizer> pool = pools.get(language);
            if (pool == null) {
                boolean few = pools.size() < MAX_LANGUAGES && !closed;
                pool = new Pool<>(
                        () -> maker.recognizer(language),
                        new Pool.Size(
                                few ? settings.hearing().spare() : 0,
                                0,
                                settings.spareIdle(),
                                settings.connectTimeout()),
                        machinery.clock(),
                        machinery.workers(),
                        health);
                if (few) {
                    pools.put(language, pool);
                }
            }
            return pool;
        }
    }

    private List<Pool<Engine.Recognizer>> pools() {
        synchronized (pools) {
            return List.copyOf(pools.values());
        }
    }

    Sessions sessions() {
        return sessions;
    }

    /** @param up whether engines can connect, or fail to; else what connects ahead is not judged by its time */
    void tick(boolean up) {
        sessions.tick(machinery.clock().getAsLong());
        if (up) {
            pools().forEach(Pool::tick);
            health.tick();
        } else {
            pools().forEach(Pool::hold);
        }
    }

    /** Fails what is not over and closes every recogniser; the helper may still be at it. */
    @Override
    public void close() {
        synchronized (pools) {
            closed = true;
        }
        sessions.close();
        pools().forEach(Pool::close);
    }
}
