package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegRole;
import io.ramal.remote.Sessions;
import io.ramal.stt.SttRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small things: hints, voices, markup. */
class WordsTest {
    @Test
    void hintsAreBoundedAndAnswersAreNone() {
        List<String> many =
                IntStream.range(0, 600).mapToObj(i -> " nome " + i + " ").toList();
        SttRequest request = new SttRequest(
                UUID.randomUUID(),
                LegRole.RESIDENT,
                Locale.US,
                IntStream.concat(IntStream.of(-1, -2), IntStream.range(0, 600))
                        .mapToObj(i -> i == -1 ? "" : i == -2 ? "x".repeat(101) : many.get(i))
                        .toList(),
                List.of("sim", "nome 3"));
        List<String> hints = Hints.of(request);
        assertThat(hints).hasSize(Hints.MAX_PHRASES).doesNotHaveDuplicates();
        assertThat(hints).startsWith("nome 0", "nome 1").doesNotContain("sim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pt-BR-FranciscaNeural",
                "en-US-AvaMultilingualNeural",
                "en-US-Ava:DragonHDLatestNeural",
                "zh-CN-liaoning-XiaobeiNeural",
                "sr-Latn-RS-NicholasNeural"
            })
    void namesOfAzuresVoicesAreKnown(String name) {
        assertThat(name).matches(Voices.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "leticia", "en-us", "en-us+f3", "pt-br", "alloy", "pt_BR-faber-medium", "a'/><b"})
    void othersAreNone(String name) {
        assertThat(name).doesNotMatch(Voices.NAME);
    }

    @Test
    void whatXmlCannotHoldBecomesABlank() {
        assertThat(Ssml.escape("a\u0000\ud800\ufffe<\n😀")).isEqualTo("a   &lt;\n😀");
    }

    @Test
    void aSessionTooManyIsTurnedAway() {
        Sessions sessions = new Sessions(1, "Azure is being stopped");
        Sessions.Session session = new Sessions.Session() {
            @Override
            public void tick(long nanoTime) {}

            @Override
            public void fail(String reason) {}
        };
        assertThat(sessions.admit(session)).isEmpty();
        assertThat(sessions.admit(session)).contains("sessions.max");
        sessions.ended(session);
        assertThat(sessions.admit(session)).isEmpty();
        assertThat(sessions.count()).isOne();
        sessions.retire();
        sessions.ended(session);
        assertThat(sessions.admit(session)).contains("stopped");
    }
}
