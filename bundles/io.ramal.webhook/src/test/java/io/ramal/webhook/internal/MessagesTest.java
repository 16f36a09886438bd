package io.ramal.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final UUID VISIT = UUID.fromString("7d3f3a52-2f43-4a2e-9d7d-0b8c7d6f1a11");
    private static final UUID DELIVERY = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final String COMMON =
            "\"visit\":\"" + VISIT + "\",\"extension\":\"1001\",\"return_extension\":\"1002\",\"condominium_id\":10";

    private final Messages messages = new Messages(Clock.fixed(Samples.START, ZoneOffset.UTC), () -> DELIVERY);

    @Test
    void aBeginning() {
        assertThat(body(Samples.started(VISIT)))
                .isEqualTo(head("visit.started", "2026-03-01T12:00:00.123Z") + COMMON + "}");
    }

    @Test
    void aDecisionWithoutWordsUnlessTheEventHasThem() {
        String expected = head("visit.decided", "2026-03-01T12:00:41.123Z") + COMMON
                + ",\"decision\":\"authorised\",\"reason\":\"permission\",\"key\":false,\"confidence\":0.93,\"answers\":1";
        assertThat(body(Samples.decided(VISIT, ""))).isEqualTo(expected + "}");
        assertThat(body(Samples.decided(VISIT, "pode <deixar> subir")))
                .isEqualTo(expected + ",\"words\":\"pode <deixar> subir\"}");
    }

    @Test
    void anEndWithoutNamesUnlessTheEventHasThem() {
        String expected = head("visit.ended", "2026-03-01T12:00:52.423Z") + COMMON
                + ",\"outcome\":\"authorised\",\"human\":true,\"duration_ms\":52300";
        assertThat(body(Samples.over(VISIT, VisitData.EMPTY))).isEqualTo(expected + "}");
        assertThat(body(Samples.over(VISIT, new VisitData("entrega", "João", "501B", "Ana"))))
                .isEqualTo(expected + ",\"intent\":\"entrega\",\"visitor_name\":\"João\",\"apartment\":\"501B\","
                        + "\"resident_name\":\"Ana\"}");
    }

    @Test
    void whatIsSimulatedSaysSo() {
        for (CallEvent event :
                List.of(Samples.started(VISIT), Samples.decided(VISIT, ""), Samples.over(VISIT, VisitData.EMPTY))) {
            assertThat(body(Samples.simulated(event))).contains(COMMON + ",\"simulated\":true");
        }
    }

    @Test
    void clocksThatGoBackAndEnginesThatTellNoNumberStillMakeAMessage() {
        ResidentDecision decision = new ResidentDecision(VisitOutcome.NO_DECISION, "doubt", false, Double.NaN, 1, "");
        assertThat(body(new CallEvent.Decided(VISIT, Samples.PAIR, Samples.START, decision, "x")))
                .contains("\"confidence\":0.0,");
        assertThat(body(new CallEvent.Over(new CallSnapshot(
                        VISIT,
                        Samples.PAIR,
                        Samples.START,
                        Samples.START.minusSeconds(9),
                        "ended",
                        List.of(),
                        0,
                        VisitData.EMPTY,
                        List.of()))))
                .contains("\"duration_ms\":0");
    }

    @Test
    void nothingElseIsTold() {
        assertThat(messages.of(new CallEvent.Heard(VISIT, Samples.PAIR, true))).isEmpty();
        assertThat(messages.of(new CallEvent.Joined(VISIT, Samples.PAIR))).isEmpty();
    }

    @Test
    void aMessageIsLoggedWithoutItsBody() {
        assertThat(messages.of(Samples.over(VISIT, new VisitData("", "João", "", "")))
                        .orElseThrow())
                .hasToString("visit.ended of " + VISIT);
    }

    private String body(CallEvent event) {
        return new String(messages.of(event).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    private static String head(String event, String time) {
        return "{\"event\":\"" + event + "\",\"delivery\":\"" + DELIVERY + "\",\"time\":\"" + time + "\",";
    }
}
