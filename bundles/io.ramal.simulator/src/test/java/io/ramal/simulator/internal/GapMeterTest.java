package io.ramal.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class GapMeterTest {
    private final Histogram gaps = GapMeter.histogram();
    private final GapMeter meter = new GapMeter(gaps);

    @Test
    void punctualFramesAreFiftyPerSecond() {
        for (int i = 0; i < 500; i++) {
            meter.frame(at(20.0 * i));
        }
        assertThat(meter.framesPerSecond()).isCloseTo(50.0, within(1e-6));
        assertThat(meter.late()).isZero();
        assertThat(meter.lost(at(20.0 * 500))).isZero();
        assertThat(gaps.getMaxValue() / 1000.0).isCloseTo(20, within(0.1));
    }

    @Test
    void driftShowsInTheThirdDecimal() {
        for (int i = 0; i < 5000; i++) {
            meter.frame(at(20.01 * i));
        }
        assertThat(meter.framesPerSecond()).isCloseTo(49.975, within(0.0005));
    }

    @Test
    void jitterIsNoDrift() {
        for (int i = 0; i < 1000; i++) {
            meter.frame(at(20.0 * i + (i == 0 ? 6 : 0)));
        }
        assertThat(meter.framesPerSecond()).isCloseTo(50.0, within(0.001));
    }

    @Test
    void aFrameIsLateOnlyWhenItMissesBothGapAndSchedule() {
        meter.frame(at(0));
        meter.frame(at(34)); // 34 ms after the one before and 14 behind the schedule: late
        meter.frame(at(40)); // back on schedule
        meter.frame(at(48)); // too early by 12
        meter.frame(at(79)); // a gap of 31, yet before its time: not late
        assertThat(meter.late()).isEqualTo(1);
        assertThat(gaps.getTotalCount()).isEqualTo(4);
    }

    @Test
    void whatDidNotComeIsLostButTheFrameUnderWay() {
        meter.frame(at(0));
        meter.frame(at(20));
        meter.frame(at(100));
        assertThat(meter.lost(at(119))).isEqualTo(3);
        meter.reset();
        meter.frame(at(500));
        assertThat(meter.lost(at(539))).isZero();
    }

    @Test
    void percentilesComeFromAllGaps() {
        double t = 0;
        for (int i = 0; i < 1000; i++) {
            meter.frame(at(t));
            t += i % 50 == 49 ? 40 : 20;
        }
        assertThat(gaps.getValueAtPercentile(50) / 1000.0).isCloseTo(20, within(0.1));
        assertThat(gaps.getValueAtPercentile(99) / 1000.0).isCloseTo(40, within(0.1));
    }

    private static long at(double millis) {
        return 7_000_000_000L + Math.round(millis * 1e6);
    }
}
