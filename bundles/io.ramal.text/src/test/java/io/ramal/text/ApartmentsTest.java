package io.ramal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApartmentsTest {
    private final Apartments pt = Language.of(Locale.forLanguageTag("pt-BR")).apartments();
    private final Apartments en = Language.of(Locale.US).apartments();

    private static @Nullable String text(@Nullable Apartment apartment) {
        return apartment == null ? null : apartment.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "501B",
                "501-B",
                "501 b",
                "501/B",
                "B501",
                "B-501",
                "b 501",
                "501 bloco B",
                "501 bloco bê",
                "bloco B apartamento 501",
                "apto 501 bloco b",
                "Apto. 501, Bloco B",
                "AP501 BL B",
                "quinhentos e um bloco b",
                "cinco zero um torre bê",
                "apartamento quinhentos e um bloco b",
                "é o quinhentos e um do bloco b",
                "quinhentos e um b"
            })
    void oneApartmentHasOneSpelling(String text) {
        assertThat(text(pt.read(text))).isEqualTo("501B");
    }

    @ParameterizedTest
    @CsvSource({
        "501,501",
        "apto 501,501",
        "5012,5012",
        "50,50",
        "0101,0101",
        "quinhentos e um,501",
        "cinco zero um,501",
        "meia um,61",
        "cento e um,101",
        "mil e duzentos e três,1203",
        "mil duzentos e três,1203",
        "12-03,1203",
        "501-2,501-2",
        "2-501,501-2",
        "501-02,501-2",
        "12-3,12-3",
        "T2-501,501-2",
        "torre dois apartamento quinhentos e um,501-2",
        "quinto andar apartamento 501,501",
        "5 andar apartamento 501,501",
        "casa 7,7",
        "cobertura,COBERTURA",
        "Cobertura 2,COBERTURA 2",
        "loja dois,LOJA 2",
        "cobertura do bloco b,COBERTURA-B"
    })
    void portuguese(String text, String apartment) {
        assertThat(text(pt.read(text))).isEqualTo(apartment);
    }

    @ParameterizedTest
    @CsvSource({
        "five oh one,501",
        "apartment five oh one block b,501B",
        "tower two unit fourteen oh two,1402-2",
        "penthouse,PENTHOUSE",
        "apt 12,12"
    })
    void english(String text, String apartment) {
        assertThat(text(en.read(text))).isEqualTo(apartment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "bloco b", "501 502", "12345678", "apartamento", "-", "501-1234567"})
    void notOneApartment(String text) {
        assertThat(pt.read(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "doze três,123 1203 12-3",
        "cinquenta e um dois,512 5102 51-2",
        "12 3,123 1203 12-3",
        "apartamento doze três bloco b,123B 1203B",
        "12-3,12-3 123 1203",
        "50-1,50-1 501 5001",
        "5-01,01-5 501",
        "doze zero três,1203",
        "cinco zero um,501",
        "cinco um,51",
        "vinte e um,21",
        "12-03,1203",
        "501-2,501-2"
    })
    void allReadings(String text, String apartments) {
        assertThat(pt.readings(text).stream().map(Apartment::toString).collect(Collectors.joining(" ")))
                .isEqualTo(apartments);
    }

    @ParameterizedTest
    @CsvSource({
        "nº 501,501",
        "n° 501,501",
        "nº501,501",
        "n 501,501",
        "N. 501,501",
        "apto nº 501,501",
        "ap n 501 bloco b,501B",
        "501º,501",
        "5º andar apto 501,501",
        "５０１,501",
        "５０１ Ｂ,501B",
        "N501,501N",
        "bloco n 501,501N",
        "501 bloco n,501N",
        "COBERTURA-B,COBERTURA-B",
        "LOJA 2-A,LOJA 2-A",
        "AP-50,50"
    })
    void signsAndWidthsOfFigures(String text, String apartment) {
        assertThat(text(pt.read(text))).isEqualTo(apartment);
    }

    @ParameterizedTest
    @CsvSource({
        "bloco B,B",
        "é no bloco a por favor,A",
        "B,B",
        "bê,B",
        "cê,C",
        "d,D",
        "o B,B",
        "á de avião,A",
        "501 a,A",
        "quinhentos e um a,A",
        "501 bloco B,B",
        "501-B,B",
        "torre um,1",
        "dois,2",
        "501 um,1"
    })
    void theBlock(String text, String block) {
        assertThat(pt.whichBlock(text, "501")).isEqualTo(new Apartments.BlockAnswer(block, true));
    }

    @ParameterizedTest
    @CsvSource({"a,A", "á,A", "e a,A", "sim a,A", "e,E", "o,O", "um,1", "no um,1", "hum,1", "de,D", "é,E"})
    void whatMayBeANoiseIsNoSureBlock(String text, String block) {
        assertThat(pt.whichBlock(text, "501")).isEqualTo(new Apartments.BlockAnswer(block, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sim",
                "não é o bloco B",
                "bloco A não",
                "não, é o 502",
                "502 bloco B",
                "502 b",
                "quinhentos e dois bloco B",
                "bloco A ou bloco B",
                "meu nome é João B",
                "bloco"
            })
    void noBlockAlone(String text) {
        assertThat(pt.whichBlock(text, "501")).isNull();
    }

    @Test
    void leadingZerosAreKeptAndTold() {
        assertThat(new Apartment("0101", "").significant()).isEqualTo("101");
        assertThat(new Apartment("00", "").significant()).isEqualTo("0");
        assertThat(new Apartment("COBERTURA", "").significant()).isEqualTo("COBERTURA");
    }

    @Test
    void itsOwnSpellingIsReadBack() {
        Random random = new Random(7);
        String[] words = {
            "501", "b", "bloco", "dois", "-", "cobertura", "apto", "torre", "3", "e", "mil", "a", "andar", "x9", "é"
        };
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextInt(3) == 0 ? "" : " ");
            }
            Apartment apartment = pt.read(text.toString());
            if (apartment != null && apartment.isNumber() && apartment.block().length() == 1) {
                assertThat(pt.read(apartment.toString())).as(text.toString()).isEqualTo(apartment);
            }
        }
    }
}
