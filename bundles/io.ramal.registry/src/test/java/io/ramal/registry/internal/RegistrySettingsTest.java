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

    @Test
    void aRecogniserThatIsSlowByNatureHasMoreTimeUnlessItIsGivenAnother() {
        assertThat(whisper(Map.of())).isEqualTo(Duration.ofSeconds(3));
        assertThat(whisper(Map.of("deadline.stt.ms", "800"))).isEqualTo(Duration.ofSeconds(3));
        assertThat(whisper(Map.of("deadline.stt.ms", "5000"))).isEqualTo(Duration.ofSeconds(5));
        assertThat(whisper(Map.of("deadline.whisper.ms", "2000"))).isEqualTo(Duration.ofSeconds(2));
        assertThat(whisper(Map.of("deadline.whisper.ms", "4000", "deadline.stt.ms", "5000")))
                .isEqualTo(Duration.ofSeconds(4));
        assertThat(RegistrySettings.safeDefaults(Map.of("deadline.stt.ms", "soon"))
                        .deadline(ProviderRole.STT, "whisper"))
                .isEqualTo(Duration.ofSeconds(3));
    }

    private static Duration whisper(Map<String, String> properties) {
        return RegistrySettings.of(properties).deadline(ProviderRole.STT, "whisper");
    }

    @ParameterizedTest
    @CsvSource({
        "needs.stt, cheap, 'needs.stt = cheap: cheap is no capability; give some of local, partials'",
        "deadline.whisper.ms, soon, 'deadline.whisper.ms = soon will not do; set a whole number from 100 to 120000'",
        "deadline.whisper.ms, 50, 'deadline.whisper.ms = 50 will not do'",
        "circuit.failures, often, 'circuit.failures = often will not do; set a whole number from 1 to 100'",
        "circuit.failures, 6, 'circuit.failures = 6 is more than circuit.window = 5'",
        "retire.grace.ms, -1, 'retire.grace.ms = -1 will not do'"
    })
    void mistakesAreNamedWithTheirCure(String key, String value, String message) {
        assertThatThrownBy(() -> TestSettings.of(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ramal.registry: ")
                .hasMessageContaining(message);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        RegistrySettings s = RegistrySettings.of(Map.of());
        assertThat(s.deadline(ProviderRole.STT, "vosk")).isEqualTo(Duration.ofMillis(1500));
        assertThat(s.deadline(ProviderRole.TTS, "espeak")).isEqualTo(Duration.ofMillis(1200));
        assertThat(s.deadline(ProviderRole.AI, "rules")).isEqualTo(Duration.ofSeconds(32));
        assertThat(s.deadline(ProviderRole.DIAL, "ami")).isEqualTo(Duration.ofSeconds(30));
        assertThat(s.circuit()).isEqualTo(new CircuitSettings(3, 5, Duration.ofSeconds(30)));
        assertThat(s.grace()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aNeedThatCannotBeReadKeepsCallsOnTheMachine() {
        RegistrySettings s = RegistrySettings.safeDefaults(
                Map.of("needs.stt", "lokal", "needs.ai", "streaming", "deadline.stt.ms", "soon"));
        assertThat(s.needs().get(ProviderRole.STT)).containsOnly(Capability.LOCAL);
        assertThat(s.needs().get(ProviderRole.AI)).containsOnly(Capability.STREAMING);
        assertThat(s.needs().get(ProviderRole.TTS)).isEmpty();
        assertThat(s.deadline(ProviderRole.STT, "vosk")).isEqualTo(Duration.ofMillis(1500));
    }
}
