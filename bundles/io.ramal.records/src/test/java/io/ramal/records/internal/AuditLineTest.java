package io.ramal.records.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.call.LegRole;
import io.ramal.call.TimelineEntry;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.GateResult;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditLineTest {
    @Test
    void aDecisionTellsWhoWhenHowAndHowSure() {
        AuditLine line = line(Samples.refused(Samples.VISIT, ""));
        assertThat(line.text())
                .isEqualTo("{\"type\":\"decision\",\"visit\":\"6a2f6f4e-0000-4000-8000-000000000001\","
                        + "\"extension\":\"1001\",\"condominium\":10,\"at\":\"2026-03-01T22:30:00.250-03:00\","
                        + "\"decision\":\"refused\",\"how\":{\"class\":\"plain-no\",\"by\":\"speech\"},"
                        + "\"confidence\":0.877,\"answers\":2,\"provider\":\"vosk\"}");
        assertThat(line.day()).isEqualTo(LocalDate.parse(Samples.TODAY));
    }

    @Test
    void wordsAreThereOnlyIfTheVisitGivesThem() {
        assertThat(line(Samples.refused(Samples.VISIT, "não, \"obrigado\"\nnão"))
                        .text())
                .endsWith(",\"words\":\"não, \\\"obrigado\\\"\\nnão\"}")
                .doesNotContain("\n");
    }

    @Test
    void aKeyAndAnEventAreToldApart() {
        assertThat(by(VisitOutcome.AUTHORISED, "digit", true, 1)).isEqualTo("key");
        assertThat(by(VisitOutcome.AUTHORISED, "permission", false, 0.9)).isEqualTo("speech");
        assertThat(by(VisitOutcome.NO_DECISION, "doubt", false, 0.9)).isEqualTo("speech");
        assertThat(by(VisitOutcome.NO_DECISION, "time-out", false, 0)).isEqualTo("event");
    }

    @Test
    void anEngineThatTellsNoNumberStillMakesALine() {
        assertThat(line(Samples.decided(
                                Samples.VISIT,
                                new ResidentDecision(VisitOutcome.REFUSED, "plain-no", false, Double.NaN, 1, ""),
                                "x"))
                        .text())
                .contains("\"confidence\":0.0");
    }

    @Test
    void aGateHasALineOfItsOwn() {
        assertThat(line(new CallEvent.Gate(Samples.VISIT, Samples.EXTENSION, GateResult.FAILED))
                        .text())
                .isEqualTo("{\"type\":\"gate\",\"visit\":\"6a2f6f4e-0000-4000-8000-000000000001\","
                        + "\"extension\":\"1001\",\"condominium\":10,\"at\":\"2026-03-01T22:30:00.250-03:00\","
                        + "\"gate\":\"failed\"}");
    }

    @Test
    void aVisitNobodyDecidedOnHasALineToo() {
        for (VisitOutcome outcome :
                List.of(VisitOutcome.NO_ANSWER, VisitOutcome.BUSY, VisitOutcome.REJECTED, VisitOutcome.UNREACHABLE)) {
            assertThat(over(outcome).orElseThrow().text())
                    .contains(
                            "\"type\":\"ended\"", "\"outcome\":\"" + AuditLine.word(outcome) + "\"", "\"human\":true");
        }
    }

    @Test
    void aVisitThatNeverCalledOrWasDecidedHasNone() {
        for (VisitOutcome outcome : List.of(
                VisitOutcome.NOT_CALLED,
                VisitOutcome.VISITOR_LEFT,
                VisitOutcome.PENDING,
                VisitOutcome.AUTHORISED,
                VisitOutcome.REFUSED,
                VisitOutcome.NO_DECISION)) {
            assertThat(over(outcome)).as(outcome.name()).isEmpty();
        }
        assertThat(AuditLine.of(new CallEvent.Started(Samples.VISIT, Samples.EXTENSION), Samples.CLOCK))
                .isEmpty();
    }

    @Test
    void aVisitorWhoLeftWhileWeCalledHasOne() {
        TimelineEntry dialling = Samples.entry(LegRole.VISITOR, TimelineEntry.Kind.DIALLING, "1");
        assertThat(over(VisitOutcome.VISITOR_LEFT, dialling)).isPresent();
        assertThat(over(VisitOutcome.PENDING, dialling)).isPresent();
    }

    @Test
    void whatIsSimulatedSaysSoInEveryLineAndNothingElseDoes() {
        ResidentDecision decision = new ResidentDecision(VisitOutcome.AUTHORISED, "digit", true, 1, 1, "");
        assertThat(List.of(
                        line(new CallEvent.Decided(Samples.VISIT, Samples.EXTENSION, Samples.NOW, decision, "", true)),
                        line(new CallEvent.Gate(Samples.VISIT, Samples.EXTENSION, GateResult.NONE, true)),
                        line(new CallEvent.Over(
                                Samples.simulated(Samples.over(Samples.VISIT, VisitOutcome.BUSY, VisitData.EMPTY))))))
                .extracting(AuditLine::text)
                .allMatch(text -> text.contains("\"simulated\":true"));
        assertThat(line(Samples.decided(Samples.VISIT, decision, "")).text()).doesNotContain("simulated");
    }

    private static String by(VisitOutcome outcome, String reason, boolean key, double confidence) {
        return line(Samples.decided(Samples.VISIT, new ResidentDecision(outcome, reason, key, confidence, 1, ""), ""))
                .json()
                .getAsJsonObject("how")
                .get("by")
                .getAsString();
    }

    private static Optional<AuditLine> over(VisitOutcome outcome, TimelineEntry... story) {
        return AuditLine.of(
                new CallEvent.Over(Samples.over(Samples.VISIT, outcome, VisitData.EMPTY, story)), Samples.CLOCK);
    }

    private static AuditLine line(CallEvent event) {
        return AuditLine.of(event, Samples.CLOCK).orElseThrow();
    }
}
