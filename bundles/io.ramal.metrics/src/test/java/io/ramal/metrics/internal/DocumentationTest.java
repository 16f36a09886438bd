package io.ramal.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is told and what {@code docs/metrics.md} says of it are the same. */
class DocumentationTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "metrics.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\| (counter|gauge|histogram|summary) \\| ([^|]+) \\| ([^|]+) \\|.*");
    private static final Pattern TYPE = Pattern.compile("^# TYPE ([a-z_]+) ([a-z]+)$");
    private static final Pattern SERIES = Pattern.compile("^([a-z_]+)\\{(.*)} [^ ]+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern NAME = Pattern.compile("\\b(?:ramal|jvm|process)_[a-z_]+\\b");

    @Test
    void everyMetricIsDescribedAsItIs() throws IOException {
        Map<String, String> told = told();
        assertThat(told).hasSizeGreaterThan(50);
        Map<String, String> described = described();
        if (!System.getProperty("os.name").equals("Linux")) {
            // the process is looked at through /proc
            described.keySet().removeIf(name -> name.startsWith("process_") && !told.containsKey(name));
        }
        assertThat(described).containsExactlyInAnyOrderEntriesOf(told);
    }

    @Test
    void theExamplesAskForWhatThereIs() throws IOException {
        Set<String> known = new TreeSet<>(described().keySet());
        Set<String> unknown = new TreeSet<>();
        Matcher m = NAME.matcher(Files.readString(DOCUMENT));
        while (m.find()) {
            String name = m.group().replaceAll("_(bucket|sum|count)$", "");
            if (!known.contains(name)) {
                unknown.add(m.group());
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void unitsStandInTheNames() throws IOException {
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && row.group(3).matches("seconds|bytes")) {
                assertThat(row.group(1)).contains(row.group(3));
            }
            if (row.matches()) {
                assertThat(row.group(1).endsWith("_total"))
                        .as(row.group(1))
                        .isEqualTo(row.group(2).equals("counter"));
            }
        }
    }

    /** Name to type and labels, as the document has them. */
    private static Map<String, String> described() throws IOException {
        Map<String, String> metrics = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> labels = new TreeSet<>();
                Matcher label = Pattern.compile("`([a-z_]+)`").matcher(row.group(4));
                while (label.find()) {
                    labels.add(label.group(1));
                }
                assertThat(metrics.put(row.group(1), row.group(2) + " " + labels))
                        .as(row.group(1) + " is described twice")
                        .isNull();
            }
        }
        return metrics;
    }

    /** Name to type and labels, as a server at work tells them. */
    private static Map<String, String> told() {
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        Samples.text(busy()).lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher series = SERIES.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (series.matches()) {
                String name = types.containsKey(series.group(1))
                        ? series.group(1)
                        : series.group(1).replaceAll("_(bucket|sum|count)$", "");
                Matcher label = LABEL.matcher(series.group(2));
                while (label.find()) {
                    labels.computeIfAbsent(name, n -> new TreeSet<>()).add(label.group(1));
                }
            }
        });
        Map<String, String> metrics = new TreeMap<>();
        types.forEach((name, type) -> {
            Set<String> of = labels.getOrDefault(name, new TreeSet<>());
            of.remove("le");
            metrics.put(name, type + " " + of);
        });
        return metrics;
    }

    /** A server with something in every metric. */
    private static Metrics busy() {
        Metrics metrics = new Samples().metrics(1000);
        Extension e = Samples.extension("1001");
        metrics.observer().on(new CallEvent.Started(Samples.CALL, e));
        metrics.observer().on(new CallEvent.Refused(Samples.CALL, e, LegRole.VISITOR, "draining"));
        metrics.observer().on(new CallEvent.Dialled(Samples.CALL, e, 1, "ami", "answered", Duration.ofSeconds(4)));
        return metrics;
    }
}
