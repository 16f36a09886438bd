package io.ramal.metrics.internal;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one service at a scrape. While it is absent, or fails, its metrics are absent: a part in trouble never hides the
 * figures of the others.
 */
final class ServiceCollector<S> implements MultiCollector {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceCollector.class);

    private final String name;
    private final Supplier<? extends @Nullable S> service;
    private final Function<S, List<Series>> reader;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param name of what is read, for the log
     * @param service null while there is none
     * @param reader returns at once
     */
    ServiceCollector(String name, Supplier<? extends @Nullable S> service, Function<S, List<Series>> reader) {
        this.name = name;
        this.service = service;
        this.reader = reader;
    }

    @Override
    public MetricSnapshots collect() {
        S present = service.get();
        if (present == null) {
            return new MetricSnapshots();
        }
        try {
            MetricSnapshots snapshots = new MetricSnapshots(
                    reader.apply(present).stream().map(Series::snapshot).toList());
            failing.set(false);
            return snapshots;
        } catch (RuntimeException e) {
            if (failing.compareAndSet(false, true)) {
                LOG.warn("the figures of {} cannot be read and are left out of /metrics", name, e);
            }
            return new MetricSnapshots();
        }
    }
}
