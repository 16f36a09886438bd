package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.text.Apartments;
import io.ramal.text.Language;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {
    private static final Sentences PT = new Sentences(Doorman.PT, "");
    private static final Sentences EN = new Sentences(Locale.US, "");

    private static final Apartments SPEECH = Language.of(Doorman.PT).apartments();

    private final Choice letters = new Choice(SPEECH, "501", List.of("501A", "501B"));
    private final Choice numbers = new Choice(SPEECH, "501", List.of("501-2", "501-1"));
    private final Choice unnamed = new Choice(SPEECH, "501", List.of());

    @Test
    void asksByWhatTellsThemApart() {
        assertThat(letters.question(PT)).isEqualTo("501 do bloco A ou do bloco B?");
        assertThat(letters.question(EN)).isEqualTo("501 in block A or in block B?");
        assertThat(numbers.question(PT)).isEqualTo("501 do bloco 2 ou do bloco 1?");
        assertThat(new Choice(SPEECH, "501", List.of("501A", "501B", "501C")).question(PT))
                .isEqualTo("501 do bloco A ou do bloco B ou do bloco C?");
        assertThat(new Choice(SPEECH, "0101", List.of("0101A", "0101B")).question(PT))
                .isEqualTo("0 1 0 1 do bloco A ou do bloco B?");
        assertThat(new Choice(SPEECH, "cobertura", List.of("COBERTURA-A", "COBERTURA-B")).question(PT))
                .isEqualTo("COBERTURA do bloco A ou do bloco B?");
        assertThat(new Choice(SPEECH, "501", List.of("501A", "501B", "501C", "501D", "501E")).question(PT))
                .isEqualTo("Qual é o bloco?");
        assertThat(unnamed.question(PT)).startsWith("Preciso de mais um detalhe.");
    }

    @ParameterizedTest
    @CsvSource({
        "bloco B,501B",
        "Bloco b.,501B",
        "é do bloco A,501A",
        "á de avião,501A",
        "501 A,501A",
        "é o B,501B",
        "bê,501B",
        "501 bloco B,501B",
        "no bloco b,501B"
    })
    void understandsTheBlock(String said, String apartment) {
        assertThat(letters.said(said)).isEqualTo(apartment);
    }

    @ParameterizedTest
    @CsvSource({"bloco dois,501-2", "dois,501-2", "501 um,501-1", "torre 1,501-1"})
    void understandsNumberedBlocks(String said, String apartment) {
        assertThat(numbers.said(said)).isEqualTo(apartment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A", "á", "e a", "sim a", "o A"})
    void aScrapOfSoundIsNoBlock(String said) {
        assertThat(letters.said(said)).isNull();
        assertThat(letters.isScrap(said)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"um", "no um", "hum", "é um"})
    void aScrapOfSoundIsNoNumberOfABlock(String said) {
        assertThat(numbers.said(said)).isNull();
        assertThat(numbers.isScrap(said)).isTrue();
    }

    @Test
    void whatSoundsLikeNoneOfThemIsNoScrap() {
        assertThat(letters.isScrap("e")).isFalse();
        assertThat(letters.isScrap("um")).isFalse();
        assertThat(letters.isScrap("B")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"501,502", "123,1203", "51-2,512", "COBERTURA 1,COBERTURA 2", "0101A,101B"})
    void numbersThatTheVisitorHasNotToldAreNotNamed(String apartments) {
        Choice choice = new Choice(SPEECH, "x", List.of(apartments.split(",")));
        assertThat(choice.question(PT)).isEqualTo("Diga os números do apartamento um por um e, se houver, o bloco.");
        assertThat(choice.hasKeys()).isFalse();
        assertThat(choice.pressed('1')).isNull();
        assertThat(choice.said("bloco B")).isNull();
        assertThat(choice.apartment()).as("has to be told again").isEmpty();
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
                "bloco C",
                "sim",
                "",
                "..."
            })
    void anythingElseIsNoAnswerToIt(String said) {
        assertThat(letters.said(said)).isNull();
    }

    @Test
    void withoutNamesNothingIsChosen() {
        assertThat(unnamed.said("bloco B")).isNull();
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
    }

    @Test
    void isAboutOneApartment() {
        assertThat(letters.isAbout("501")).isTrue();
        assertThat(letters.isAbout("502")).isFalse();
    }
}
