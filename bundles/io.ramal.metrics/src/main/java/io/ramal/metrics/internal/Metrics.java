package io.ramal.metrics.internal;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ramal.call.CallObserver;
import io.ramal.call.CallSnapshot;
import io.ramal.call.CallStatistics;
import io.ramal.call.Calls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything Prometheus is told, in a registry of its own: a bundle that is started again starts with an empty one.
 * Thread-safe. A scrape asks services that answer at once and does not wait for anybody.
 */
final class Metrics {
    /** A guess that is a little too high once costs nothing; growing step by step copies. */
    private static final int FIRST_SIZE = 32 * 1024;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final BoundedLabels ramals;
    private final CallMetrics observed;
    private final VisitMetrics visits;

    /**
     * @param version of this server
     * @param maxExtensions extensions with series of their own
     * @param clock tells the age of the configuration
     */
    Metrics(String version, int maxExtensions, Sources sources, Clock clock) {
        ramals = new BoundedLabels(maxExtensions);
        observed = new CallMetrics(registry, ramals);
        visits = new VisitMetrics(registry);
        ExtensionMetrics extensions = new ExtensionMetrics(ramals, observed::forget, clock);
        registry.register(new ServiceCollector<>("extensions", sources.extensions(), extensions::read));
        registry.register(new ServiceCollector<>("calls", sources.calls(), this::up));
        registry.register(new ServiceCollector<>("transport", sources.lines(), TransportMetrics::read));
        registry.register(new ServiceCollector<>("providers", sources.providers(), ProviderMetrics::read));
        registry.register(new ServiceCollector<>("queues", sources.statistics(), Metrics::drops));
        registry.register(new ServiceCollector<>(
                "reception",
                sources.reception(),
                r -> List.of(Series.gauge("ramal_reception_accepting", "1 while the operator lets new visits in")
                        .add(r.accepting()))));
        Info.builder()
                .name("ramal_build")
                .help("Version of this server")
                .labelNames("version")
                .register(registry)
                .setLabelValues(version);
        platform(registry);
    }

    /**
     * The JVM and the process. Not all that the library has: its one-call registration remembers every registry for ever,
     * and its count of allocations leaves a listener behind that nobody can remove.
     */
    private static void platform(PrometheusRegistry registry) {
        ProcessMetrics.builder().register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmBufferPoolMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        JvmClassLoadingMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
    }

    /** To be told what happens to calls. */
    CallObserver observer() {
        return event -> {
            observed.on(event);
            visits.on(event);
        };
    }

    /** Changes how many extensions have series of their own. */
    void limitExtensions(int max) {
        ramals.limit(max);
    }

    /**
     * All metrics as they are now.
     *
     * @param accept the Accept header of the request: OpenMetrics when it asks for it, else Prometheus text
     */
    Scrape scrape(@Nullable String accept) throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream(FIRST_SIZE);
        writer.write(out, registry.scrape(Metrics::harmless));
        return new Scrape(writer.getContentType(), out.toByteArray());
    }

    /** Looking for deadlocks stops every thread, also those that carry sound. */
    private static boolean harmless(String name) {
        return !name.startsWith("jvm_threads_deadlocked");
    }

    private List<Series> up(Calls calls) {
        Series up = Series.gauge("ramal_calls_up", "Visitors' calls up", "ramal");
        ramals.own().forEach(ramal -> up.add(0, ramal));
        List<CallSnapshot> active = calls.active();
        for (CallSnapshot call : active) {
            up.add(1, ramals.label(call.extension().number()));
        }
        return List.of(up, VisitMetrics.legs(active));
    }

    private static List<Series> drops(List<CallStatistics> parts) {
        Series drops = Series.counter(
                "ramal_drops",
                "What was dropped or given up because a queue was full or a limit reached",
                "part",
                "what");
        Series counts = Series.counter("ramal_events", "What else a part of a call's path counts", "part", "what");
        for (CallStatistics part : parts) {
            part.drops().forEach((what, n) -> drops.add(n, part.part(), what));
            part.counts().forEach((what, n) -> counts.add(n, part.part(), what));
        }
        return List.of(drops, counts);
    }

    /**
     * An answer for Prometheus.
     *
     * @param type media type
     * @param body in UTF-8
     */
    record Scrape(String type, byte[] body) {}
}
