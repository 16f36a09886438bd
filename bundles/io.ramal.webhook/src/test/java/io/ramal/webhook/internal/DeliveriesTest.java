package io.ramal.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.VisitData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole webhook, as it is registered, against a real server. */
@Timeout(60)
class DeliveriesTest {
    private final UUID visit = UUID.randomUUID();
    private Receiver receiver;
    private WebhookComponent webhook;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        if (webhook != null) {
            webhook.close();
        }
        receiver.close();
    }

    @Test
    void saysNothingUntilItIsSetToAndFollowsItsSettings() throws Exception {
        webhook = new WebhookComponent(TestConfig.none());
        webhook.on(Samples.started(visit));
        webhook.modified(TestConfig.none().set("_url", receiver.url()));
        webhook.on(Samples.decided(visit, ""));
        assertThat(receiver.next().event()).isEqualTo("visit.decided");
        webhook.modified(TestConfig.none().set("_url", "no address"));
        webhook.on(Samples.over(visit, VisitData.EMPTY));
        assertThat(receiver.next().event()).isEqualTo("visit.ended");
        webhook.modified(TestConfig.none());
        webhook.on(Samples.started(visit));
        webhook.close();
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void eventsOfAVisitKeepTheirOrderThroughFailures() throws Exception {
        receiver.answer(500).answer(500).answer(204).answer(500);
        webhook = new WebhookComponent(on().set("retry_delay_ms", 10));
        webhook.on(Samples.started(visit));
        webhook.on(Samples.decided(visit, ""));
        webhook.on(Samples.over(visit, VisitData.EMPTY));
        List<String> came = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            came.add(receiver.next().event());
        }
        assertThat(came)
                .containsExactly(
                        "visit.started",
                        "visit.started",
                        "visit.started",
                        "visit.decided",
                        "visit.decided",
                        "visit.ended");
    }

    @Test
    void manyVisitsAreToldAtOnceEachInItsOrder() throws Exception {
        webhook = new WebhookComponent(on());
        List<UUID> visits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            visits.add(UUID.randomUUID());
        }
        visits.forEach(v -> webhook.on(Samples.started(v)));
        visits.forEach(v -> webhook.on(Samples.decided(v, "")));
        visits.forEach(v -> webhook.on(Samples.over(v, VisitData.EMPTY)));
        Map<String, List<String>> came = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            Receiver.Request r = receiver.next();
            String v = r.body().replaceAll(".*\"visit\":\"([^\"]*)\".*", "$1");
            came.computeIfAbsent(v, x -> new ArrayList<>()).add(r.event());
        }
        assertThat(came).hasSize(200);
        assertThat(came.values())
                .allMatch(events -> events.equals(List.of("visit.started", "visit.decided", "visit.ended")));
    }

    @Test
    void aRefusedEventIsGivenUpAndCountedAndTheNextIsTold() throws Exception {
        receiver.answer(404);
        webhook = new WebhookComponent(on());
        webhook.on(Samples.started(visit));
        webhook.on(Samples.decided(visit, ""));
        receiver.next();
        assertThat(receiver.next().event()).isEqualTo("visit.decided");
        assertThat(webhook.drops()).containsEntry("failed", 1L).containsEntry("queue_full", 0L);
        assertThat(webhook.part()).isEqualTo("webhook");
    }

    @Test
    void whatIsTooMuchIsDroppedAndCountedWithoutWaiting() throws Exception {
        receiver.mute();
        webhook = new WebhookComponent(on().set("timeout_ms", 60_000));
        long before = System.nanoTime();
        for (int i = 0; i < 1500; i++) {
            webhook.on(Samples.started(UUID.randomUUID()));
        }
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(10));
        assertThat(webhook.drops()).containsEntry("queue_full", 500L);
        receiver.next();
        webhook.close();
        assertThat(webhook.drops()).containsEntry("unsent", 1000L);
    }

    @Test
    void closingWaitsForWhatIsQueued() throws Exception {
        webhook = new WebhookComponent(on(), Duration.ofSeconds(40));
        for (int i = 0; i < 50; i++) {
            webhook.on(Samples.started(visit));
        }
        webhook.close();
        webhook.close();
        assertThat(receiver.waiting()).isEqualTo(50);
        assertThat(webhook.drops()).containsEntry("unsent", 0L);
        webhook.on(Samples.started(visit));
        assertThat(webhook.drops()).containsEntry("queue_full", 1L);
    }

    @Test
    void simulatedVisitsAreToldOnlyWhereThatIsWanted() throws Exception {
        webhook = new WebhookComponent(on());
        webhook.on(Samples.simulated(Samples.started(visit)));
        webhook.on(Samples.simulated(Samples.decided(visit, "")));
        webhook.on(Samples.simulated(Samples.over(visit, VisitData.EMPTY)));
        webhook.on(Samples.started(UUID.randomUUID()));
        assertThat(receiver.next().body()).contains("visit.started").doesNotContain("simulated", visit.toString());
        webhook.modified(on().set("simulated", true));
        webhook.on(Samples.simulated(Samples.decided(visit, "")));
        assertThat(receiver.next().body()).contains("visit.decided", "\"simulated\":true");
    }

    @Test
    void aBadSettingAtTheStartLeavesItOff() {
        webhook = new WebhookComponent(TestConfig.none().set("_url", "nowhere"));
        webhook.on(Samples.started(visit));
        webhook.close();
        assertThat(webhook.drops().values()).containsOnly(0L);
    }

    private TestConfig on() {
        return TestConfig.none().set("_url", receiver.url()).set("_secret", "segredo");
    }
}
