package io.ramal.vad.webrtc.internal;

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

class WebrtcComponentTest {
    @Test
    void servesAsConfigured() {
        WebrtcComponent component = new WebrtcComponent(config(2, 30));
        assertThat(component.info().id()).isEqualTo("webrtc");
        assertThat(component.info().role()).isEqualTo(ProviderRole.VAD);
        assertThat(component.health().ready()).isTrue();
        assertThat(windows(component)).isEqualTo(33);
        component.close();
    }

    @Test
    void wrongValuesDoNotMakeItDeaf() {
        assertThat(windows(new WebrtcComponent(config(4, 30)))).isEqualTo(50);
        assertThat(windows(new WebrtcComponent(config(1, 25)))).isEqualTo(50);
    }

    @Test
    void settingsNameTheKeyTheValueAndTheCure() {
        assertThatThrownBy(() -> new WebrtcSettings(-1, 20)).hasMessage("mode = -1: give 0, 1, 2 or 3");
        assertThatThrownBy(() -> new WebrtcSettings(3, 15)).hasMessage("frame.ms = 15: give 10, 20 or 30");
    }

    private static int windows(WebrtcComponent component) {
        List<VadEvent> events = new ArrayList<>();
        VadRequest request = new VadRequest(new UUID(0, 1), LegRole.VISITOR);
        try (VadSession session = component.open(request, events::add)) {
            session.accept(AudioFrame.wrap(Sounds.speech(1, -25, 1)));
        }
        return events.size();
    }

    private static WebrtcConfig config(int mode, int millis) {
        return new WebrtcConfig() {
            @Override
            public int mode() {
                return mode;
            }

            @Override
            public int frame_ms() {
                return millis;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return WebrtcConfig.class;
            }
        };
    }
}
