package io.ramal.ai.messages.internal;

import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The backend at one address. Always READY once configured: it is asked whenever somebody talks, and a dialogue that
 * fails falls back by itself.
 */
final class MessagesProvider implements AiProvider {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final MessagesSettings settings;
    private final Executor executor;
    private final HttpClient client;

    /** @param executor sends requests and gives the answers; holds at most one task per session at a time */
    MessagesProvider(MessagesSettings settings, Executor executor) {
        this.settings = settings;
        this.executor = executor;
        // HTTP/1.1: simple backends complain about the upgrade to HTTP/2 that is offered otherwise
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout().compareTo(CONNECT) < 0 ? settings.timeout() : CONNECT)
                .executor(executor)
                .build();
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
        return new MessagesSession(request, settings, client, executor, listener);
    }
}
