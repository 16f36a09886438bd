package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DotEnvTest {
    @Test
    void plainLinesCommentsAndBlanks() {
        assertThat(values("# comment\n\nA=1\n  B = two words  \nC=\n"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "two words", "C", ""));
    }

    @Test
    void exportCarriageReturnsAndAByteOrderMark() {
        assertThat(values("\uFEFFA=1\r\nexport B=2\r\n"))
                .containsEntry("A", "1")
                .containsEntry("B", "2");
    }

    @Test
    void aHashIsACommentOnlyAfterASpace() {
        assertThat(values("A=p#ss\nB=x # y\nC=#z"))
                .containsEntry("A", "p#ss")
                .containsEntry("B", "x")
                .containsEntry("C", "");
    }

    @Test
    void singleQuotesKeepEverything() {
        assertThat(values("A=' a # \\n $x '  # end")).containsEntry("A", " a # \\n $x ");
    }

    @Test
    void doubleQuotesKnowEscapes() {
        assertThat(values("A=\"a\\tb\\\"c\\\\d\\q\"")).containsEntry("A", "a\tb\"c\\d\\q");
    }

    @Test
    void equalsSignsBelongToTheValue() {
        assertThat(values("A=b=c==")).containsEntry("A", "b=c==");
    }

    @Test
    void theLastOfEqualKeysCounts() {
        assertThat(values("A=1\nA=2")).containsEntry("A", "2");
    }

    @Test
    void badLinesAreNamedWithoutTheirValue() {
        DotEnv env = DotEnv.parse("A=1\nsecret words\n9X=secret\nB='secret\nC=\"secret\" secret\nD=4");
        assertThat(env.values()).containsOnlyKeys("A", "D");
        assertThat(env.problems()).hasSize(4).allSatisfy(p -> assertThat(p).doesNotContain("secret"));
        assertThat(env.problems().get(0)).contains("line 2");
        assertThat(env.problems().get(2)).contains("line 4").contains("B").contains("quote");
    }

    private static Map<String, String> values(String text) {
        DotEnv env = DotEnv.parse(text);
        assertThat(env.problems()).isEmpty();
        return env.values();
    }
}
