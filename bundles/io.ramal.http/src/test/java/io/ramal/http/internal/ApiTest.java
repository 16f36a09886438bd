package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiTest {
    private final Extensions extensions = new Extensions() {
        @Override
        public List<ExtensionStatus> status() {
            return List.of(
                    new ExtensionStatus(
                            new Extension(1, "1001", "1002", "0.0.0.0", 8080, 8081, 10),
                            8083,
                            8081,
                            ExtensionState.ACTIVE,
                            3,
                            "port 8080 is taken"),
                    new ExtensionStatus(
                            new Extension(2, "2001", "2002", "0.0.0.0", 9000, null, 11),
                            null,
                            null,
                            ExtensionState.ERROR,
                            0,
                            "no"));
        }

        @Override
        public ExtensionSource source() {
            return ExtensionSource.DATABASE;
        }
    };
    private List<ProviderStatus> providers = List.of(new ProviderStatus(
            new ProviderInfo("vosk", ProviderRole.STT, Set.of(Locale.forLanguageTag("pt-BR")), "Vosk"),
            ProviderHealth.unavailable("no model", "install one"),
            5,
            1,
            7));
    private final ProviderRegistry registry = new ProviderRegistry() {
        @Override
        public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ProviderStatus> providers() {
            return providers;
        }
    };
    private boolean accepting = true;
    private final Api api = new Api(() -> extensions, () -> registry, () -> accepting);

    @Test
    void theStatusHasTheFieldsInstallationsRead() {
        Answer answer = api.answer("GET", "/api/status");
        assertThat(answer.code()).isEqualTo(200);
        assertThat(JsonParser.parseString(answer.body())).isEqualTo(JsonParser.parseString("""
                {"status":"success","total_extensions":2,"fonte":"banco","extensions":[
                {"id":1,"ramal_ia":"1001","ramal_retorno":"1002","ip":"0.0.0.0","porta_ia":8083,"porta_retorno":8081,
                "condominio_id":10,"status":"ativo","porta_ia_configurada":8080,"porta_retorno_configurada":8081,
                "chamadas_ativas":3,"erro":"port 8080 is taken"},
                {"id":2,"ramal_ia":"2001","ramal_retorno":"2002","ip":"0.0.0.0","porta_ia":null,"porta_retorno":null,
                "condominio_id":11,"status":"erro","porta_ia_configurada":9000,"porta_retorno_configurada":null,
                "chamadas_ativas":0,"erro":"no"}],
                "providers":[{"id":"vosk","role":"stt","description":"Vosk","languages":["pt-BR"],
                "state":"unavailable","reason":"no model","cure":"install one","ranking":5,"leases":1,"served":7}]}
                """));
    }

    @Test
    void theStatusAnswersWhileNothingElseIsThere() {
        JsonObject status = JsonParser.parseString(new Api(() -> null, () -> null, () -> true)
                        .answer("GET", "/api/status")
                        .body())
                .getAsJsonObject();
        assertThat(status.get("total_extensions").getAsInt()).isZero();
        assertThat(status.get("fonte").isJsonNull()).isTrue();
    }

    @Test
    void readyMeansThatACallWouldBeAnswered() {
        assertThat(api.answer("GET", "/ready").code()).isEqualTo(503);
        assertThat(api.answer("GET", "/ready").body())
                .contains("no vad provider is ready", "no tts provider is ready", "no ai provider is ready")
                .doesNotContain("no extension listens");
        assertThat(new Api(() -> null, () -> null, () -> true)
                        .answer("GET", "/ready")
                        .body())
                .contains("no extension listens");

        providers = List.of(
                provider("silero", ProviderRole.VAD, ProviderHealth.READY),
                provider("espeak", ProviderRole.TTS, ProviderHealth.READY),
                provider("rules", ProviderRole.AI, ProviderHealth.READY),
                provider("vosk", ProviderRole.STT, ProviderHealth.starting("loading")));
        assertThat(api.answer("GET", "/ready").body()).contains("vosk is starting");

        providers = providers.subList(0, 3);
        assertThat(api.answer("GET", "/ready").code())
                .as("callers are heard by keypad without STT")
                .isEqualTo(200);

        accepting = false;
        assertThat(api.answer("GET", "/ready").body()).contains("calls are not accepted");
    }

    private static ProviderStatus provider(String id, ProviderRole role, ProviderHealth health) {
        return new ProviderStatus(new ProviderInfo(id, role, Set.of(), id), health, 0, 0, 0);
    }

    @Test
    void unknownCallsAndMethodsAnswerInTheEnvelope() {
        assertThat(api.answer("GET", "/api/<x>"))
                .isEqualTo(new Answer(
                        404,
                        "application/json;charset=UTF-8",
                        "{\"status\":\"error\",\"message\":\"no such call: /api/<x>\"}"));
        assertThat(api.answer("POST", "/api/status").code()).isEqualTo(405);
        assertThat(api.answer("HEAD", "/api/status").code()).isEqualTo(200);
        assertThat(api.answer("GET", "/live").body()).isEqualTo("{\"status\":\"success\"}");
    }
}
