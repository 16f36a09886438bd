package io.ramal.helper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpokenTextTest {
    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(SpokenText.of("Não, é o apartamento 501-B! 🏠")).isEqualTo("Não, é o apartamento 501-B! 🏠");
    }

    @Test
    void controlCharactersAndWhiteSpaceBecomeOneSpace() {
        assertThat(SpokenText.of("\u0000 Bom\u001b[31m\r\n\t dia\u200b\u00a0 \u2028"))
                .isEqualTo("Bom [31m dia");
    }

    @Test
    void halfACharacterIsDropped() {
        assertThat(SpokenText.of("a\ud83cb\udfe0c")).isEqualTo("a b c");
    }

    @Test
    void aLongTextEndsAtAWord() {
        String cut = SpokenText.of("palavra ".repeat(1000));
        assertThat(cut).hasSizeBetween(SpokenText.MAX - 8, SpokenText.MAX).endsWith("palavra");
        assertThat(SpokenText.of("x".repeat(SpokenText.MAX))).hasSize(SpokenText.MAX);
        assertThat(SpokenText.of("x".repeat(5000))).hasSize(SpokenText.MAX);
    }

    @Test
    void aLongTextIsNotCutThroughACharacter() {
        String cut = SpokenText.of("x" + "🏠".repeat(2000));
        assertThat(cut).hasSize(SpokenText.MAX - 1).endsWith("🏠");
    }
}
