package io.ramal.speech.espeak.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
    private final ConfigReader read = new ConfigReader("io.ramal.speech.espeak");

    @Test
    void goodValuesServe() {
        assertThat(read.number("rate.wpm", () -> 80, 150, 80, 450)).isEqualTo(80);
        assertThat(read.millis("request.timeout.ms", () -> 700, Duration.ofSeconds(5), 500, 60_000))
                .isEqualTo(Duration.ofMillis(700));
        assertThat(read.voice("voice.pt", () -> " pt-br+f3 ", "pt-br")).isEqualTo("pt-br+f3");
    }

    @Test
    void badValuesAreReplacedByTheDefault() {
        assertThat(read.number("rate.wpm", () -> 79, 150, 80, 450)).isEqualTo(150);
        assertThat(read.number("rate.wpm", () -> 451, 150, 80, 450)).isEqualTo(150);
        assertThat(read.voice("voice.pt", () -> "../x", "pt-br")).isEqualTo("pt-br");
        assertThat(read.number(
                        "rate.wpm",
                        () -> {
                            throw new IllegalArgumentException("not a number: fast");
                        },
                        150,
                        80,
                        450))
                .isEqualTo(150);
    }
}
