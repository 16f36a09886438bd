package io.ramal.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.call.TimelineEntry;
import io.ramal.conversation.VisitOutcome;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelinesTest {
    @Test
    void aCallIsToldLineByLine() {
        List<String> lines = new Timelines(ZoneOffset.UTC)
                .call(Samples.call(
                        "01234567-89ab-4cde-8f01-23456789abcd",
                        true,
                        Samples.entry(0, TimelineEntry.Kind.STARTED, ""),
                        Samples.entry(52, TimelineEntry.Kind.SAYING, "Olá"),
                        Samples.entry(64_210, TimelineEntry.Kind.HEARD, "apartamento 501"),
                        Samples.answered(64_900)));
        assertThat(lines)
                .containsExactly(
                        "call 01234567-89ab-4cde-8f01-23456789abcd",
                        "extension 1001, began 12:00:00, lasted 23.0 s, ended: LOCAL_HANGUP, 3 turns",
                        "outcome pending, legs up: visitor",
                        "intent visita, apartment 501",
                        " 0:00.000  call           begins",
                        " 0:00.052  agent          says: Olá",
                        " 1:04.210  visitor        said: apartamento 501",
                        " 1:04.900  agent          answered after 672 ms: endpointing 500 ms, STT 120 ms, AI 3 ms,"
                                + " TTS 40 ms, playout 9 ms (spoke 2.1 s)");
    }

    @Test
    void theResidentsLegIsToldApart() {
        TimelineEntry e =
                new TimelineEntry(Duration.ofSeconds(5), LegRole.RESIDENT, TimelineEntry.Kind.SAYING, "Visita", null);
        assertThat(Timelines.entry(e)).isEqualTo(" 0:05.000  agent>resident says: Visita");
    }

    @Test
    void whatHasComeOfItIsTold() {
        CallSnapshot call = Samples.call("01234567-89ab-4cde-8f01-23456789abcd", false);
        CallSnapshot over = new CallSnapshot(
                call.id(),
                call.extension(),
                call.started(),
                null,
                "ringing",
                List.of(LegRole.VISITOR, LegRole.RESIDENT),
                0,
                call.visit(),
                List.of(),
                VisitOutcome.NO_ANSWER,
                true);
        assertThat(new Timelines(ZoneOffset.UTC).call(over))
                .contains("outcome no answer, a human goes on, legs up: visitor+resident");
    }

    @ParameterizedTest
    @EnumSource(TimelineEntry.Kind.class)
    void everyKindHasWords(TimelineEntry.Kind kind) {
        assertThat(Timelines.entry(Samples.entry(1, kind, "")).length()).isGreaterThan(28);
    }
}
