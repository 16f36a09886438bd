package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusRoutesTest {
    private final Fakes fakes = new Fakes();

    @Test
    void theStatusHasTheFieldsInstallationsRead() {
        Answer answer = fakes.get("/api/status");
        assertThat(answer.code()).isEqualTo(200);
        assertThat(JsonParser.parseString(answer.body())).isEqualTo(JsonParser.parseString("""
                {"status":"success","total_extensions":2,"fonte":"banco",
                "configuracao":{"fonte":"banco","confirmada_em":"2026-05-04T12:29:29Z","idade_segundos":42,
                "banco":{"estado":"inativo","desde":"2026-05-04T12:29:42Z","erro":"connection refused","notificacoes":false}},
                "aceitando":true,"chamadas_ativas":1,"extensions":[
                {"id":1,"ramal_ia":"1001","ramal_retorno":"1002","ip":"0.0.0.0","porta_ia":8083,"porta_retorno":8081,
                "condominio_id":10,"status":"ativo","porta_ia_configurada":8080,"porta_retorno_configurada":8081,
                "chamadas_ativas":3,"erro":"port 8080 is taken"},
                {"id":2,"ramal_ia":"2001","ramal_retorno":"1001","ip":"10.0.0.5","porta_ia":null,"porta_retorno":null,
                "condominio_id":11,"status":"erro","porta_ia_configurada":9000,"porta_retorno_configurada":null,
                "chamadas_ativas":0,"erro":"no"}],
                "providers":[{"id":"vosk","role":"stt","description":"Vosk","languages":["pt-BR"],
                "state":"unavailable","reason":"no model","cure":"install one","ranking":5,"leases":1,"served":7}]}
                """));
    }

    @Test
    void aConfigurationThatWasNeverConfirmedHasNoAge() {
        fakes.configuration =
                new ConfigurationStatus(ExtensionSource.COMPATIBILITY, null, DatabaseState.NONE, null, null, false);
        assertThat(json(fakes.get("/api/status")).get("configuracao")).isEqualTo(JsonParser.parseString("""
                {"fonte":"compatibilidade","confirmada_em":null,"idade_segundos":null,
                "banco":{"estado":"nenhum","desde":null,"erro":null,"notificacoes":false}}
                """));
    }

    @Test
    void aClockSetBackMakesNoNegativeAge() {
        fakes.configuration = new ConfigurationStatus(
                ExtensionSource.FILE, Fakes.NOW.plusSeconds(60), DatabaseState.UP, Fakes.NOW, null, true);
        assertThat(json(fakes.get("/api/status"))
                        .getAsJsonObject("configuracao")
                        .get("idade_segundos")
                        .getAsInt())
                .isZero();
    }

    @Test
    void theStatusAnswersWhileNothingElseIsThere() {
        Answer answer = Fakes.nothing().get("/api/status");
        JsonObject status = json(answer);
        assertThat(answer.code()).isEqualTo(200);
        assertThat(status.get("total_extensions").getAsInt()).isZero();
        assertThat(status.get("fonte").isJsonNull()).isTrue();
        assertThat(status.get("configuracao").isJsonNull()).isTrue();
        assertThat(status.get("aceitando").getAsBoolean()).isFalse();
    }

    @Test
    void readyMeansThatACallWouldBeAnswered() {
        assertThat(fakes.get("/ready").code()).isEqualTo(503);
        assertThat(fakes.get("/ready").body())
                .contains("no vad provider is ready", "no tts provider is ready", "no ai provider is ready")
                .doesNotContain("no extension listens", "not accepted");
        assertThat(Fakes.nothing().get("/ready").body()).contains("no extension listens", "calls are not accepted");

        fakes.providers = List.of(
                provider("silero", ProviderRole.VAD, ProviderHealth.READY),
                provider("espeak", ProviderRole.TTS, ProviderHealth.READY),
                provider("rules", ProviderRole.AI, ProviderHealth.READY),
                provider("vosk", ProviderRole.STT, ProviderHealth.starting("loading")));
        assertThat(fakes.get("/ready").body()).contains("vosk is starting");

        fakes.providers = fakes.providers.subList(0, 3);
        assertThat(fakes.get("/ready").code())
                .as("callers are heard by keypad without STT")
                .isEqualTo(200);

        fakes.draining = true;
        assertThat(fakes.get("/ready").code()).isEqualTo(503);
        assertThat(json(fakes.get("/api/status")).get("aceitando").getAsBoolean())
                .isFalse();

        fakes.draining = false;
        fakes.acceptor = null;
        assertThat(fakes.get("/ready").body()).contains("calls are not accepted");
    }

    @Test
    void liveMeansThatTheProcessRuns() {
        assertThat(Fakes.nothing().get("/live")).isEqualTo(Answer.json("{\"status\":\"success\"}"));
    }

    private static ProviderStatus provider(String id, ProviderRole role, ProviderHealth health) {
        return new ProviderStatus(new ProviderInfo(id, role, Set.of(), id), health, 0, 0, 0);
    }

    private static JsonObject json(Answer answer) {
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }
}
