package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderPerformance;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderRoutesTest {
    private final Fakes fakes = new Fakes();

    @Test
    void recordsAreShown() {
        fakes.providers = List.of(new ProviderStatus(
                new ProviderInfo("espeak", ProviderRole.TTS, Set.of(), "eSpeak", Set.of(Capability.LOCAL)),
                ProviderHealth.READY,
                5,
                1,
                7,
                new ProviderPerformance(
                        6,
                        2,
                        "no sound in time",
                        Fakes.NOW,
                        ProviderPerformance.Circuit.OPEN,
                        6,
                        Duration.ofMillis(12),
                        Duration.ofMillis(80),
                        Duration.ofMillis(90))));
        JsonObject shown = JsonParser.parseString(fakes.get("/api/providers").body())
                .getAsJsonObject()
                .getAsJsonArray("providers")
                .get(0)
                .getAsJsonObject();
        assertThat(shown).isEqualTo(JsonParser.parseString("""
                {"id":"espeak","role":"tts","description":"eSpeak","languages":[],"capabilities":["local"],"state":"ready",
                "reason":"","cure":"","ranking":5,"leases":1,"served":7,"answered":6,"failed":2,"circuit":"open",
                "last_failure":"no sound in time","last_failure_at":"2026-05-04T12:30:12Z",
                "p50_ms":12,"p95_ms":80,"p99_ms":90}
                """));
    }

    @Test
    void aChoiceIsMadeAndShown() {
        Answer answer = fakes.post("/api/providers/use", "{\"extension\":\"1002\",\"stt\":\"vosk\"}");
        assertThat(answer.code()).isEqualTo(200);
        assertThat(JsonParser.parseString(fakes.get("/api/providers").body())
                        .getAsJsonObject()
                        .get("choices"))
                .as("by the AI extension of the pair")
                .isEqualTo(JsonParser.parseString("{\"1001\":{\"stt\":\"vosk\"}}"));
    }

    @Test
    void anEmptyIdTakesAChoiceBack() {
        fakes.post("/api/providers/use", "{\"extension\":\"all\",\"stt\":\"vosk\"}");
        Answer answer = fakes.post("/api/providers/use", "{\"extension\":\"all\",\"stt\":\"\"}");
        assertThat(answer.code()).isEqualTo(200);
        assertThat(JsonParser.parseString(answer.body()).getAsJsonObject().get("choices"))
                .isEqualTo(JsonParser.parseString("{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "use|{\"extension\":\"1001\",\"stt\":\"whisper\"}|404|there are vosk",
                "use|{\"extension\":\"1001\",\"tts\":\"vosk\"}|404|there are none",
                "use|{\"extension\":\"777\",\"stt\":\"vosk\"}|404|no extension 777",
                "use|{\"stt\":\"vosk\"}|400|no extension is named",
                "use|{\"extension\":\"all\"}|400|no provider is named",
                "use|{\"extension\":\"all\",\"stt\":7}|400|stt must be a string",
                "use|{\"extension\":\"all\",\"mouth\":\"x\"}|400|mouth",
                "test|{\"id\":\"piper\"}|404|there are vosk",
                "test|{}|400|no provider is named"
            })
    void mistakesAreNamed(String call, String body, int code, String told) {
        Answer answer = fakes.post("/api/providers/" + call, body);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body()).contains(told);
        assertThat(fakes.choices).isNotNull();
        assertThat(fakes.choices.choices()).isEmpty();
    }
}
