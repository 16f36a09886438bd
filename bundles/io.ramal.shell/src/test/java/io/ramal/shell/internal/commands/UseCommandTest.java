package io.ramal.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.provider.ProviderTester;
import io.ramal.shell.internal.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UseCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Map<ProviderRole, String>> chosen = new TreeMap<>();
    private final ProviderChoices choices = new ProviderChoices() {
        @Override
        public Map<String, Map<ProviderRole, String>> choices() {
            return chosen;
        }

        @Override
        public void use(String extension, Map<ProviderRole, String> ids) {
            chosen.put(extension, Map.copyOf(ids));
        }
    };

    @Test
    void whoIsThereCanBeChosenAndTheChoiceIsPrinted() throws Exception {
        use("all", "tts=espeak", "ai=rules").execute();
        assertThat(chosen).containsEntry("all", Map.of(ProviderRole.TTS, "espeak", ProviderRole.AI, "rules"));
        assertThat(printed()).contains("all: tts=espeak ai=rules");
    }

    @Test
    void autoTakesAChoiceBack() throws Exception {
        use("all", "tts=auto").execute();
        assertThat(chosen).containsEntry("all", Map.of(ProviderRole.TTS, ""));
    }

    @Test
    void withoutArgumentsTheChoicesArePrinted() throws Exception {
        UseCommand c = use(null);
        c.execute();
        assertThat(printed()).contains("Nobody is chosen");
    }

    @Test
    void mistakesAreNamedAndChooseNothing() {
        mistake("there is no TTS provider \"piper\"; there are espeak", "all", "tts=piper");
        mistake("there is no STT provider \"espeak\"; there are none", "all", "stt=espeak");
        mistake("there is no role \"mouth\"", "all", "mouth=espeak");
        mistake("is no choice", "all", "espeak");
        mistake("say who is to serve", "all");
        assertThat(chosen).isEmpty();
    }

    @Test
    void whatIsNotInstalledYetCanBeForced() throws Exception {
        UseCommand c = use("all", "tts=piper");
        c.force = true;
        c.execute();
        assertThat(chosen).containsEntry("all", Map.of(ProviderRole.TTS, "piper"));
    }

    @Test
    void forceIsUnderstoodAlsoBehindTheChoices() throws Exception {
        use("all", "tts=piper", "--force").execute();
        assertThat(chosen).containsEntry("all", Map.of(ProviderRole.TTS, "piper"));
    }

    @Test
    void anExtensionIsChosenForByItsNumberAndMustExist() throws Exception {
        UseCommand c = use("1002", "tts=espeak");
        c.extensions = Samples.extensions(Samples.listening(8080, 8080));
        c.execute();
        assertThat(chosen).as("by the AI extension of the pair").containsOnlyKeys("1001");
        c.extension = "7777";
        assertThatThrownBy(c::execute).hasMessageContaining("there is no extension 7777; known: 1001");
    }

    @Test
    void choicesThatCanBeMadeAreOffered() {
        assertThat(WishCompleter.wishes(List.of(
                        provider("espeak", ProviderRole.TTS),
                        provider("piper", ProviderRole.TTS),
                        provider("rules", ProviderRole.AI))))
                .containsExactly("tts=espeak", "tts=auto", "tts=piper", "ai=rules", "ai=auto");
    }

    @Test
    void eachRoleOfOneIdHasItsOwnFile(@TempDir Path folder) throws Exception {
        ProviderTestCommand c = trial(true);
        ProviderTester one = c.tester;
        c.tester = (id, language, text) -> {
            ProviderTester.Report tts = one.test(id, language, text).get(0);
            return List.of(
                    tts,
                    new ProviderTester.Report(id, ProviderRole.STT, true, "heard", tts.marks(), AudioFrame.SILENCE));
        };
        c.wav = folder.resolve("sample.wav").toString();
        c.execute();
        assertThat(folder.resolve("sample-tts.wav")).exists();
        assertThat(folder.resolve("sample-stt.wav")).exists();
    }

    @Test
    void aTrialPrintsItsTimesAndKeepsTheSound(@TempDir Path folder) throws Exception {
        ProviderTestCommand c = trial(true);
        c.wav = folder.resolve("sample.wav").toString();
        c.execute();
        assertThat(printed()).contains("espeak (TTS): passed", "12.0 ms  first sound", "1.0 s of sound");
        assertThat(Files.size(Path.of(c.wav))).isEqualTo(44 + 320);
    }

    @Test
    void aTrialThatIsNotPassedFailsTheCommand() {
        assertThatThrownBy(() -> trial(false).execute()).hasMessageContaining("espeak does not do what it should");
        assertThat(printed()).contains("espeak (TTS): FAILED");
    }

    private ProviderTestCommand trial(boolean passed) {
        ProviderTestCommand c = new ProviderTestCommand();
        c.id = "espeak";
        c.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        c.tester = (id, language, text) -> List.of(new ProviderTester.Report(
                id,
                ProviderRole.TTS,
                passed,
                "1.0 s of sound",
                List.of(new ProviderTester.Mark("first sound", Duration.ofMillis(12))),
                AudioFrame.SILENCE));
        return c;
    }

    private void mistake(String message, String extension, String... wishes) {
        assertThatThrownBy(() -> use(extension, wishes).execute()).hasMessageContaining(message);
    }

    private UseCommand use(String extension, String... wishes) {
        UseCommand c = new UseCommand();
        c.extension = extension;
        c.wishes = List.of(wishes);
        c.choices = choices;
        c.registry =
                Samples.registry(List.of(provider("espeak", ProviderRole.TTS), provider("rules", ProviderRole.AI)));
        c.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        return c;
    }

    private static ProviderStatus provider(String id, ProviderRole role) {
        return new ProviderStatus(new ProviderInfo(id, role, Set.of(), id), ProviderHealth.READY, 0, 0, 0);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
