package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptTest {
    private final Transcript transcript = new Transcript();

    @Test
    void isEmptyAndUnsureWhenNothingWasUnderstood() {
        transcript.add("{\n  \"text\" : \"\"\n}");

        assertThat(transcript.text()).isEmpty();
        assertThat(transcript.confidence()).isZero();
    }

    @Test
    void joinsSegmentsAndAveragesTheConfidenceOfTheirWords() {
        transcript.add("{\"result\":[{\"conf\":0.5,\"end\":1.1,\"start\":0.9,\"word\":\"bom\"},"
                + "{\"conf\":1.0,\"word\":\"dia\"}],\"text\":\"bom dia\"}");
        transcript.add("{\"result\":[{\"conf\":0.6,\"word\":\"entrega\"}],\"text\":\"entrega\"}");

        assertThat(transcript.text()).isEqualTo("bom dia entrega");
        assertThat(transcript.confidence()).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void isLessSureWhereWordsWereLost() {
        transcript.add("{\"result\":[{\"conf\":0.1,\"word\":\"[unk]\"},{\"conf\":0.9,\"word\":\"sim\"}],"
                + "\"text\":\"[unk] sim <unk>\"}");

        assertThat(transcript.text()).isEqualTo("sim");
        assertThat(transcript.confidence()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.95,0.95,0.2", // A7: one word that was guessed
        "0.29,1,1,0.58",
        "0.35,0.95,0.95,0.7", // a short word that was got right
        "0.3,0.7,0.4,0.46666666666666666",
        "1,1,1,1"
    })
    void a7_aWordThatWasGuessedMakesAllOfItDoubtful(double first, double second, double third, double all) {
        transcript.add("{\"result\":[{\"conf\":" + first + ",\"word\":\"pode\"},{\"conf\":" + second
                + ",\"word\":\"subir\"},{\"conf\":" + third + ",\"word\":\"agora\"}],\"text\":\"pode subir agora\"}");

        assertThat(transcript.confidence()).isCloseTo(all, within(1e-9));
    }

    @Test
    void isSureWhenTheEngineTellsNoConfidence() {
        transcript.add("{\"text\":\"sim\"}");

        assertThat(transcript.confidence()).isEqualTo(1);
    }

    @Test
    void putsPartialsBehindWhatIsFinished() {
        transcript.add("{\"text\":\"apartamento\"}");

        assertThat(transcript.with("{\"partial\":\"cento e\"}")).isEqualTo("apartamento cento e");
        assertThat(transcript.with("{\"partial\":\"[unk]\"}")).isEqualTo("apartamento");
        assertThat(transcript.text()).isEqualTo("apartamento");
    }
}
