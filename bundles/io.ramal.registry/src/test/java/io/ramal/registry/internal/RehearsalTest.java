package io.ramal.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.testkit.FakeClock;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final FakeClock clock = new FakeClock();
    private int heard;
    private int closed;

    @Test
    void aDetectorHearsNoiseThatIsNotTakenForSilence() {
        Rehearsal.of(
                detector(frame -> {
                    double power = 0;
                    for (short s : frame.toArray()) {
                        power += (double) s * s / frame.length();
                    }
                    assertThat(10 * Math.log10(power / (32768.0 * 32768.0))).isGreaterThan(-30);
                }),
                clock);
        assertThat(heard).isEqualTo(Rehearsal.FRAMES);
        assertThat(closed).isOne();
    }

    @Test
    void aSlowDetectorIsNotWaitedForAnyLonger() {
        Rehearsal.of(detector(frame -> clock.advance(Duration.ofMillis(100))), clock);
        assertThat(heard).isEqualTo(5);
        assertThat(closed).isOne();
    }

    @Test
    void aDetectorThatFailsIsOfferedAllTheSame() {
        assertThatCode(() -> Rehearsal.of(
                        detector(frame -> {
                            throw new IllegalStateException("no");
                        }),
                        clock))
                .doesNotThrowAnyException();
        assertThat(closed).isOne();
    }

    private VadProvider detector(Consumer<AudioFrame> ear) {
        return new VadProvider() {
            @Override
            public ProviderInfo info() {
                return new ProviderInfo("played", ProviderRole.VAD, Set.of(), "");
            }

            @Override
            public ProviderHealth health() {
                return ProviderHealth.READY;
            }

            @Override
            public VadSession open(VadRequest request, VadListener listener) {
                return new VadSession() {
                    @Override
                    public void accept(AudioFrame frame) {
                        heard++;
                        ear.accept(frame);
                    }

                    @Override
                    public void reset() {}

                    @Override
                    public void close() {
                        closed++;
                    }
                };
            }
        };
    }
}
