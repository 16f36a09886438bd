package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.NoInput;
import io.ramal.call.LegEvent.Said;
import io.ramal.call.LegEvent.Saying;
import io.ramal.call.LegEvent.Tick;
import io.ramal.stt.SttEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {
    /** A leg that has understood its caller and owes an answer. */
    private static Rig heard() {
        Rig rig = new Rig();
        rig.stt.answering(new SttEvent.Final("entrega", 1));
        rig.speak(400).silence(1500);
        assertThat(rig.all(Heard.class)).hasSize(1);
        return rig;
    }

    private static long longestSilence(Rig rig, int from) {
        long longest = 0;
        long run = 0;
        for (int i = from; i < rig.sent.size(); i++) {
            run = rig.sent.get(i) == null ? run + 20 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    @Test
    void lateAnswerIsCoveredAgainAndAgain() {
        Rig rig = heard();
        long heard = rig.when(Heard.class);
        int from = rig.sent.size();
        rig.silence(1780);
        assertThat(rig.all(Saying.class)).isEmpty();
        rig.silence(40);
        assertThat(rig.when(Saying.class) - heard).isBetween(1800L, 1840L);
        rig.silence(20_000);
        assertThat(longestSilence(rig, from)).isLessThanOrEqualTo(2500);
        assertThat(rig.all(Saying.class))
                .extracting(s -> s.utterance().text())
                .startsWith("Um momento, por favor.", "Só mais um instante, por favor.");
        assertThat(rig.all(Saying.class)).as("ids no conversation was given").allMatch(s -> s.id() < -1);
        assertThat(rig.all(NoInput.class)).as("the caller waits for us").isEmpty();
    }

    @Test
    void answerInTimeNeedsNoCover() {
        Rig rig = heard();
        rig.silence(1500);
        rig.say(1, "Para qual apartamento?", true);
        rig.silence(6000);
        assertThat(rig.all(Saying.class)).hasSize(1);
    }

    @Test
    void answerWhoseVoiceIsLateIsCoveredFromMemory() {
        Rig rig = new Rig();
        rig.say("Um momento, por favor.");
        rig.silence(1100);
        rig.stt.answering(new SttEvent.Final("entrega", 1));
        rig.speak(400).silence(1500);
        rig.tts.held(true);
        rig.say(1, "Para qual apartamento?", true);
        rig.silence(1900);
        assertThat(rig.all(Saying.class)).hasSize(2);
        assertThat(rig.all(Saying.class).get(1).utterance().text()).isEqualTo("Um momento, por favor.");
        rig.tts.last().speak(10);
        rig.silence(1100);
        assertThat(rig.all(Saying.class)).hasSize(3);
    }

    @Test
    void coversEndAfterTheirMaximumAndTheCallerIsRemindedAgain() {
        Rig rig = heard();
        rig.silence(60_000);
        assertThat(rig.all(Saying.class)).hasSize(14);
        assertThat(rig.all(NoInput.class)).isNotEmpty();
    }

    @Test
    void silenceIsCountedFromTheEndOfWhatWeSaid() {
        Rig rig = new Rig();
        rig.say("Bom dia.");
        rig.silence(1020);
        long said = rig.when(Said.class);
        rig.silence(15_000);
        assertThat(rig.all(NoInput.class)).containsExactly(new NoInput(1), new NoInput(2));
        assertThat(rig.when(NoInput.class) - said).isBetween(6980L, 7020L);
    }

    @Test
    void keyStartsTheCountAnew() {
        Rig rig = new Rig();
        rig.silence(7100);
        assertThat(rig.all(NoInput.class)).hasSize(1);
        rig.silence(5000);
        rig.leg.handler().dtmf('1');
        rig.silence(6900);
        assertThat(rig.all(NoInput.class)).hasSize(1);
        rig.silence(200);
        assertThat(rig.all(NoInput.class)).containsExactly(new NoInput(1), new NoInput(1));
    }

    @Test
    void noSilenceWhileTheCallerSpeaks() {
        Rig rig = new Rig();
        rig.silence(5000).speak(6000).silence(1400);
        assertThat(rig.all(NoInput.class)).isEmpty();
    }

    @Test
    void longCallEndsWithAGoodbyeThatIsNotCut() {
        Rig rig = new Rig();
        rig.conversation = e -> {
            if (e instanceof NoInput) {
                rig.leg.say(new io.ramal.call.Utterance(0, "Você está aí?", true));
            }
        };
        rig.silence(600_000);
        rig.speak(1000);
        rig.sent.clear();
        rig.speak(2100);
        assertThat(rig.line.hungUp()).isTrue();
        List<Said> said = new ArrayList<>(rig.all(Said.class));
        Said last = said.get(said.size() - 1);
        assertThat(last.utterance().text()).contains("Até logo");
        assertThat(last.complete()).isTrue();
    }

    @Test
    void deadLineIsHungUp() {
        Rig rig = new Rig();
        rig.silence(1000).nothing(59_900);
        assertThat(rig.line.hungUp()).isFalse();
        rig.nothing(200);
        assertThat(rig.line.hungUp()).isTrue();
    }

    @Test
    void keysKeepALineAlive() {
        Rig rig = new Rig();
        rig.nothing(50_000);
        rig.leg.handler().dtmf('1');
        rig.nothing(50_000);
        assertThat(rig.line.hungUp()).isFalse();
    }

    @Test
    void ticksEvery100ms() {
        Rig rig = new Rig();
        List<Long> ticks = new ArrayList<>();
        rig.conversation = e -> {
            if (e instanceof Tick t) {
                ticks.add(t.nanoTime());
            }
        };
        rig.silence(1000);
        assertThat(ticks).hasSize(10);
        assertThat(ticks.get(1) - ticks.get(0)).isEqualTo(100_000_000);
    }
}
