package io.ramal.simulator.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.simulator.internal.Background;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import io.ramal.vad.silero.internal.SileroComponent;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the load test measures must be the server, not a detector's doubts about the caller's voice. */
class SyntheticSpeechTest {
    private static final int WINDOW_MS = 32;
    private static final int MILLIS = 1500;
    private static final int SAMPLES_PER_MS = AudioFrame.SAMPLE_RATE / 1000;

    private final Background background = new Background(-62.0);
    private final List<String> doubts = new ArrayList<>();
    private long sent;
    private long heard;
    private long onset = Long.MAX_VALUE;

    @Test
    void detectorNeverDoubtsIt() throws ReflectiveOperationException {
        AudioFrame speech = AudioFrame.wrap(SyntheticSpeech.of(MILLIS));
        VadProvider silero = silero();
        for (int call = 0; call < 8; call++) {
            heard = 0;
            sent = 0;
            onset = Long.MAX_VALUE;
            VadSession session = silero.open(new VadRequest(UUID.randomUUID(), LegRole.VISITOR), this::judged);
            quiet(session, 450 + call);
            for (int turn = 0; turn < 8; turn++) {
                onset = sent;
                session.accept(speech);
                sent += speech.length();
                // lengths that let the onset fall everywhere into the detector's windows and into the noise
                quiet(session, 97 + (call + turn * 5) % 12);
            }
        }
        assertThat(doubts).isEmpty();
    }

    private void quiet(VadSession session, int frames) {
        for (int i = 0; i < frames; i++) {
            session.accept(background.next());
            sent += AudioFrame.SAMPLES;
        }
    }

    private void judged(VadEvent event) {
        if (event instanceof VadEvent.Verdict v) {
            heard += v.samples();
            long at = (heard - onset) / SAMPLES_PER_MS;
            boolean within = at >= 3 * WINDOW_MS && at <= MILLIS;
            boolean after = at > MILLIS + 100 + WINDOW_MS;
            if (within && !v.speech() || after && v.speech()) {
                doubts.add(v + " " + at + " ms after the onset");
            }
        }
    }

    /** The detector with the defaults of its configuration. */
    private static VadProvider silero() throws ReflectiveOperationException {
        Constructor<?> constructor = SileroComponent.class.getConstructors()[0];
        Class<?> config = constructor.getParameterTypes()[0];
        return (VadProvider) constructor.newInstance(Proxy.newProxyInstance(
                config.getClassLoader(), new Class<?>[] {config}, (p, m, a) -> m.getDefaultValue()));
    }
}
