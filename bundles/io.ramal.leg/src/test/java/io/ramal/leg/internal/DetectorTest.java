package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegRole;
import io.ramal.testkit.FakeRegistry;
import io.ramal.testkit.FakeVad;
import io.ramal.vad.VadRequest;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DetectorTest {
    @Test
    void legThatFailsOnAVerdictIsNoFaultOfTheDetector() {
        FakeVad vad = new FakeVad("vad");
        FakeVad other = new FakeVad("other");
        int[] verdicts = {0};
        Detector detector = new Detector(
                new FakeRegistry().add(vad, other),
                new VadRequest(new UUID(0, 1), LegRole.VISITOR),
                new Wishes(Locale.forLanguageTag("pt-BR"), Map.of(), ""),
                e -> {
                    verdicts[0]++;
                    throw new IllegalStateException("scripted");
                });
        detector.accept(Rig.VOICE);
        detector.accept(Rig.VOICE);
        assertThat(verdicts[0]).isEqualTo(2);
        assertThat(vad.open()).isEqualTo(1);
        assertThat(other.opened()).isZero();
        detector.close();
    }
}
