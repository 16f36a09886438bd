package io.ramal.simulator.internal.load;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The figures of one run, in the order they are printed; times in ms. */
final class LoadResult {
    private final Map<String, Number> figures = new LinkedHashMap<>();

    void put(String name, Number value) {
        figures.put(name, value);
    }

    /** Percentiles of a histogram of µs. */
    void put(String name, Histogram micros) {
        put(name + ".count", micros.getTotalCount());
        if (micros.getTotalCount() > 0) {
            put(name + ".p50", millis(micros.getValueAtPercentile(50)));
            put(name + ".p99", millis(micros.getValueAtPercentile(99)));
            put(name + ".p999", millis(micros.getValueAtPercentile(99.9)));
            put(name + ".max", millis(micros.getMaxValue()));
        }
    }

    Map<String, Number> figures() {
        return figures;
    }

    /** A line per group of figures that share the first part of their name. */
    String text() {
        Map<String, String> groups = figures.entrySet().stream()
                .collect(Collectors.groupingBy(
                        e -> e.getKey().replaceAll("\\..*", ""),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                e -> e.getKey().replaceAll("^[^.]*\\.", "") + " " + number(e.getValue()),
                                Collectors.joining("   "))));
        return groups.entrySet().stream()
                .map(g -> String.format(Locale.ROOT, "  %-12s %s%n", g.getKey(), g.getValue()))
                .collect(Collectors.joining());
    }

    String json() {
        return figures.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":" + number(e.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String number(Number value) {
        return value instanceof Double d ? String.format(Locale.ROOT, "%.3f", d) : value.toString();
    }

    private static double millis(long micros) {
        return micros / 1000.0;
    }
}
