package io.ramal.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.GateResult;
import io.ramal.extension.Extension;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisitMetricsTest {
    private static final Extension EXTENSION = Samples.extension("1001");

    private final Samples server = new Samples();
    private final Metrics metrics = server.metrics(1000);

    @Test
    void visitsAreCountedByWhatCameOfThem() {
        over(VisitOutcome.AUTHORISED, true);
        over(VisitOutcome.AUTHORISED, true);
        over(VisitOutcome.NO_ANSWER, false);
        assertThat(lines())
                .contains(
                        "ramal_visits_total{outcome=\"authorised\"} 2.0",
                        "ramal_visits_total{outcome=\"no_answer\"} 1.0",
                        "ramal_visits_total{outcome=\"visitor_left\"} 0.0")
                .as("30 s from the first ring, of those that were decided")
                .contains(
                        "ramal_decision_seconds_bucket{le=\"20.0\"} 0",
                        "ramal_decision_seconds_bucket{le=\"30.0\"} 2",
                        "ramal_decision_seconds_count 2");
    }

    @Test
    void attemptsAreCountedByWhoRangAndWhatCameOfIt() {
        dialled("ami", "answered", 4);
        dialled("ami", "no_answer", 10);
        dialled("", "failed", 0);
        assertThat(lines())
                .contains(
                        "ramal_dial_attempts_total{provider=\"ami\",result=\"answered\"} 1.0",
                        "ramal_dial_attempts_total{provider=\"ami\",result=\"no_answer\"} 1.0",
                        "ramal_dial_attempts_total{provider=\"none\",result=\"failed\"} 1.0",
                        "ramal_dial_ring_seconds_bucket{result=\"answered\",le=\"3.0\"} 0",
                        "ramal_dial_ring_seconds_bucket{result=\"answered\",le=\"5.0\"} 1",
                        "ramal_dial_ring_seconds_sum{result=\"no_answer\"} 10.0",
                        "ramal_dial_ring_seconds_count{result=\"failed\"} 0");
    }

    @Test
    void labelsStayFewWhateverIsTold() {
        IntStream.range(0, 100).forEach(i -> dialled("p" + i, "sip-" + i, 1));
        assertThat(lines().stream()
                        .filter(l -> l.startsWith("ramal_dial_attempts_total"))
                        .toList())
                .hasSize(17)
                .contains("ramal_dial_attempts_total{provider=\"other\",result=\"other\"} 84.0");
    }

    @Test
    void decisionsTellByWhatMeans() {
        decided(VisitOutcome.AUTHORISED, true, 1);
        decided(VisitOutcome.REFUSED, false, 0.9);
        decided(VisitOutcome.NO_DECISION, false, 0);
        assertThat(lines())
                .contains(
                        "ramal_decisions_total{by=\"key\",outcome=\"authorised\"} 1.0",
                        "ramal_decisions_total{by=\"speech\",outcome=\"refused\"} 1.0",
                        "ramal_decisions_total{by=\"event\",outcome=\"no_decision\"} 1.0",
                        "ramal_decisions_total{by=\"speech\",outcome=\"authorised\"} 0.0");
    }

    @Test
    void gatesAndLegsOfResidentsAreCounted() {
        metrics.observer().on(new CallEvent.Gate(Samples.CALL, EXTENSION, GateResult.FAILED));
        metrics.observer().on(new CallEvent.Joined(Samples.CALL, EXTENSION));
        metrics.observer().on(new CallEvent.Refused(Samples.CALL, EXTENSION, LegRole.RESIDENT, "not_expected"));
        assertThat(lines())
                .contains(
                        "ramal_gates_total{result=\"failed\"} 1.0",
                        "ramal_gates_total{result=\"opened\"} 0.0",
                        "ramal_residents_joined_total 1.0",
                        "ramal_calls_refused_total{reason=\"not_expected\",role=\"resident\"} 1.0");
    }

    @Test
    void whatIsSimulatedIsCountedApart() {
        CallSnapshot v = Samples.over(VisitOutcome.AUTHORISED, true);
        metrics.observer()
                .on(new CallEvent.Over(new CallSnapshot(
                        v.id(),
                        v.extension(),
                        v.started(),
                        v.ended(),
                        v.state(),
                        v.legs(),
                        v.turns(),
                        v.visit(),
                        v.timeline(),
                        v.outcome(),
                        v.human(),
                        true,
                        false)));
        ResidentDecision decision = new ResidentDecision(VisitOutcome.AUTHORISED, "digit", true, 1, 1, "");
        metrics.observer().on(new CallEvent.Decided(Samples.CALL, EXTENSION, Samples.NOW, decision, "", true));
        metrics.observer().on(new CallEvent.Gate(Samples.CALL, EXTENSION, GateResult.NONE, true));
        assertThat(lines())
                .contains(
                        "ramal_simulated_visits_total{outcome=\"authorised\"} 1.0",
                        "ramal_visits_total{outcome=\"authorised\"} 0.0",
                        "ramal_decision_seconds_count 0",
                        "ramal_decisions_total{by=\"key\",outcome=\"authorised\"} 0.0",
                        "ramal_gates_total{result=\"none\"} 0.0");
    }

    @Test
    void legsUpAreToldByRole() {
        server.calls = List.of(Samples.call("1001"), both());
        assertThat(lines()).contains("ramal_legs_up{role=\"visitor\"} 2.0", "ramal_legs_up{role=\"resident\"} 1.0");
        server.calls = List.of();
        assertThat(lines()).contains("ramal_legs_up{role=\"resident\"} 0.0");
    }

    private static CallSnapshot both() {
        return new CallSnapshot(
                Samples.CALL,
                EXTENSION,
                Samples.NOW,
                null,
                "talking",
                List.of(LegRole.VISITOR, LegRole.RESIDENT),
                1,
                VisitData.EMPTY,
                List.of());
    }

    private void over(VisitOutcome outcome, boolean decided) {
        metrics.observer().on(new CallEvent.Over(Samples.over(outcome, decided)));
    }

    private void dialled(String provider, String result, int seconds) {
        metrics.observer()
                .on(new CallEvent.Dialled(Samples.CALL, EXTENSION, 1, provider, result, Duration.ofSeconds(seconds)));
    }

    private void decided(VisitOutcome outcome, boolean key, double confidence) {
        metrics.observer()
                .on(new CallEvent.Decided(
                        Samples.CALL,
                        EXTENSION,
                        Samples.NOW,
                        new ResidentDecision(outcome, "x", key, confidence, 1, ""),
                        ""));
    }

    private List<String> lines() {
        return Samples.text(metrics).lines().toList();
    }
}
