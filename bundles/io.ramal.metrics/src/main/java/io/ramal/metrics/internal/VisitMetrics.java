package io.ramal.metrics.internal;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.call.TimelineEntry;
import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.GateResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts what comes of visits: who was rung, what was decided, what became of the gate. Visits of the simulator are counted
 * apart: nobody decided anything in them. Any thread; never waits.
 */
final class VisitMetrics implements CallObserver {
    /** As {@link CallEvent.Dialled} has them. */
    private static final List<String> RESULTS =
            List.of("answered", "busy", "no_answer", "rejected", "failed", "cancelled");

    /** From picked up at once to what no setting allows. */
    private static final double[] RING_SECONDS = {1, 2, 3, 5, 7.5, 10, 15, 20, 30, 45, 60};

    private static final double[] DECISION_SECONDS = {5, 10, 15, 20, 30, 45, 60, 90, 120, 180};

    /** Means of calling are two or three; should one ever be named anew each time, its series stay few. */
    private static final int PROVIDERS_MAX = 16;

    /** Label of an attempt for which there was no means of calling. */
    private static final String NOBODY = "none";

    private final BoundedLabels providers = new BoundedLabels(PROVIDERS_MAX);
    private final Counter visits;
    private final Counter simulated;
    private final Counter attempts;
    private final Histogram ringing;
    private final Counter joined;
    private final Counter decisions;
    private final Histogram deciding;
    private final Counter gates;

    VisitMetrics(PrometheusRegistry registry) {
        visits = CallMetrics.counter(registry, "ramal_visits", "Visits that are over", "outcome");
        simulated = CallMetrics.counter(
                registry, "ramal_simulated_visits", "Visits of the simulator that are over", "outcome");
        attempts = CallMetrics.counter(
                registry, "ramal_dial_attempts", "Attempts to reach a resident that are over", "provider", "result");
        ringing = CallMetrics.histogram(
                registry, "ramal_dial_ring_seconds", "How long a resident's phone rang", RING_SECONDS, "result");
        joined = CallMetrics.counter(registry, "ramal_residents_joined", "Residents' legs taken in");
        decisions = CallMetrics.counter(registry, "ramal_decisions", "What residents decided", "outcome", "by");
        deciding = CallMetrics.histogram(
                registry, "ramal_decision_seconds", "From the first ring to the decision", DECISION_SECONDS);
        gates = CallMetrics.counter(registry, "ramal_gates", "Gates that were to be opened", "result");
        Arrays.stream(VisitOutcome.values()).forEach(o -> {
            visits.initLabelValues(word(o));
            simulated.initLabelValues(word(o));
        });
        Arrays.stream(GateResult.values()).forEach(r -> gates.initLabelValues(word(r)));
        RESULTS.forEach(ringing::initLabelValues);
        for (String by : List.of("speech", "key")) {
            decisions.initLabelValues(word(VisitOutcome.AUTHORISED), by);
            decisions.initLabelValues(word(VisitOutcome.REFUSED), by);
            decisions.initLabelValues(word(VisitOutcome.NO_DECISION), by);
        }
        decisions.initLabelValues(word(VisitOutcome.NO_DECISION), "event");
    }

    /** Legs up, by who is at their other end. */
    static Series legs(List<CallSnapshot> calls) {
        Series legs = Series.gauge("ramal_legs_up", "Legs up", "role");
        for (LegRole role : LegRole.values()) {
            legs.add(
                    calls.stream()
                            .flatMap(call -> call.legs().stream())
                            .filter(role::equals)
                            .count(),
                    word(role));
        }
        return legs;
    }

    @Override
    public void on(CallEvent event) {
        if (event instanceof CallEvent.Dialled e) {
            dialled(e);
        } else if (event instanceof CallEvent.Joined) {
            joined.inc();
        } else if (event instanceof CallEvent.Decided e) {
            decided(e);
        } else if (event instanceof CallEvent.Gate e) {
            gate(e);
        } else if (event instanceof CallEvent.Over e) {
            over(e.visit());
        }
    }

    private void decided(CallEvent.Decided e) {
        if (!e.simulated()) {
            decisions
                    .labelValues(word(e.decision().outcome()), e.decision().by())
                    .inc();
        }
    }

    private void gate(CallEvent.Gate e) {
        if (!e.simulated()) {
            gates.labelValues(word(e.result())).inc();
        }
    }

    private void over(CallSnapshot visit) {
        if (visit.simulated()) {
            simulated.labelValues(word(visit.outcome())).inc();
        } else {
            visits.labelValues(word(visit.outcome())).inc();
            deciding(visit).ifPresent(time -> deciding.observe(CallMetrics.seconds(time)));
        }
    }

    private void dialled(CallEvent.Dialled e) {
        String result = RESULTS.contains(e.result()) ? e.result() : BoundedLabels.OTHER;
        attempts.labelValues(e.provider().isEmpty() ? NOBODY : providers.label(e.provider()), result)
                .inc();
        if (!e.provider().isEmpty()) {
            ringing.labelValues(result).observe(CallMetrics.seconds(e.duration()));
        }
    }

    /** From the first ring to the decision, where the visit came so far. */
    private static Optional<Duration> deciding(CallSnapshot visit) {
        return at(visit, TimelineEntry.Kind.DECIDED)
                .flatMap(decided -> at(visit, TimelineEntry.Kind.DIALLING).map(decided::minus));
    }

    private static Optional<Duration> at(CallSnapshot visit, TimelineEntry.Kind kind) {
        return visit.timeline().stream()
                .filter(e -> e.kind() == kind)
                .map(TimelineEntry::at)
                .findFirst();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
