package io.ramal.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.provider.Capability;
import io.ramal.provider.ProviderRole;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrySettingsTest {
    @Test
    void needsAndOwnDeadlinesAreRead() {
        RegistrySettings s = TestSettings.of(Map.of(
                "needs.stt", "local, partials", "deadline.whisper.ms", "4000", "deadline.stt.ms", 1500, "other", "x"));
        assertThat(s.needs().get(ProviderRole.STT)).containsOnly(Capability.LOCAL, Capability.PARTIALS);
        assertThat(s.needs().get(ProviderRole.TTS)).isEmpty();
        assertThat(s.deadline(ProviderRole.STT, "whisper")).isEqualTo(Duration.ofSeconds(4));
        assertThat(s.deadline(ProviderRole.STT, "vosk-pt")).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @CsvSource({
        "needs.stt, cheap, 'needs.stt = cheap: cheap is no capability; give some of local, partials'",
        "deadline.whisper.ms, soon, 'deadline.whisper.ms = soon is no deadline; set a number of ms from 100 to 120000'",
        "deadline.whisper.ms, 50, 'deadline.whisper.ms = 50 is no deadline'"
    })
    void mistakesAreNamedWithTheirCure(String key, String value, String message) {
        assertThatThrownBy(() -> TestSettings.of(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ramal.registry: ")
                .hasMessageContaining(message);
    }
}
