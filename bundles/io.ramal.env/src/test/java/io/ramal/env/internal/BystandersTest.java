package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BystandersTest {
    @Test
    void slipsOfThePenAreNamed() {
        Map<String, String> file = Map.of("DB_PASS", "x", "DBHOST", "y", "DB_HOST", "db", "API_PORT", "");
        assertThat(Bystanders.of(file, Map.of("PATH", "/bin"))).containsExactly("DBHOST", "DB_PASS");
    }

    @Test
    void whatTheStartReadsIsKnownIfTheStartCouldReadIt() {
        Map<String, String> file = Map.of("RAMAL_HEAP", "1g");
        assertThat(Bystanders.of(file, Map.of())).containsExactly("RAMAL_HEAP");
        assertThat(Bystanders.of(file, Map.of("RAMAL_HEAP", "1g"))).isEmpty();
    }
}
