package io.ramal.simulator.internal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.call.LegRole;
import io.ramal.conversation.VisitOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioParserTest {
    private static final Variables VARIABLES = new Variables("501", Locale.forLanguageTag("pt-BR"));

    @Test
    void everyKindOfLineIsRead() throws IOException {
        Scenario s = parse("""
                # a comment
                language pt-BR
                noise -60

                wait-agent-silent 600ms
                wait-agent-silent 1.5s max 5s   # to the end
                say "Boa tarde # não é comentário"
                play som.wav
                if keypad keys 501#
                if speech say "quinhentos e um"
                interrupt "Com licença" within 400ms
                pause 1s
                expect agent-speaks within 3s
                expect agent-silent within 400ms
                allow agent-hangup
                expect agent-hangup within 20s
                hangup
                wait-resident ringing
                resident answer after 2s
                resident if speech say "pode"
                resident until decided wait-visitor gone max 5s
                expect outcome no-answer
                expect no-human
                """);
        assertThat(s.language()).isEqualTo(Locale.forLanguageTag("pt-BR"));
        assertThat(s.noiseDbfs()).isEqualTo(-60.0);
        assertThat(s.steps())
                .extracting(Scenario.Step::move)
                .containsExactly(
                        new Move.WaitSilent(Duration.ofMillis(600), Duration.ofSeconds(20)),
                        new Move.WaitSilent(Duration.ofMillis(1500), Duration.ofSeconds(5)),
                        new Move.Say("Boa tarde # não é comentário"),
                        new Move.Play("som.wav"),
                        new Move.Keys("501#"),
                        new Move.Say("quinhentos e um"),
                        new Move.Interrupt("Com licença", Duration.ofMillis(400)),
                        new Move.Pause(Duration.ofSeconds(1)),
                        new Move.ExpectSpeech(Duration.ofSeconds(3)),
                        new Move.ExpectSilence(Duration.ofMillis(400)),
                        new Move.AllowHangup(),
                        new Move.ExpectHangup(Duration.ofSeconds(20)),
                        new Move.Hangup(),
                        new Move.WaitFor(LegRole.RESIDENT, Stage.RINGING, Duration.ofSeconds(60)),
                        new Move.Phone(Move.Fate.ANSWER, Duration.ofSeconds(2)),
                        new Move.Say("pode"),
                        new Move.WaitFor(LegRole.VISITOR, Stage.GONE, Duration.ofSeconds(5)),
                        new Move.ExpectOutcome(VisitOutcome.NO_ANSWER),
                        new Move.ExpectHuman(false));
        assertThat(s.steps().get(16).until()).isEqualTo(Stage.DECIDED);
        assertThat(s.steps().get(16).who()).isEqualTo(LegRole.RESIDENT);
        assertThat(s.steps(true)).extracting(Scenario.Step::line).contains(10).doesNotContain(9);
        assertThat(s.steps(false)).extracting(Scenario.Step::line).contains(9).doesNotContain(10);
    }

    @Test
    void whatDecidesCanBeExpected() throws Exception {
        Scenario s = parse("hangup\nif speech expect decided-by speech\nif keypad expect decided-by keys\n");
        assertThat(Script.of(s, true).judgements())
                .extracting(Scenario.Step::move)
                .containsExactly(new Move.ExpectDecidedBy(Means.SPEECH));
        assertThat(Script.of(s, false).judgements())
                .extracting(Scenario.Step::move)
                .containsExactly(new Move.ExpectDecidedBy(Means.KEYS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "dance                        | \"dance\" is no step",
                "pause                        | a time such as 600ms or 20s is missing",
                "pause 5                      | \"5\" is no time; write 600ms or 20s",
                "say                          | a text in quotation marks is missing",
                "say \"                       | a quotation mark is not closed",
                "keys 50x                     | \"50x\" are no keys",
                "if deaf say \"x\"            | expected \"keypad\" instead of \"deaf\"",
                "expect rain within 2s        | \"rain\" cannot be expected",
                "expect agent-hangup          | expected \"within\"",
                "hangup now                   | \"now\" is one word too many",
                "answer after 2s              | \"answer\" is no step",
                "resident wait-resident gone  | somebody cannot wait for themselves",
                "resident wait-visitor ringing| only \"gone\"",
                "wait-resident asleep         | \"asleep\" is nothing to wait for",
                "expect outcome fun           | \"fun\" is no outcome; there are authorised",
                "resident expect human        | of the whole visit",
                "resident expect decided-by keys | of the whole visit",
                "expect decided-by           | expected \"keys\"",
                "expect decided-by luck      | expected \"keys\" instead of \"luck\"",
                "say \"${flat}\"              | ${flat} means nothing; there are ${apartment}",
                "noise loud                   | \"loud\" is no level",
                "noise 0                      | between -90 and -20",
            })
    void mistakesAreNamedWithFileAndLine(String line, String message) {
        assertThatThrownBy(() -> parse("hangup\n" + line + "\n"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("test.scenario:2: ")
                .hasMessageContaining(message);
    }

    @Test
    void aScenarioWithoutStepsIsAMistake() {
        assertThatThrownBy(() -> parse("# nothing\n")).hasMessageContaining("no step");
    }

    @Test
    void everyShippedScenarioIsRead() throws IOException {
        for (String name : Scenarios.SHIPPED) {
            Scenario s = Scenarios.load(name, VARIABLES);
            assertThat(s.language()).as(name).isNotNull();
            assertThat(Script.of(s, true).visitor()).as(name).isNotEmpty();
            assertThat(Script.of(s, false).visitor()).as(name).isNotEmpty();
            assertThat(Scenarios.about(name)).as(name).matches("A .{10,}[.]");
        }
        for (Locale language : new Locale[] {Locale.forLanguageTag("pt-BR"), Locale.US}) {
            assertThat(Scenarios.SHIPPED).contains(Scenarios.automatic(language));
        }
    }

    @Test
    void theApartmentIsPutInPlaceOfItsName() throws IOException {
        Scenario s = parse("""
                say "no ${apartment}, ${apartment.digits}"
                keys ${apartment}#
                language en-US
                say "${apartment.digits}"
                """);
        assertThat(s.steps())
                .extracting(Scenario.Step::move)
                .containsExactly(
                        new Move.Say("no 501, cinco zero um"), new Move.Keys("501#"), new Move.Say("five zero one"));
    }

    @Test
    void aScriptIsWhatEachOneDoesAndTheLastRingingHoldsOn() throws IOException {
        Script s = Script.of(parse("""
                resident busy
                hangup
                resident answer after 2s
                resident keys 1
                expect human
                resident answer
                """), true);
        assertThat(s.visitor()).extracting(Scenario.Step::line).containsExactly(2);
        assertThat(s.judgements()).extracting(Scenario.Step::line).containsExactly(5);
        assertThat(s.attempts())
                .extracting(a -> a.move().fate())
                .containsExactly(Move.Fate.BUSY, Move.Fate.ANSWER, Move.Fate.ANSWER);
        assertThat(s.attempts().get(1).steps()).extracting(Scenario.Step::move).containsExactly(new Move.Keys("1"));
        assertThat(s.attempts().get(2).steps()).extracting(Scenario.Step::move).containsExactly(new Move.Hangup());
    }

    @Test
    void whatAResidentDoesBeforePickingUpIsAMistake() {
        assertThatThrownBy(() -> Script.of(parse("hangup\nresident keys 1\n"), true))
                .hasMessageStartingWith("test.scenario:2: first comes what the telephone does");
        assertThatThrownBy(() -> Script.of(parse("hangup\nresident busy\nresident keys 1\n"), true))
                .hasMessageStartingWith("test.scenario:3: ");
        assertThatThrownBy(() -> Script.of(parse("resident busy\nexpect human\n"), true))
                .hasMessageContaining("no step of the visitor");
    }

    @Test
    void withoutResidentNobodyPicksUp() throws IOException {
        Script s = Script.of(parse("hangup\n"), true);
        assertThat(s.attempts()).hasSize(1);
        assertThat(s.attempts().get(0).move().fate()).isEqualTo(Move.Fate.NO_ANSWER);
        assertThat(s.attempts().get(0).scripted()).isFalse();
    }

    @Test
    void aFileIsReadWithItsOwnFolder(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.scenario"), "play a.wav\n");
        assertThat(Scenarios.load(file.toString(), VARIABLES).folder()).isEqualTo(folder);
        assertThatThrownBy(() -> Scenarios.load("nowhere", VARIABLES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("entrega-autorizada");
    }

    private static Scenario parse(String text) throws ScenarioException {
        return ScenarioParser.parse("test.scenario", Path.of(""), text, VARIABLES);
    }
}
