package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallRoutesTest {
    private static final String CALLS = """
            "total":1,"calls":[{"id":"0b7e6c1e-4d5f-4a57-9f0a-3f1d2c4b5a69","ramal":"1001","condominio_id":10,
            "inicio":"2026-05-04T12:30:00Z","estado":"listening","pernas":["visitor","resident"],"turnos":2,
            "outcome":"no_answer","human":true}]
            """;

    private final Fakes fakes = new Fakes();

    @Test
    void callsAreListedWithoutWords() {
        assertThat(json(fakes.get("/api/calls")))
                .isEqualTo(JsonParser.parseString("{\"status\":\"success\"," + CALLS + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"call_id\":\"0b7e6c1e-4d5f-4a57-9f0a-3f1d2c4b5a69\"}|VISITOR",
                "{\"call_id\":\"0B7E6C1E-4D5F-4A57-9F0A-3F1D2C4B5A69\",\"role\":\"visitor\"}|VISITOR",
                "{\"call_id\":\"0b7e6c1e-4d5f-4a57-9f0a-3f1d2c4b5a69\",\"role\":\"resident\"}|RESIDENT",
            })
    void aLegIsHungUp(String body, String role) {
        assertThat(fakes.post("/api/hangup", body).code()).isEqualTo(200);
        assertThat(fakes.done).containsExactly("hangup " + role);
    }

    @Test
    void aLegThatIsNotUpIsNotFound() {
        assertThat(fakes.post("/api/hangup", "{\"call_id\":\"00000000-0000-0000-0000-000000000001\"}"))
                .isEqualTo(Answer.error(404, "no visitor's leg of a call 00000000-0000-0000-0000-000000000001 is up"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"call_id\":\"1-1-1-1-1\"}",
                "{\"call_id\":\"x\"}",
                "{\"call_id\":7}",
                "{\"call_id\":\"0b7e6c1e-4d5f-4a57-9f0a-3f1d2c4b5a69\",\"role\":\"agent\"}",
            })
    void badRequestsTellWhatIsExpected(String body) {
        Answer answer = fakes.post("/api/hangup", body);
        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.body()).contains("expected is JSON such as");
        assertThat(fakes.done).isEmpty();
    }

    @Test
    void aDrainRefusesVisitsAndShowsWhoIsStillThere() {
        assertThat(json(fakes.post("/api/drain", "", null))).isEqualTo(JsonParser.parseString("""
                        {"status":"success","message":"new visits are refused; calls that are up go on to their end",
                        "aceitando":false,
                        """ + CALLS + "}"));
        assertThat(fakes.draining).isTrue();
        fakes.post("/api/drain", "{\"enabled\":true}");
        assertThat(fakes.draining).isTrue();

        assertThat(json(fakes.post("/api/drain", "{\"enabled\":false}"))
                        .getAsJsonObject()
                        .get("aceitando")
                        .getAsBoolean())
                .isTrue();
        assertThat(fakes.draining).isFalse();

        for (String bad : List.of(
                "{\"enabled\":0}",
                "{}",
                "{\"enable\":false}",
                "{\"enabled\":null}",
                "{\"enabled\":true,\"x\":1}",
                "[]")) {
            assertThat(fakes.post("/api/drain", bad).code()).as(bad).isEqualTo(400);
        }
        assertThat(fakes.draining).isFalse();
    }

    @Test
    void aDrainWorksWithoutTheLedger() {
        fakes.calls = null;
        assertThat(fakes.post("/api/drain", "").code()).isEqualTo(200);
        assertThat(fakes.draining).isTrue();
    }

    @Test
    void whatIsMissingIsNamed() {
        Fakes nothing = Fakes.nothing();
        assertThat(nothing.get("/api/calls").code()).isEqualTo(503);
        assertThat(nothing.get("/api/calls").body()).contains("io.ramal.visit");
        assertThat(nothing.post("/api/drain", "").code()).isEqualTo(503);
        assertThat(nothing.post("/api/hangup", "{\"call_id\":\"0b7e6c1e-4d5f-4a57-9f0a-3f1d2c4b5a69\"}")
                        .code())
                .isEqualTo(503);
    }

    private static JsonElement json(Answer answer) {
        return JsonParser.parseString(answer.body());
    }
}
