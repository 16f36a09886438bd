package io.ramal.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.simulator.internal.scenario.Scenario;
import io.ramal.simulator.internal.scenario.ScenarioException;
import io.ramal.simulator.internal.scenario.ScenarioParser;
import io.ramal.simulator.internal.scenario.Stage;
import io.ramal.simulator.internal.scenario.Variables;
import io.ramal.testkit.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlayerTest {
    private static final AudioFrame LOUD = frame(3000);

    private final FakeClock clock = new FakeClock();
    private final List<String> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Set<Stage> reached = EnumSet.noneOf(Stage.class);
    private Player player;

    @Test
    void speaksOnceTheAgentHasBeenQuiet() throws ScenarioException {
        start("wait-agent-silent 600ms", "say \"oi\"", "expect agent-hangup within 5s");
        run(1000, false);
        assertThat(sent)
                .as("the agent said nothing yet")
                .containsOnly("silence")
                .hasSize(50);
        run(500, true);
        sent.clear();
        run(560, false);
        assertThat(sent).containsOnly("silence");
        run(200, false);
        assertThat(sent).contains("voice");
        assertThat(sent.stream().filter("voice"::equals)).hasSizeLessThanOrEqualTo(5);
        run(40, true);
        player.agentHungUp(clock.getAsLong());
        assertThat(player.passed()).isTrue();
        assertThat(told).anyMatch(t -> t.matches("agent +speaks, \\d+ ms after the visitor"));
    }

    @Test
    void aKeyIsSilentThenSentThenSpaced() throws ScenarioException {
        start("keys 5#", "hangup");
        run(420, false);
        assertThat(sent)
                .containsExactly(
                        "gap", "gap", "gap", "gap", "gap", "5", "silence", "silence", "silence", "silence", "silence",
                        "gap", "gap", "gap", "gap", "gap", "#", "silence", "silence", "silence", "silence", "silence");
        assertThat(player.passed()).isTrue();
    }

    @Test
    void anAnswerThatComesDuringThePauseAfterAKeyCounts() throws ScenarioException {
        start("keys 5", "wait-agent-silent 600ms max 3s", "hangup");
        run(120, false);
        run(60, true);
        run(700, false);
        assertThat(player.passed()).isTrue();
    }

    @Test
    void anAgentThatSaysNothingFails() throws ScenarioException {
        start("wait-agent-silent 600ms max 2s");
        run(2100, false);
        assertThat(player.passed()).isFalse();
        assertThat(player.verdict()).contains("said nothing within 2.0 s").contains("line 1");
    }

    @Test
    void anUnexpectedHangupFailsUnlessAllowed() throws ScenarioException {
        start("wait-agent-silent 600ms");
        player.agentHungUp(clock.getAsLong());
        assertThat(player.passed()).isFalse();
        assertThat(player.verdict()).contains("the agent hung up");

        start("allow agent-hangup", "wait-agent-silent 600ms");
        run(40, false);
        player.agentHungUp(clock.getAsLong());
        assertThat(player.passed()).isTrue();
    }

    @Test
    void interruptingMeasuresHowSoonTheAgentIsSilent() throws ScenarioException {
        start("expect agent-speaks within 1s", "interrupt \"ei\" within 400ms", "hangup");
        run(40, true);
        run(160, true);
        run(800, false);
        assertThat(player.passed()).as(player.verdict()).isTrue();
        assertThat(told).contains("visitor        interrupts: \"ei\"");

        start("expect agent-speaks within 1s", "interrupt \"ei\" within 400ms", "hangup");
        run(1500, true);
        run(500, false);
        assertThat(player.passed()).isFalse();
        assertThat(player.verdict()).contains("still speaking");
    }

    @Test
    void interruptingSilenceFails() throws ScenarioException {
        start("interrupt \"ei\" within 400ms", "hangup");
        run(40, false);
        assertThat(player.verdict()).contains("nothing to interrupt");
    }

    @Test
    void waitsForTheOtherOneAndSaysWhatDidNotHappen() throws ScenarioException {
        start("wait-resident answered max 2s", "hangup");
        run(200, false);
        assertThat(player.over()).isFalse();
        reached.add(Stage.ANSWERED);
        run(40, false);
        assertThat(player.passed()).isTrue();

        reached.clear();
        start("wait-resident answered max 2s", "hangup");
        run(2100, false);
        assertThat(player.verdict())
                .isEqualTo("the resident was not answered within 2.0 s (line 1: wait-resident answered max 2s)");
    }

    @Test
    void whatTheResidentHasOvertakenIsLeftOut() throws ScenarioException {
        start("until ringing wait-agent-silent 600ms", "until ringing say \"sim\"", "pause 1s", "hangup");
        run(100, false);
        reached.add(Stage.RINGING);
        run(900, false);
        assertThat(sent).doesNotContain("voice");
        assertThat(player.over()).isFalse();
        run(300, false);
        assertThat(player.passed()).isTrue();
    }

    @Test
    void aSentenceBegunIsEnded() throws ScenarioException {
        start("until ringing say \"sim\"", "hangup");
        run(40, false);
        reached.add(Stage.RINGING);
        run(400, false);
        assertThat(sent.stream().filter("voice"::equals)).hasSize(5);
    }

    @Test
    void theLimitEndsTheCall() throws ScenarioException {
        start("pause 100s");
        run(10_100, false);
        assertThat(player.over()).isTrue();
        assertThat(player.verdict()).contains("limit of 10.0 s");
    }

    private void start(String... lines) throws ScenarioException {
        sent.clear();
        told.clear();
        Scenario s = ScenarioParser.parse(
                "test", Path.of(""), String.join("\n", lines), new Variables("101", Locale.forLanguageTag("pt-BR")));
        Map<Scenario.Step, AudioFrame> sounds = new HashMap<>();
        s.steps().forEach(step -> sounds.put(step, AudioFrame.wrap(loud(800))));
        player = new Player(
                LegRole.VISITOR,
                s.steps(),
                sounds,
                null,
                new Sent(),
                (who, stage) -> reached.contains(stage),
                t -> told.add(t.what()),
                Duration.ofSeconds(10));
        player.begin(clock.getAsLong(), clock.getAsLong());
    }

    /** As the call's loop does: a frame comes and a frame goes in each 20 ms. */
    private void run(int millis, boolean agentSpeaks) {
        for (int t = 0; t < millis && !player.over(); t += 20) {
            player.heard(agentSpeaks ? LOUD : AudioFrame.SILENCE, clock.getAsLong());
            player.tick(clock.getAsLong());
            clock.advance(Duration.ofMillis(20));
        }
    }

    private static AudioFrame frame(int level) {
        short[] s = new short[160];
        Arrays.fill(s, (short) level);
        return AudioFrame.wrap(s);
    }

    private static short[] loud(int samples) {
        short[] s = new short[samples];
        Arrays.fill(s, (short) 5000);
        return s;
    }

    private final class Sent implements Mouth.Sender {
        @Override
        public void audio(AudioFrame frame) {
            sent.add(AgentEar.loud(frame) ? "voice" : "silence");
        }

        @Override
        public void gap() {
            sent.add("gap");
        }

        @Override
        public void digit(char key) {
            sent.add(String.valueOf(key));
        }
    }
}
