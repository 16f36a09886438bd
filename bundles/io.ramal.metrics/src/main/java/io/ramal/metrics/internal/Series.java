package io.ramal.metrics.internal;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One metric as it is at a scrape. Values with the same labels are summed: the format allows each combination once, while
 * two rows of the configuration may claim one number.
 */
final class Series {
    private final boolean counter;
    private final MetricMetadata metadata;
    private final String[] names;
    private final Map<List<String>, Double> values = new LinkedHashMap<>();

    private Series(boolean counter, String name, String help, String... labels) {
        this.counter = counter;
        this.metadata = new MetricMetadata(name, help);
        this.names = labels;
    }

    static Series gauge(String name, String help, String... labels) {
        return new Series(false, name, help, labels);
    }

    /** @param name without {@code _total}, which the format adds */
    static Series counter(String name, String help, String... labels) {
        return new Series(true, name, help, labels);
    }

    Series add(double value, String... labels) {
        if (labels.length != names.length) {
            throw new IllegalArgumentException(
                    metadata.getName() + " takes " + Arrays.toString(names) + ", not " + Arrays.toString(labels));
        }
        values.merge(List.of(labels), value, Double::sum);
        return this;
    }

    Series add(boolean value, String... labels) {
        return add(value ? 1 : 0, labels);
    }

    MetricSnapshot snapshot() {
        return counter
                ? new CounterSnapshot(
                        metadata,
                        values.entrySet().stream()
                                .map(e -> new CounterDataPointSnapshot(e.getValue(), labels(e.getKey()), null, 0L))
                                .toList())
                : new GaugeSnapshot(
                        metadata,
                        values.entrySet().stream()
                                .map(e -> new GaugeDataPointSnapshot(e.getValue(), labels(e.getKey()), null))
                                .toList());
    }

    private Labels labels(List<String> of) {
        return Labels.of(names, of.toArray(String[]::new));
    }
}
