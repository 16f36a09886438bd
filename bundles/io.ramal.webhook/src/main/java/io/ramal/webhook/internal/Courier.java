package io.ramal.webhook.internal;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.spi.Scheduler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries one message, again and again if need be. Nothing here waits. */
final class Courier {
    /** The receiver has been taken out of the settings. */
    static final class OffException extends RuntimeException {
        OffException() {
            super("no receiver any more", null, false, false);
        }
    }

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    /** A receiver may ask for more patience, but not for messages to be kept for ever. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private static final double JITTER = 0.25;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Supplier<WebhookSettings> settings;
    private final HttpClient client;
    private final Scheduler scheduler;
    private final Clock clock;

    /** @param settings asked at every attempt, so that a change also saves what is under way */
    Courier(Supplier<WebhookSettings> settings, HttpClient client, Scheduler scheduler, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    static boolean taken(int status) {
        return status / 100 == 2;
    }

    private static boolean passing(int status) {
        return status == TOO_MANY_REQUESTS || status / 100 == 5;
    }

    /** Completes with the last answer, or with why there was none. */
    CompletableFuture<HttpResponse<Void>> deliver(Message message) {
        return Failsafe.with(policy(settings.get()))
                .with(scheduler)
                .getStageAsync(() -> attempt(message, settings.get()));
    }

    private RetryPolicy<HttpResponse<Void>> policy(WebhookSettings s) {
        Duration longest = s.delay().compareTo(LONGEST_DELAY) < 0
                ? LONGEST_DELAY
                : s.delay().plusMillis(1);
        return RetryPolicy.<HttpResponse<Void>>builder()
                .handle(IOException.class, TimeoutException.class)
                .handleResultIf(r -> r != null && passing(r.statusCode()))
                .withMaxAttempts(s.attempts())
                .withBackoff(s.delay(), longest)
                .withJitter(JITTER)
                .withDelayFn(context -> asked(context.getLastResult()))
                .build();
    }

    private CompletableFuture<HttpResponse<Void>> attempt(Message message, WebhookSettings s) {
        URI url = s.url();
        if (url == null) {
            return CompletableFuture.failedFuture(new OffException());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(s.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Ramal")
                .header("X-Ramal-Event", message.event())
                .header("X-Ramal-Delivery", message.delivery().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
        if (s.signed()) {
            long now = clock.instant().getEpochSecond();
            request.header("X-Ramal-Signature", Signature.of(s.secret(), now, message.body()));
        }
        // the client's own limit ends with the head of the answer, and a time-out of its future ends no exchange
        CompletableFuture<HttpResponse<Void>> exchange =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        return exchange.copy()
                .orTimeout(s.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, error) -> exchange.cancel(true));
    }

    /** What the receiver asks for; negative, and the policy decides. */
    private Duration asked(@Nullable HttpResponse<Void> response) {
        Duration none = Duration.ofNanos(-1);
        if (response == null) {
            return none;
        }
        Duration asked =
                response.headers().firstValue("Retry-After").map(this::read).orElse(none);
        if (asked.isNegative()) {
            return none;
        }
        Duration wait = asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER;
        // the policy shortens this pause too; with the shortest it still is what was asked for
        return Duration.ofNanos((long) Math.ceil(wait.toNanos() / (1 - JITTER)));
    }

    /** Seconds or a date, RFC 9110 section 10.2.3. */
    private Duration read(String value) {
        String text = value.strip();
        try {
            if (text.matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(text));
            }
            Duration left = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException e) {
            return Duration.ofNanos(-1);
        }
    }
}
