package io.ramal.speech.openai.internal;

import io.ramal.remote.Trust;
import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What both providers run on; its owner ends it.
 *
 * @param clock nanoseconds
 * @param workers where sound is converted and listeners are told: a millisecond at a time
 * @param client keeps connections
 */
record Machinery(LongSupplier clock, Executor workers, HttpClient client) {
    /** @param threads of the client; it must outlive it */
    static Machinery of(SpeechSettings settings, LongSupplier clock, Executor workers, Executor threads) {
        @Nullable
        SSLContext trust = settings.trustFile() == null ? null : Trust.of(settings.trustFile(), SpeechSettings.PID);
        // HTTP/1.1: local services complain about the upgrade to HTTP/2 that is offered otherwise
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connect())
                .executor(threads);
        if (trust != null) {
            client.sslContext(trust);
        }
        return new Machinery(clock, workers, client.build());
    }
}
