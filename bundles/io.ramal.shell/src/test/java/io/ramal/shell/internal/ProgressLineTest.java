package io.ramal.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.provider.ModelInstaller.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void onATerminalOneLineIsWrittenOver() {
        ProgressLine line = new ProgressLine(out, true);
        for (int i = 0; i <= 10; i++) {
            line.show(new Progress("download", i * 1_000_000L, 10_000_000));
        }
        line.end();
        line.end();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.chars().filter(c -> c == '\r')).hasSize(11);
        assertThat(text.lines().filter(l -> !l.isBlank()).reduce((a, b) -> b))
                .hasValueSatisfying(l -> assertThat(l).startsWith("download   100 %  10.0 MB of 10.0 MB"));
        assertThat(text).endsWith(System.lineSeparator());
    }

    @Test
    void elsewhereOnlyStepsAndQuartersArePrinted() {
        ProgressLine line = new ProgressLine(out, false);
        for (int i = 0; i <= 100; i++) {
            line.show(new Progress("download", i * 100_000L, 10_000_000));
        }
        line.show(new Progress("unpack", 5, -1));
        line.show(new Progress("unpack", 9_000_000, -1));
        line.end();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(6)
                .last()
                .isEqualTo("unpack     0.0 MB");
    }

    @Test
    void timesAreReadWithTheirUnits() {
        assertThat(Durations.parse("60s")).isEqualTo(Duration.ofSeconds(60));
        assertThat(Durations.parse("90")).isEqualTo(Duration.ofSeconds(90));
        assertThat(Durations.parse("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThatThrownBy(() -> Durations.parse("soon")).hasMessageContaining("\"soon\" is no time");
    }
}
