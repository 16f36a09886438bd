package io.ramal.doorman.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LexiconTest {
    private final Lexicon lexicon = new Lexicon(List.of(
            "# a comment",
            "[spelling]",
            "podi=pode",
            "[modal]",
            "Pode # and another",
            "[doubt]",
            "pode ser, não sei",
            "[negation]",
            "não"));

    @Test
    void cutsTheLongestPhraseFirst() {
        assertThat(kinds("podi ser")).containsExactly(Kind.DOUBT);
        assertThat(kinds("pode sim pode ser não")).containsExactly(Kind.MODAL, Kind.UNKNOWN, Kind.DOUBT, Kind.NEGATION);
        assertThat(kinds("nao")).containsExactly(Kind.NEGATION);
        assertThat(kinds("")).isEmpty();
    }

    @Test
    void aPhraseIsInOnePlaceOnly() {
        assertThatThrownBy(() -> new Lexicon(List.of("[modal]", "pode", "[negation]", "Podê")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Podê");
    }

    @Test
    void aHeadingIsAKind() {
        assertThatThrownBy(() -> new Lexicon(List.of("[perhaps]", "pode")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wordsAreMadeComparable() {
        assertThat(Words.of("Não, NÃO!")).containsExactly("nao", Words.BREAK, "nao", Words.BREAK);
        assertThat(Words.of("siiim… deixe-o")).containsExactly("sim", ".", ".", ".", "deixe", "o");
        assertThat(Words.of("don’t \"go\"")).containsExactly("dont", "go");
        assertThat(Words.of("é e É")).containsExactly("eh", "e", "eh");
        assertThat(Words.of("né? ♪")).containsExactly("ne", Words.ASKED, Words.SIGN);
        assertThat(Words.of("1000")).containsExactly("1000");
        assertThat(Words.of("nao\u0303")).containsExactly("nao");
    }

    private List<Kind> kinds(String text) {
        return lexicon.kinds(Words.of(text));
    }
}
