package io.ramal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private final Numbers pt = Language.of(Locale.forLanguageTag("pt-BR")).numbers();
    private final Numbers en = Language.of(Locale.US).numbers();

    @ParameterizedTest
    @CsvSource({
        "quinhentos e um,501",
        "quinhentos um,501",
        "cinco zero um,501",
        "meia zero um,601",
        "cento e dois,102",
        "centro e dois,102",
        "cem,100",
        "mil,1000",
        "mil e um,1001",
        "mil cento e um,1101",
        "mil duzentos e três,1203",
        "mil e duzentos e três,1203",
        "meia um,61",
        "cento e um,101",
        "dois mil e quatro,2004",
        "doze zero três,1203",
        "dose zero três,1203",
        "vinte e um zero dois,2102",
        "vinte e dois,22",
        "vinte dois,22",
        "zero cinco,05",
        "cento e vinte e três,123",
        "501,501",
        "5 0 1,501",
        "15 02,1502",
        "quinhentos e um quinhentos e dois,501"
    })
    void portuguese(String words, String digits) {
        assertThat(digits(pt, words)).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource({
        "five oh one,501",
        "five o one,501",
        "five zero one,501",
        "five hundred and one,501",
        "five hundred one,501",
        "a hundred and two,102",
        "twelve oh three,1203",
        "twelve hundred,1200",
        "one thousand two hundred and three,1203",
        "two thousand and four,2004",
        "twenty one,21",
        "two fifteen,215",
        "five double two,522",
        "five oh to,502",
        "five oh one for maria,501"
    })
    void english(String words, String digits) {
        assertThat(digits(en, words)).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource({"maria", "e", "oh", "para", "''"})
    void noNumber(String words) {
        List<Token> tokens = Tokens.of(words);
        assertThat(pt.sequence(tokens, 0)).isNull();
        assertThat(en.sequence(tokens, 0)).isNull();
    }

    private static String digits(Numbers numbers, String words) {
        Numbers.Match match = numbers.sequence(Tokens.of(words), 0);
        return match == null ? "" : match.digits();
    }
}
