package io.ramal.simulator.internal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ramal.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnScriptTest {
    private static final long THRESHOLD = 500_000_000L;
    private static final long PAUSE = 800_000_000L;

    private final FakeClock clock = new FakeClock();
    private final TurnScript.Results results = new TurnScript.Results();
    private int spoken;

    @Test
    void theAnswerIsTimedFromTheLastFrameOfSpeechLessTheThreshold() {
        TurnScript script = new TurnScript(1, false, 50, THRESHOLD, PAUSE, results);
        script.begin(clock.getAsLong());
        run(script, 1000, true);
        run(script, 700, false);
        assertThat(spoken).as("the greeting may go on").isZero();
        while (spoken < 50) {
            run(script, 20, false);
        }
        run(script, 520, false);
        run(script, 20, true);
        assertThat(script.finished()).isTrue();
        assertThat(results.answers.getTotalCount()).isEqualTo(1);
        assertThat(results.answers.getMaxValue() / 1000.0).isCloseTo(40, within(0.1));
    }

    @Test
    void interruptingIsTimedFromTheFirstFrameOfSpeechToTheFirstSilentOne() {
        TurnScript script = new TurnScript(2, true, 50, THRESHOLD, PAUSE, results);
        script.begin(clock.getAsLong());
        run(script, 200, true);
        while (spoken < 50) {
            run(script, 20, false);
        }
        run(script, 600, false);
        while (spoken < 51) {
            run(script, 20, true);
        }
        run(script, 180, true);
        while (spoken < 100) {
            run(script, 20, false);
        }
        assertThat(results.bargeIns.getTotalCount()).isEqualTo(1);
        assertThat(results.bargeIns.getMaxValue() / 1000.0).isCloseTo(200, within(0.2));
        run(script, 600, false);
        run(script, 20, true);
        assertThat(script.finished()).isTrue();
        assertThat(results.answers.getTotalCount()).isEqualTo(2);
    }

    @Test
    void anAgentThatGoesOnTalkingIsCounted() {
        TurnScript script = new TurnScript(2, true, 50, THRESHOLD, PAUSE, results);
        script.begin(clock.getAsLong());
        run(script, 200, true);
        while (spoken < 50) {
            run(script, 20, false);
        }
        run(script, 600, false);
        run(script, 3000, true);
        assertThat(results.notStopped).isEqualTo(1);
        assertThat(results.early).isEqualTo(1);
    }

    @Test
    void quietIsTimedFromTheEndOfTheCallersTurnAndWithinAnAnswer() {
        TurnScript script = new TurnScript(2, false, 50, THRESHOLD, PAUSE, results);
        script.begin(clock.getAsLong());
        run(script, 200, true);
        while (spoken < 50) {
            run(script, 20, false);
        }
        run(script, 1200, false);
        assertThat(results.quiet.getMaxValue() / 1000.0).as("so far").isCloseTo(20, within(0.1));
        run(script, 100, true);
        assertThat(results.quiet.getMaxValue() / 1000.0).as("for an answer").isCloseTo(720, within(2.0));
        results.quiet.reset();
        run(script, 700, false);
        run(script, 100, true);
        assertThat(results.quiet.getMaxValue() / 1000.0).as("within it").isCloseTo(720, within(2.0));
        results.quiet.reset();
        while (spoken < 100) {
            run(script, 20, false);
        }
        assertThat(results.quiet.getTotalCount()).as("while the caller talks").isZero();
    }

    @Test
    void noOtherTurnBeginsOnceThereAreEnough() {
        TurnScript script = new TurnScript(1000, false, 50, THRESHOLD, PAUSE, results);
        results.enough = true;
        script.begin(0);
        script.next((long) 31e9);
        assertThat(script.finished()).isTrue();
    }

    @Test
    void aTurnWithoutAnswerIsGivenUp() {
        TurnScript script = new TurnScript(1, false, 50, THRESHOLD, PAUSE, results);
        script.begin(clock.getAsLong());
        run(script, 200, true);
        run(script, 40_000, false);
        assertThat(results.unanswered).isEqualTo(1);
        assertThat(script.finished()).isTrue();
    }

    private void run(TurnScript script, int millis, boolean agentSpeaks) {
        for (int t = 0; t < millis; t += 20) {
            script.heard(agentSpeaks, clock.getAsLong());
            if (!script.finished() && script.next(clock.getAsLong()) >= 0) {
                spoken++;
            }
            clock.advance(Duration.ofMillis(20));
        }
    }
}
