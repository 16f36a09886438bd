package io.ramal.vad.silero.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.provider.ProviderRole;
import io.ramal.testkit.Sounds;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SileroComponentTest {
    private static final VadRequest REQUEST = new VadRequest(new UUID(0, 1), LegRole.VISITOR);

    @Test
    void servesWithItsDefaults() {
        SileroComponent component = new SileroComponent(config(0.5, 0.35));
        assertThat(component.info().id()).isEqualTo("silero");
        assertThat(component.info().role()).isEqualTo(ProviderRole.VAD);
        assertThat(component.health().ready()).isTrue();
        assertThat(spoken(component)).isPositive();
        component.close();
    }

    @Test
    void sessionsOutliveTheComponent() {
        SileroComponent component = new SileroComponent(config(0.5, 0.35));
        List<VadEvent> events = new ArrayList<>();
        VadSession session = component.open(REQUEST, events::add);
        component.close();
        session.accept(AudioFrame.wrap(Sounds.speech(1, -25, 1)));
        assertThat(events).hasSize(31);
    }

    @Test
    void wrongThresholdsDoNotMakeItDeaf() {
        assertThat(spoken(new SileroComponent(config(7, 0.35)))).isPositive();
        assertThat(spoken(new SileroComponent(config(0.5, 0.6)))).isPositive();
    }

    @Test
    void settingsNameTheKeyTheValueAndTheCure() {
        assertThatThrownBy(() -> new SileroSettings(1.5f, 0.35f, true))
                .hasMessageContaining("threshold.on = 1.5")
                .hasMessageContaining("give");
        assertThatThrownBy(() -> new SileroSettings(0.5f, 0.6f, true))
                .hasMessageContaining("threshold.off = 0.6")
                .hasMessageContaining("not above threshold.on (0.5)");
        assertThatThrownBy(() -> new SileroSettings(Float.NaN, 0.35f, true)).hasMessageContaining("threshold.on");
    }

    private static long spoken(SileroComponent component) {
        List<VadEvent> events = new ArrayList<>();
        try (VadSession session = component.open(REQUEST, events::add)) {
            session.accept(AudioFrame.wrap(Sounds.speech(1, -25, 1)));
        }
        return events.stream().filter(e -> ((VadEvent.Verdict) e).speech()).count();
    }

    private static SileroConfig config(double on, double off) {
        return new SileroConfig() {
            @Override
            public double threshold_on() {
                return on;
            }

            @Override
            public double threshold_off() {
                return off;
            }

            @Override
            public boolean gate_enabled() {
                return true;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return SileroConfig.class;
            }
        };
    }
}
