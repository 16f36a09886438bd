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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final FakeClock clock = new FakeClock();
    private int heard;
    private int closed;

    @Test
    void aDetectorHearsQuietAndNoiseInOneSessionAfterAnother() {
        List<Double> levels = new ArrayList<>();
        Rehearsal.of(
                detector(frame -> {
                    double power = 0;
                    for (short s : frame.toArray()) {
                        power += (double) s * s / frame.length();
                    }
                    levels.add(10 * Math.log10(power / (32768.0 * 32768.0)));
                }),
                clock,
                LIMIT);
        assertThat(levels).hasSize(Rehearsal.SESSIONS * Rehearsal.FRAMES);
        assertThat(closed).isEqualTo(Rehearsal.SESSIONS);
        // of a quiet line, and too loud to be let pass for quiet
        assertThat(levels).filteredOn(l -> l < -60).hasSize(Rehearsal.SESSIONS * Rehearsal.FRAMES * 3 / 5);
        assertThat(levels).filteredOn(l -> l > -30).hasSize(Rehearsal.SESSIONS * Rehearsal.FRAMES * 2 / 5);
    }

    @Test
    void aDetectorRehearsesUntilItIsQuick() {
        int slow = 20 * Rehearsal.FRAMES;
        Rehearsal.of(
                detector(frame -> clock.advance(Duration.ofNanos(heard <= slow ? 100_000 : 10_000))), clock, LIMIT);
        assertThat(closed).isEqualTo(21);
    }

    @Test
    void aSlowDetectorIsNotWaitedForAnyLonger() {
        Rehearsal.of(detector(frame -> clock.advance(Duration.ofMillis(100))), clock, LIMIT);
        assertThat(heard).isEqualTo(10);
        assertThat(closed).isOne();
    }

    @Test
    void aDetectorThatFailsIsOfferedAllTheSame() {
        assertThatCode(() -> Rehearsal.of(
                        detector(frame -> {
                            throw new IllegalStateException("no");
                        }),
                        clock,
                        LIMIT))
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
