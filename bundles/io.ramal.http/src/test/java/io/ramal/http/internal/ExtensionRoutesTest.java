package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionRoutesTest {
    private final Fakes fakes = new Fakes();

    @Test
    void theTableIsShownAsItIs() {
        assertThat(JsonParser.parseString(fakes.get("/api/extensions").body())).isEqualTo(JsonParser.parseString("""
                {"status":"success","total":2,"extensions":[
                {"id":1,"ramal_ia":"1001","ramal_retorno":"1002","ip_servidor":"0.0.0.0","porta_ia":8080,
                "porta_retorno":8081,"condominio_id":10},
                {"id":2,"ramal_ia":"2001","ramal_retorno":"2002","ip_servidor":"0.0.0.0","porta_ia":null,
                "porta_retorno":null,"condominio_id":11}]}
                """));
    }

    @Test
    void aRefreshNeedsNoBodyAndTellsWhatHasChanged() {
        Answer answer = fakes.post("/api/refresh", "", null);
        assertThat(JsonParser.parseString(answer.body())).isEqualTo(JsonParser.parseString("""
                {"status":"success","message":"the configuration was read anew: 1 removed, 2 updated, 3 added; 4 listen",
                "stats":{"removed":1,"updated":2,"added":3,"total_active":4}}
                """));
    }

    @Test
    void aDatabaseThatCannotBeReadIsAnError() {
        fakes.database = new IOException("connection to 10.0.0.9:5432 refused");
        for (Answer answer : List.of(fakes.get("/api/extensions"), fakes.post("/api/refresh", ""))) {
            assertThat(answer.code()).isEqualTo(503);
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"error\",\"message\":\"connection to 10.0.0.9:5432 refused\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/restart|{\"ramal\":\"1001\"}|restart 1",
                "/api/restart|{\"ramal\":1001}|restart 1",
                "/api/restart|{\"ramal\":\"1002\"}|restart 1",
                "/api/restart|{\"ramal\":\"2001\", \"force\":true}|restart 2 by force",
                "/api/restart|{\"extension_id\":1,\"force\":false}|restart 1",
                "/api/stop|{\"ramal\":\" 1001 \",\"force\":true}|stop 1 by force",
                "/api/start|{\"extension_id\":1, \"ramal\":null}|start 1",
            })
    void aPairIsSteeredByEitherNumberOrItsId(String path, String body, String done) {
        Answer answer = fakes.post(path, body);
        assertThat(fakes.done).containsExactly(done);
        assertThat(answer.code()).isEqualTo(done.contains("2") ? 503 : 200);
    }

    @Test
    void theAnswerShowsThePair() {
        Answer answer = fakes.post("/api/restart", "{\"ramal\":\"1001\"}");
        assertThat(JsonParser.parseString(answer.body())).isEqualTo(JsonParser.parseString("""
                {"status":"success","message":"extension 1001 restarted","extension":
                {"id":1,"ramal_ia":"1001","ramal_retorno":"1002","ip":"0.0.0.0","porta_ia":8083,"porta_retorno":8081,
                "condominio_id":10,"status":"ativo","porta_ia_configurada":8080,"porta_retorno_configurada":8081,
                "chamadas_ativas":3,"erro":"port 8080 is taken"}}
                """));
    }

    @Test
    void aPairThatDoesNotComeUpIsAnError() {
        assertThat(fakes.post("/api/start", "{\"extension_id\":2}"))
                .isEqualTo(Answer.error(503, "extension 2001 was started and does not run: no"));
        assertThat(fakes.post("/api/stop", "{\"extension_id\":2}").code())
                .as("there was nothing to run")
                .isEqualTo(200);
    }

    @Test
    void anAiNumberGoesBeforeAReturnNumberAndOneThatRunsBeforeOneInError() {
        fakes.post("/api/restart", "{\"ramal\":\"1001\"}");
        assertThat(fakes.done).as("1001 is the return number of 2 as well").containsExactly("restart 1");

        fakes.status.add(
                0,
                new ExtensionStatus(
                        new Extension(7, "1001", "3002", "0.0.0.0", 8080, null, 10),
                        null,
                        null,
                        ExtensionState.ERROR,
                        0,
                        "1001 is claimed by two rows"));
        fakes.post("/api/restart", "{\"ramal\":\"1001\"}");
        assertThat(fakes.done).containsExactly("restart 1", "restart 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ramal\":\"9999\"}|there is no extension 9999",
                "{\"ramal\":99999999999999}|there is no extension 99999999999999",
                "{\"extension_id\":99}|there is no extension with the id 99",
            })
    void unknownPairsAreNotFound(String body, String message) {
        assertThat(fakes.post("/api/restart", body)).isEqualTo(Answer.error(404, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "ramal=1003",
                "{\"ramal\":\"1003\"",
                "{'ramal':'1003'}",
                "{\"ramal\":\"1003\"} {}",
                "[\"1003\"]",
                "null",
                "{}",
                "{\"ramal\":\"\"}",
                "{\"ramal\":null}",
                "{\"ramal\":true}",
                "{\"ramal\":[\"1003\"]}",
                "{\"ramal\":10.5}",
                "{\"ramal\":1e999999999}",
                "{\"extension_id\":\"2\"}",
                "{\"extension_id\":2.5}",
                "{\"extension_id\":99999999999}",
                "{\"extension_id\":1,\"ramal\":\"1001\"}",
                "{\"ramal\":\"1001\",\"force\":\"yes\"}",
            })
    void bodiesThatNameNoPairTellWhatIsExpected(String body) {
        Answer answer = fakes.post("/api/restart", body);
        assertThat(answer.code()).isEqualTo(400);
        assertThat(JsonParser.parseString(answer.body())
                        .getAsJsonObject()
                        .get("message")
                        .getAsString())
                .endsWith("expected is JSON such as " + ExtensionRoutes.EXPECTED);
        assertThat(fakes.done).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() {
        Fakes nothing = Fakes.nothing();
        assertThat(nothing.get("/api/extensions"))
                .isEqualTo(Answer.error(
                        503,
                        "the control of extensions is not there: the bundle io.ramal.extensions does not run;"
                                + " its log tells why"));
        assertThat(nothing.post("/api/refresh", "").code()).isEqualTo(503);
        assertThat(nothing.post("/api/restart", "{\"ramal\":\"1\"}").code()).isEqualTo(503);
        assertThat(nothing.post("/api/restart", "{\"extension_id\":1}").code()).isEqualTo(503);
    }
}
