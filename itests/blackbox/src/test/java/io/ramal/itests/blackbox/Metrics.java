package io.ramal.itests.blackbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One look at {@code GET /metrics}. */
public final class Metrics {
    private final Map<String, Double> values = new HashMap<>();

    private Metrics(String text) {
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            values.merge(
                    line.substring(0, line.indexOf('{') < 0 ? space : line.indexOf('{')), number(line), Double::sum);
            values.put(line.substring(0, space), number(line));
        });
    }

    public static Metrics of(Server server) throws IOException, InterruptedException {
        String text = server.get(server.apiPort, "/metrics");
        if (text == null) {
            throw new IOException("GET /metrics is not answered");
        }
        return new Metrics(text);
    }

    /** A series with its labels, or the sum of all series of a name; 0 when there is none. */
    public double value(String series) {
        return values.getOrDefault(series, 0.0);
    }

    /**
     * What the collector stopped all threads for; a cycle of Shenandoah goes on beside them.
     *
     * @param part {@code count} or {@code sum}, seconds
     */
    public double pauses(String part) {
        String series = "jvm_gc_collection_seconds_" + part;
        return value(series) - value(series + "{gc=\"Shenandoah Cycles\"}");
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
