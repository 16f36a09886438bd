package io.ramal.metrics.internal;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.call.TurnTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Counts what happens to calls. Any thread; never waits. */
final class CallMetrics implements CallObserver {
    /** From what nobody notices to what makes a caller hang up. */
    private static final double[] TURN_SECONDS = {
        0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10
    };

    /** From a call that never was one to the longest the server allows by default. */
    private static final double[] CALL_SECONDS = {1, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600};

    /** Reasons of refusals are a few fixed words; should one of them ever hold a number, its series stay few. */
    private static final int REASONS_MAX = 32;

    private final BoundedLabels ramals;
    private final BoundedLabels reasons = new BoundedLabels(REASONS_MAX);
    private final Counter calls;
    private final Counter ended;
    private final Histogram duration;
    private final Counter refused;
    private final Counter turns;
    private final Counter interruptions;
    private final Histogram stages;
    private final Histogram response;

    CallMetrics(PrometheusRegistry registry, BoundedLabels ramals) {
        this.ramals = ramals;
        calls = counter(registry, "ramal_calls", "Visitors' calls taken in", "ramal");
        ended = counter(registry, "ramal_calls_ended", "Calls that are over", "cause");
        refused = counter(registry, "ramal_calls_refused", "Legs that came in and were refused", "role", "reason");
        turns = counter(registry, "ramal_turns", "Turns of callers that are over", "result");
        interruptions = counter(registry, "ramal_barge_ins", "Callers who talked over us and were given the floor");
        duration = histogram(registry, "ramal_call_duration_seconds", "Length of calls that are over", CALL_SECONDS);
        stages = histogram(
                registry, "ramal_turn_stage_seconds", "Where the time of an answered turn went", TURN_SECONDS, "stage");
        response = histogram(
                registry, "ramal_turn_response_seconds", "From the end of speech to the answer", TURN_SECONDS);
        for (LineEnd end : LineEnd.values()) {
            ended.initLabelValues(TransportMetrics.word(end));
        }
        turns.initLabelValues(result(true));
        turns.initLabelValues(result(false));
        List.of("endpointing", "stt", "ai", "tts", "playout").forEach(stages::initLabelValues);
    }

    @Override
    public void on(CallEvent event) {
        if (event instanceof CallEvent.Started e) {
            calls.labelValues(ramals.label(e.extension().number())).inc();
        } else if (event instanceof CallEvent.Refused e) {
            refused.labelValues(word(e.role()), reasons.label(e.reason())).inc();
        } else if (event instanceof CallEvent.Heard e) {
            turns.labelValues(result(e.understood())).inc();
        } else if (event instanceof CallEvent.Interrupted) {
            interruptions.inc();
        } else if (event instanceof CallEvent.Answered e) {
            answered(e.timeline());
        } else if (event instanceof CallEvent.Ended e) {
            ended.labelValues(TransportMetrics.word(e.end())).inc();
            duration.observe(seconds(e.duration()));
        }
    }

    /** Ends the series of an extension that has none of its own any more. */
    void forget(String ramal) {
        calls.remove(ramal);
    }

    private void answered(TurnTimeline t) {
        stage("endpointing", t.endpointing());
        stage("stt", t.stt());
        stage("ai", t.ai());
        stage("tts", t.tts());
        stage("playout", t.playout());
        response.observe(seconds(t.response()));
    }

    private void stage(String name, Duration time) {
        stages.labelValues(name).observe(seconds(time));
    }

    /** A negative time, from clocks read on two threads, would make a sum fall. */
    static double seconds(Duration d) {
        return Math.max(0, d.toNanos() / 1e9);
    }

    private static String word(LegRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String result(boolean understood) {
        return understood ? "understood" : "not_understood";
    }

    static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    static Histogram histogram(
            PrometheusRegistry registry, String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .unit(Unit.SECONDS)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars()
                .register(registry);
    }
}
