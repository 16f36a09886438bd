package io.ramal.ai.messages.internal;

import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.remote.Trust;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The backend at one address. Always READY once configured: it is asked whenever somebody talks, and a dialogue that
 * fails falls back by itself.
 */
final class MessagesProvider implements AiProvider {
    private final MessagesSettings settings;
    private final Executor executor;
    private final HttpClient client;
    private final BiConsumer<Duration, Runnable> later;

    /** @param executor sends requests and gives the answers; holds at most one task per session at a time */
    MessagesProvider(MessagesSettings settings, Executor executor) {
        this(
                settings,
                executor,
                (pause, task) -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, executor)
                        .execute(task));
    }

    /** @param later runs a task after a time, on the executor */
    MessagesProvider(MessagesSettings settings, Executor executor, BiConsumer<Duration, Runnable> later) {
        this.settings = settings;
        this.executor = executor;
        this.later = later;
        // HTTP/1.1: simple backends complain about the upgrade to HTTP/2 that is offered otherwise
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(
                        settings.timeout().compareTo(settings.connect()) < 0 ? settings.timeout() : settings.connect())
                .executor(executor);
        if (settings.trustFile() != null) {
            builder.sslContext(Trust.of(settings.trustFile(), MessagesSettings.PID));
        }
        this.client = builder.build();
    }

    @Override
    public ProviderInfo info() {
        return new ProviderInfo(
                "messages",
                ProviderRole.AI,
                Set.of(),
                "HTTP backend at " + settings.url().getHost());
    }

    @Override
    public ProviderHealth health() {
        return ProviderHealth.READY;
    }

    @Override
    public AiSession open(AiRequest request, AiListener listener) {
        return new MessagesSession(request, settings, client, executor, later, listener);
    }
}
