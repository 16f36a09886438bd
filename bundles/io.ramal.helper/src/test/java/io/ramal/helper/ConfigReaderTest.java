package io.ramal.helper;

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
        assertThat(read.text("voice.pt", () -> " pt-br+f3 ", "pt-br", name -> name.startsWith("pt"), "name one"))
                .isEqualTo("pt-br+f3");
    }

    @Test
    void decimals() {
        assertThat(read.decimal("length.scale", () -> 1.2, 1, 0.5, 2)).isEqualTo(1.2);
        assertThat(read.decimal("length.scale", () -> 2.1, 1, 0.5, 2)).isEqualTo(1);
        assertThat(read.decimal("length.scale", () -> Double.NaN, 1, 0.5, 2)).isEqualTo(1);
    }

    @Test
    void badValuesAreReplacedByTheDefault() {
        assertThat(read.number("rate.wpm", () -> 79, 150, 80, 450)).isEqualTo(150);
        assertThat(read.number("rate.wpm", () -> 451, 150, 80, 450)).isEqualTo(150);
        assertThat(read.text("voice.pt", () -> "../x", "pt-br", name -> name.startsWith("pt"), "name one"))
                .isEqualTo("pt-br");
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
