package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

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
        assertThat(transcript.confidence()).isCloseTo(0.45, within(1e-9));
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
