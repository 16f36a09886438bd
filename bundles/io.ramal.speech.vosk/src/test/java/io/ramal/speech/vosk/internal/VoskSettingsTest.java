package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoskSettingsTest {
    private final List<String> complaints = new ArrayList<>();

    @Test
    void resolvesFoldersAndLeavesOutLanguagesSwitchedOff() {
        VoskSettings s = settings(2, 30_000);

        assertThat(s.models()).containsExactly(Map.entry("pt", Path.of("/data/models/pt")));
        assertThat(s.threads()).isEqualTo(2);
        assertThat(complaints).isEmpty();
    }

    @Test
    void takesAThreadPerProcessorForZero() {
        assertThat(settings(0, 30_000).threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void saysWhatIsOutOfRangeAndGoesOnWithTheDefault() {
        VoskSettings s = settings(1, 5);

        assertThat(s.backlogMillis()).isEqualTo(30_000);
        assertThat(complaints)
                .containsExactly("io.ramal.speech.vosk: backlog.max.ms=5 is out of range; set it to 1000 to 300000."
                        + " Using 30000 until then");
    }

    @Test
    void checksAnswersUnlessToldNotTo() {
        assertThat(settings(1, 30_000, "confirm").checksAnswers()).isTrue();
        assertThat(settings(1, 30_000, " off ").checksAnswers()).isFalse();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aTypingMistakeDoesNotSwitchTheCheckOff() {
        assertThat(settings(1, 30_000, "of").checksAnswers()).isTrue();
        assertThat(complaints)
                .containsExactly("io.ramal.speech.vosk: answers.grammar=of is none of confirm, off."
                        + " Using confirm until then");
    }

    private VoskSettings settings(int threads, int backlog) {
        return settings(threads, backlog, "confirm");
    }

    private VoskSettings settings(int threads, int backlog, String grammar) {
        return VoskSettings.of(
                Map.of("pt", " models/pt ", "en", " "),
                p -> Path.of("/data").resolve(p),
                threads,
                backlog,
                grammar,
                2000,
                3000,
                complaints::add);
    }
}
