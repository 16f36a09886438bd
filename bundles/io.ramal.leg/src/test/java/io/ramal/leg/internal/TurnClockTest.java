package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.TurnTimeline;
import io.ramal.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnClockTest {
    private final FakeClock clock = new FakeClock();
    private final TurnClock turns = new TurnClock(clock);

    @Test
    void everyStageIsCountedFromTheEndOfTheOneBefore() {
        turns.speech();
        pass(1500);
        turns.over(7, 800);
        pass(200);
        turns.text(7);
        pass(300);
        turns.said(7);
        pass(5);
        turns.said(7);
        turns.sound(7);
        pass(10);
        TurnTimeline t = turns.answered(7);
        assertThat(t).isEqualTo(new TurnTimeline(7, ms(800), ms(1500), ms(200), ms(300), ms(5), ms(10)));
        assertThat(t).isNotNull().extracting(TurnTimeline::response).isEqualTo(ms(2015));
        assertThat(turns.answered(7)).as("told once").isNull();
    }

    @Test
    void unknownAndForgottenTurnsHaveNoTimeline() {
        assertThat(turns.answered(0)).isNull();
        assertThat(turns.answered(3)).isNull();
        for (long turn = 1; turn <= 5; turn++) {
            turns.over(turn, 100);
        }
        assertThat(turns.answered(1)).isNull();
        assertThat(turns.answered(5)).isNotNull();
    }

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
