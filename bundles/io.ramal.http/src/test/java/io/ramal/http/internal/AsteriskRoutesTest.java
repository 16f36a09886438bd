package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsteriskRoutesTest {
    private final Fakes fakes = new Fakes();

    @Test
    void thePortReallyBoundIsTold() {
        assertThat(fakes.get("/api/asterisk/target?ramal=1001")).isEqualTo(Answer.text("192.0.2.7:8083\n"));
        assertThat(fakes.get("/api/asterisk/target?x=1&ramal=1002").body()).isEqualTo("192.0.2.7:8081\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,192.0.2.7,192.0.2.7",
        "127.0.0.1,192.0.2.7,192.0.2.7",
        "localhost,192.0.2.7,192.0.2.7",
        "::,2001:db8::7,[2001:db8::7]",
        "::,[2001:db8::7],[2001:db8::7]",
        "0:0:0:0:0:0:0:0,192.0.2.7,192.0.2.7",
        "::1,192.0.2.7,192.0.2.7",
        "*,192.0.2.7,192.0.2.7",
        "10.0.0.5,192.0.2.7,10.0.0.5",
        "2001:db8::5,192.0.2.7,[2001:db8::5]",
        "pbx.example,192.0.2.7,pbx.example",
    })
    void theHostIsOneAsteriskCanReach(String configured, String local, String host) {
        fakes.status.set(0, pair(configured, 8083, 8081, ExtensionState.ACTIVE, null));
        assertThat(fakes.router
                        .answer(new ApiRequest(
                                "GET", "/api/asterisk/target", "ramal=1001", null, limit -> new byte[0], local, false))
                        .body())
                .isEqualTo(host + ":8083\n");
    }

    @Test
    void aDrainRefusesVisitorsAndNotResidents() {
        fakes.draining = true;
        assertThat(fakes.get("/api/asterisk/target?ramal=1001"))
                .isEqualTo(Answer.error(503, "no visits are taken in now"));
        assertThat(fakes.get("/api/asterisk/target?ramal=1002").code()).isEqualTo(200);
    }

    @Test
    void whatDoesNotListenIsNoTarget() {
        assertThat(fakes.get("/api/asterisk/target?ramal=2001"))
                .isEqualTo(Answer.error(503, "extension 2001 does not listen: no"));
        fakes.status.set(0, pair("0.0.0.0", null, null, ExtensionState.STOPPED, null));
        assertThat(fakes.get("/api/asterisk/target?ramal=1002"))
                .isEqualTo(Answer.error(503, "extension 1002 does not listen: it is parado"));
        assertThat(fakes.get("/api/asterisk/target?ramal=1009"))
                .isEqualTo(Answer.error(404, "there is no extension 1009"));
        assertThat(Fakes.nothing().get("/api/asterisk/target?ramal=1001").code())
                .isEqualTo(503);
    }

    @Test
    void aPairWithoutAReturnPortHasNoReturnExtension() {
        fakes.status.set(
                0,
                new ExtensionStatus(
                        new Extension(1, "1001", "1002", "0.0.0.0", 8080, null, 10),
                        8080,
                        null,
                        ExtensionState.ACTIVE,
                        0,
                        null));
        assertThat(fakes.get("/api/asterisk/target?ramal=1002"))
                .isEqualTo(Answer.error(404, "extension 1001 has no return leg (extension_ia_return_port is empty)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?ramal", "?ramal=", "?ramal=%20", "?Ramal=1001"})
    void aMissingNumberIsSaid(String query) {
        assertThat(fakes.get("/api/asterisk/target" + query).code()).isEqualTo(400);
        assertThat(fakes.get("/api/asterisk/target" + query).body()).contains("?ramal=1001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?ramal=%", "?ramal=%1", "?ramal=%zz", "?ramal=%ff", "?%c3=1", "?ramal=é", "?ramal=%+1"})
    void aMalformedQueryIsSaid(String query) {
        assertThat(fakes.get("/api/asterisk/target" + query))
                .isEqualTo(
                        Answer.error(400, "the query of the address is malformed: send it percent-encoded in UTF-8"));
    }

    @Test
    void queriesAreDecoded() {
        assertThat(Query.parse("a%3d=%C3%A9+%2B&b&a%3D=2")).containsExactly(Map.entry("a=", "é +"), Map.entry("b", ""));
        assertThat(Query.parse(null)).isEmpty();
    }

    @Test
    void theDialplanIsToldHowItGoesOnWithAVisitor() {
        String path = "/api/asterisk/after?call=" + Fakes.CALL;
        assertThat(fakes.get(path)).isEqualTo(Answer.text("human\n"));
        fakes.human = false;
        assertThat(fakes.get(path)).isEqualTo(Answer.text("hangup\n"));
        assertThat(fakes.get(
                        path.toUpperCase(Locale.ROOT).replace("/API/ASTERISK/AFTER?CALL", "/api/asterisk/after?call")))
                .as("a UUID in capitals")
                .isEqualTo(Answer.text("hangup\n"));
    }

    @Test
    void aCallNobodyKnowsIsNotFound() {
        assertThat(fakes.get("/api/asterisk/after?call=00000000-0000-0000-0000-000000000001"))
                .isEqualTo(Answer.error(404, "no call 00000000-0000-0000-0000-000000000001 is up or ended lately"));
        assertThat(Fakes.nothing().get("/api/asterisk/after?call=" + Fakes.CALL).code())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?call=", "?call=1-1-1-1-1", "?call=x", "?ramal=1001"})
    void aMalformedUuidIsSaid(String query) {
        Answer answer = fakes.get("/api/asterisk/after" + query);
        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.body()).contains("?call=<uuid>");
    }

    @Test
    void theConfigurationOfAsteriskIsPrinted() {
        assertThat(fakes.get("/api/asterisk/config?file=pjsip").body()).isEqualTo("pjsip for 192.0.2.7\n");
        assertThat(fakes.get("/api/asterisk/config?file=pjsip&host=pbx.example").body())
                .isEqualTo("pjsip for pbx.example\n");
        String all = "; ==== extensions_ramal.conf ====\nextensions for 192.0.2.7\n"
                + "\n; ==== pjsip_ramal.conf ====\npjsip for 192.0.2.7\n";
        assertThat(fakes.get("/api/asterisk/config")).isEqualTo(Answer.text(all));
        assertThat(fakes.get("/api/asterisk/config?file=all")).isEqualTo(Answer.text(all));
        assertThat(fakes.get("/api/asterisk/config?file=passwd"))
                .isEqualTo(Answer.error(400, "there is no file passwd"));
        assertThat(Fakes.nothing().get("/api/asterisk/config").code()).isEqualTo(503);
    }

    private static ExtensionStatus pair(
            String address,
            @Nullable Integer port,
            @Nullable Integer returnPort,
            ExtensionState state,
            @Nullable String error) {
        return new ExtensionStatus(
                new Extension(1, "1001", "1002", address, 8080, 8081, 10), port, returnPort, state, 0, error);
    }
}
