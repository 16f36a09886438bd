package io.ramal.itests.container;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A recogniser that is always there and always understands, so that a turn is only lost where one is lost. */
final class SteadyEars implements SttProvider {
    private final AtomicLong understood = new AtomicLong();

    /** Turns it has been asked for. */
    long understood() {
        return understood.get();
    }

    @Override
    public ProviderInfo info() {
        return new ProviderInfo("steady", ProviderRole.STT, Set.of(), "understands whatever is said");
    }

    @Override
    public ProviderHealth health() {
        return ProviderHealth.READY;
    }

    @Override
    public SttSession open(SttRequest request, SttListener listener) {
        return new SttSession() {
            @Override
            public void accept(AudioFrame frame) {}

            @Override
            public void finish() {
                // by turns, so that every answer has learned something
                boolean even = understood.incrementAndGet() % 2 == 0;
                listener.on(new SttEvent.Final(even ? "é uma entrega" : "é uma visita", 1));
            }

            @Override
            public void cancel() {}

            @Override
            public void close() {}
        };
    }
}
