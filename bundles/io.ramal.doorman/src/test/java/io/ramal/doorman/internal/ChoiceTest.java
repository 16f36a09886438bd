package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.doorman.internal.talk.Sentences;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {
    private static final Sentences PT = new Sentences(Doorman.PT, "");
    private static final Sentences EN = new Sentences(Locale.US, "");

    private final Choice letters = new Choice("501", List.of("501A", "501B"));
    private final Choice numbers = new Choice("501", List.of("501-2", "501-1"));
    private final Choice unnamed = new Choice("501", List.of());

    @Test
    void asksByWhatTellsThemApart() {
        assertThat(letters.question(PT)).isEqualTo("501 do bloco A ou do bloco B?");
        assertThat(letters.question(EN)).isEqualTo("501 in block A or in block B?");
        assertThat(numbers.question(PT)).isEqualTo("501 do bloco 2 ou do bloco 1?");
        assertThat(new Choice("501", List.of("501A", "501B", "501C")).question(PT))
                .isEqualTo("501 do bloco A ou do bloco B ou do bloco C?");
        assertThat(new Choice("50", List.of("501", "502")).question(PT)).isEqualTo("Qual apartamento: 501 ou 502?");
        assertThat(new Choice("501", List.of("501A", "501B", "501C", "501D", "501E")).question(PT))
                .isEqualTo("Qual é o bloco?");
        assertThat(unnamed.question(PT)).startsWith("Preciso de mais um detalhe.");
    }

    @ParameterizedTest
    @CsvSource({
        "bloco B,501B",
        "Bloco b.,501B",
        "é do bloco A,501A",
        "A,501A",
        "o A,501A",
        "é o B,501B",
        "bê,501B",
        "501 bloco B,501B",
        "no bloco b,501B",
        "bloco C,501 bloco C"
    })
    void understandsTheBlock(String said, String apartment) {
        assertThat(letters.said(said)).isEqualTo(apartment);
    }

    @ParameterizedTest
    @CsvSource({"bloco dois,501-2", "um,501-1", "torre 1,501-1"})
    void understandsNumberedBlocks(String said, String apartment) {
        assertThat(numbers.said(said)).isEqualTo(apartment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "não é o bloco B",
                "bloco A não",
                "não, é o 502",
                "502 bloco B",
                "quinhentos e dois bloco B",
                "bloco A ou bloco B",
                "meu nome é João B",
                "C",
                "sim",
                "",
                "..."
            })
    void anythingElseIsNoAnswerToIt(String said) {
        assertThat(letters.said(said)).isNull();
    }

    @Test
    void withoutNamesTheBlockMustBeSaidAsSuch() {
        assertThat(unnamed.said("bloco B")).isEqualTo("501 bloco B");
        assertThat(unnamed.said("B")).isNull();
        assertThat(new Choice("", List.of()).said("bloco B")).isNull();
        assertThat(unnamed.hasKeys()).isFalse();
        assertThat(unnamed.pressed('1')).isNull();
    }

    @Test
    void keysNameOneToo() {
        assertThat(letters.menu(PT))
                .isEqualTo("Bloco A, tecle 1. Bloco B, tecle 2. Outro apartamento, tecle asterisco.");
        assertThat(letters.pressed('2')).isEqualTo("501B");
        assertThat(letters.pressed('3')).isNull();
        assertThat(numbers.pressed('2')).as("the number of the block").isEqualTo("501-2");
        Choice apartments = new Choice("50", List.of("501", "502"));
        assertThat(apartments.menu(EN)).startsWith("Apartment 501, press 1. Apartment 502, press 2.");
        assertThat(apartments.pressed('2')).isEqualTo("502");
    }

    @Test
    void isAboutOneApartment() {
        assertThat(letters.isAbout("501")).isTrue();
        assertThat(letters.isAbout("502")).isFalse();
    }
}
