package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets();

    @Test
    void onlyWhatStandsForASecretIsReplaced() {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(
                ".key", secrets.placeholder(Variable.AI_API_KEY, "hidden"), "url", "http://h/m", "timeout.ms", 30));

        assertThat(properties.toString()).doesNotContain("hidden");
        secrets.fill(properties, true);
        assertThat(properties.get(".key")).isEqualTo("hidden");
        assertThat(properties.get("url")).isEqualTo("http://h/m");
        assertThat(properties.get("timeout.ms")).isEqualTo(30);
    }

    @Test
    void aKeyThatAComponentWouldPublishIsNotFilledForIt() {
        String standIn = secrets.placeholder(Variable.API_TLS_PASSWORD, "hidden");
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(".key", standIn, "key.password", standIn));

        secrets.fill(properties, false);
        assertThat(properties.get(".key")).isEqualTo("hidden");
        assertThat(properties.get("key.password")).isEqualTo(standIn);
    }

    @Test
    void aNewValueHasANewPlaceholderAndTheSameOneKeepsIts() {
        String first = secrets.placeholder(Variable.AI_API_KEY, "a");
        assertThat(secrets.placeholder(Variable.AI_API_KEY, "a")).isEqualTo(first);
        assertThat(secrets.placeholder(Variable.AI_API_KEY, "b")).isNotEqualTo(first);
        assertThat(secrets.toString()).doesNotContain("=a").doesNotContain("=b");
    }
}
