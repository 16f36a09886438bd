package io.ramal.audiosocket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.ramal.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetronomeTest {
    private static final long MILLI = 1_000_000;

    private final FakeClock clock = new FakeClock();
    private final Counters counters = new Counters();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Metronome metronome = new Metronome(channel.eventLoop(), clock, counters);
    private final List<Long> beats = new ArrayList<>();

    @BeforeEach
    void freeze() {
        channel.freezeTime();
    }

    @Test
    void aLoneLineBeginsWithinAMillisecondAndKeepsItsDeadlines() {
        advance(7.3);
        long joined = clock.getAsLong();
        metronome.join(beats::add);
        assertThat(beats).isEmpty();
        run(100_000);
        assertThat(beats).hasSize(5000);
        assertThat(beats.get(0) - joined).isBetween(1L, MILLI);
        for (int i = 1; i < beats.size(); i++) {
            assertThat(beats.get(i) - beats.get(i - 1)).isEqualTo(20 * MILLI);
        }
    }

    @Test
    void aThousandLinesAreSpreadEvenly() {
        Map<Long, Integer> perMilli = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            metronome.join(now -> perMilli.merge(now, 1, Integer::sum));
        }
        run(60);
        assertThat(perMilli).hasSize(60);
        assertThat(perMilli.values()).allMatch(n -> n == 50);
    }

    @Test
    void whoLeavesHearsNothingMoreAndMakesRoom() {
        List<Metronome.Place> places = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            places.add(metronome.join(beats::add));
        }
        run(20);
        assertThat(beats).hasSize(40);
        places.forEach(Metronome.Place::leave);
        places.forEach(Metronome.Place::leave);
        beats.clear();
        run(100);
        assertThat(beats).isEmpty();
        metronome.join(beats::add);
        run(100);
        assertThat(beats).hasSize(5);
    }

    @Test
    void aLineMayLeaveInItsOwnBeat() {
        Metronome.Place[] place = new Metronome.Place[1];
        place[0] = metronome.join(now -> {
            beats.add(now);
            place[0].leave();
        });
        for (int i = 0; i < 20; i++) {
            metronome.join(now -> {});
        }
        List<Long> neighbour = new ArrayList<>();
        metronome.join(neighbour::add);
        run(100);
        assertThat(beats).hasSize(1);
        assertThat(neighbour).hasSize(5);
    }

    @Test
    void aLineThatThrowsEndsAlone() {
        List<String> broken = new ArrayList<>();
        metronome.join(new Metronome.Beat() {
            @Override
            public void beat(long now) {
                broken.add("beat");
                throw new IllegalStateException("scripted");
            }

            @Override
            public void broken() {
                broken.add("broken");
            }
        });
        for (int i = 0; i < 40; i++) {
            metronome.join(beats::add);
        }
        run(100);
        assertThat(broken).containsExactly("beat", "broken");
        assertThat(beats).hasSize(200);
    }

    @Test
    void evenALineThatCannotBeEndedStopsNoOther() {
        metronome.join(new Metronome.Beat() {
            @Override
            public void beat(long now) {
                throw new IllegalStateException("scripted");
            }

            @Override
            public void broken() {
                throw new IllegalStateException("scripted, too");
            }
        });
        metronome.join(beats::add);
        run(100);
        assertThat(beats).hasSize(5);
    }

    @Test
    void aLateBeatDoesNotMoveTheNext() {
        metronome.join(beats::add);
        run(1);
        stall(27);
        run(13);
        assertThat(gaps()).containsExactly(27L, 13L);
        assertThat(counters.lateFrames.sum()).isEqualTo(1);
    }

    @Test
    void aShortStallIsMadeGoodAtOnce() {
        metronome.join(beats::add);
        run(1);
        stall(65);
        assertThat(gaps()).containsExactly(65L, 0L, 0L);
        run(15);
        assertThat(gaps()).containsExactly(65L, 0L, 0L, 15L);
        assertThat(counters.missedFrames.sum()).isZero();
    }

    @Test
    void ofALongStallOnlyTheLastFramesAreMadeGood() {
        metronome.join(beats::add);
        run(1);
        stall(10_000);
        assertThat(beats).hasSize(1 + 3);
        assertThat(counters.missedFrames.sum()).isEqualTo(497);
        run(100);
        assertThat(beats).hasSize(1 + 3 + 5);
    }

    @Test
    void betweenTwoReadsOnlyWhatIsDueIsBeaten() {
        metronome.join(beats::add);
        metronome.poll();
        assertThat(beats).isEmpty();
        advance(1);
        metronome.poll();
        metronome.poll();
        assertThat(beats).hasSize(1);
        run(100);
        assertThat(beats).hasSize(6);
    }

    private List<Long> gaps() {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < beats.size(); i++) {
            gaps.add((beats.get(i) - beats.get(i - 1)) / MILLI);
        }
        return gaps;
    }

    /** The event loop does not get to its timers for a while. */
    private void stall(double millis) {
        advance(millis);
        for (int i = 0; i < 1000; i++) {
            channel.runScheduledPendingTasks();
        }
    }

    private void run(int millis) {
        for (int i = 0; i < millis; i++) {
            advance(1);
            channel.runScheduledPendingTasks();
        }
    }

    private void advance(double millis) {
        long nanos = (long) (millis * MILLI);
        clock.advance(Duration.ofNanos(nanos));
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
    }
}
