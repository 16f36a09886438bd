package io.ramal.simulator.internal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                        new Move.Hangup());
        assertThat(s.steps(true)).extracting(Scenario.Step::line).contains(10).doesNotContain(9);
        assertThat(s.steps(false)).extracting(Scenario.Step::line).contains(9).doesNotContain(10);
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
            Scenario s = Scenarios.load(name);
            assertThat(s.language()).as(name).isNotNull();
            assertThat(s.steps(true)).as(name).isNotEmpty();
            assertThat(s.steps(false)).as(name).isNotEmpty();
        }
        for (Locale language : new Locale[] {Locale.forLanguageTag("pt-BR"), Locale.US}) {
            assertThat(Scenarios.SHIPPED)
                    .contains(Scenarios.automatic(language, true), Scenarios.automatic(language, false));
        }
    }

    @Test
    void aFileIsReadWithItsOwnFolder(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.scenario"), "play a.wav\n");
        assertThat(Scenarios.load(file.toString()).folder()).isEqualTo(folder);
        assertThatThrownBy(() -> Scenarios.load("nowhere"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("visita-teclado");
    }

    private static Scenario parse(String text) throws ScenarioException {
        return ScenarioParser.parse("test.scenario", Path.of(""), text);
    }
}
