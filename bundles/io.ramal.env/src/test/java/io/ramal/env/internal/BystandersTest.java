package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BystandersTest {
    @Test
    void slipsOfThePenAreNamed() {
        Map<String, String> file = Map.of("DB_PASS", "x", "DBHOST", "y", "DB_HOST", "db", "API_PORT", "");
        assertThat(Bystanders.of(file, Map.of("PATH", "/bin")).unknown()).containsExactly("DBHOST", "DB_PASS");
    }

    @Test
    void whatIsNotServedYetIsNamedOnlyWhenSet() {
        assertThat(Bystanders.of(Map.of("AZURE_SPEECH_KEY", "k", "AZURE_SPEECH_REGION", ""), Map.of()))
                .isEqualTo(new Bystanders(List.of(), List.of("AZURE_SPEECH_KEY")));
        assertThat(Bystanders.of(Map.of(), Map.of("AZURE_SPEECH_REGION", "r")).idle())
                .containsExactly("AZURE_SPEECH_REGION");
        assertThat(Bystanders.of(Map.of("AZURE_SPEECH_KEY", "k"), Map.of("AZURE_SPEECH_KEY", ""))
                        .idle())
                .isEmpty();
    }

    @Test
    void whatTheStartReadsIsKnownIfTheStartCouldReadIt() {
        Map<String, String> file = Map.of("RAMAL_HEAP", "1g");
        assertThat(Bystanders.of(file, Map.of()).unknown()).containsExactly("RAMAL_HEAP");
        assertThat(Bystanders.of(file, Map.of("RAMAL_HEAP", "1g"))).isEqualTo(Bystanders.NONE);
    }
}
