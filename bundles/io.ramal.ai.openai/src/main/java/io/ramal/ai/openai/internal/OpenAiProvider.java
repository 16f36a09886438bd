package io.ramal.ai.openai.internal;

import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.remote.Trust;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The model at one address. Always READY once configured: whether it answers is known when it is asked. */
final class OpenAiProvider implements AiProvider {
    private final OpenAiSettings settings;
    private final Executor threads;
    private final HttpClient client;
    private final BiConsumer<Duration, Runnable> later;

    /** @param threads do all work; nothing is done on the leg's thread */
    OpenAiProvider(OpenAiSettings settings, Executor threads) {
        this(
                settings,
                threads,
                (pause, task) -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, threads)
                        .execute(task));
    }

    /** @param later runs a task after a time, on the threads */
    OpenAiProvider(OpenAiSettings settings, Executor threads, BiConsumer<Duration, Runnable> later) {
        this.settings = settings;
        this.threads = threads;
        this.later = later;
        // HTTP/1.1: local services complain about the upgrade to HTTP/2 that is offered otherwise
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connect())
                .executor(threads);
        if (settings.trustFile() != null) {
            builder.sslContext(Trust.of(settings.trustFile(), OpenAiSettings.PID));
        }
        this.client = builder.build();
    }

    @Override
    public ProviderInfo info() {
        Set<Capability> can = EnumSet.of(Capability.ASKED_AHEAD);
        if (settings.stream()) {
            can.add(Capability.STREAMING);
        }
        return new ProviderInfo(
                "openai",
                ProviderRole.AI,
                Set.of(),
                settings.model() + " at " + settings.url().getHost(),
                can);
    }

    @Override
    public ProviderHealth health() {
        return ProviderHealth.READY;
    }

    @Override
    public AiSession open(AiRequest request, AiListener listener) {
        return new OpenAiSession(request, settings, client, new Strand(threads), later, listener);
    }
}
