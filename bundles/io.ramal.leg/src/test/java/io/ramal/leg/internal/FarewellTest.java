package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent.NoInput;
import io.ramal.call.LegEvent.Said;
import io.ramal.call.LegEvent.Saying;
import io.ramal.call.LegRequest;
import io.ramal.call.LegRole;
import io.ramal.call.Utterance;
import io.ramal.testkit.FakeLine;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Calls that are ended from our side. */
class FarewellTest {
    private static final String GOODBYE = "Desculpe, preciso encerrar esta ligação agora. Até logo.";

    @Test
    void whatIsSaidAndQueuedGivesWayToAGoodbyeThatIsHeardToItsEnd() {
        Rig rig = new Rig();
        rig.say("Primeira frase.");
        rig.say("Outra frase.");
        rig.silence(200);
        rig.leg.farewell();
        rig.line.executor().runAll();
        rig.sent.clear();

        assertThat(rig.all(Said.class)).hasSize(2).noneMatch(Said::complete);
        rig.silence(1980);
        assertThat(rig.line.hungUp()).isFalse();
        rig.silence(60);
        assertThat(rig.line.hungUp()).isTrue();
        assertThat(rig.numbers()).as("two sentences of 50 frames").hasSize(100);
        assertThat(last(rig)).isEqualTo(new Utterance(0, GOODBYE, false));
        assertThat(rig.registry.leased()).isZero();
    }

    @Test
    void nobodyInterruptsItAndNothingFollowsIt() {
        Rig rig = new Rig();
        rig.leg.farewell();
        assertThat(rig.say("Mais uma coisa.")).isEqualTo(-1);
        rig.speak(1000);
        rig.leg.handler().dtmf('1');
        rig.speak(1100);
        assertThat(rig.all(Said.class))
                .singleElement()
                .satisfies(s -> assertThat(s.complete()).isTrue());
        assertThat(rig.line.hungUp()).isTrue();
        assertThat(rig.all(NoInput.class)).isEmpty();
    }

    @Test
    void aCallThatIsEndingAnywaySaysItsOwnLastWords() {
        Rig rig = new Rig();
        rig.say(0, "Anotado, obrigado.", false);
        rig.leg.hangupWhenSaid();
        rig.leg.farewell();
        rig.leg.farewell();
        rig.silence(1100);
        assertThat(rig.line.hungUp()).isTrue();
        assertThat(rig.all(Saying.class)).hasSize(1);
        rig.leg.farewell();
        assertThat(rig.registry.leased()).isZero();
    }

    @Test
    void withoutAVoiceTheCallIsEndedAllTheSame() {
        Rig rig = new Rig();
        rig.registry.remove(rig.tts);
        rig.leg.farewell();
        rig.silence(5000);
        assertThat(rig.line.hungUp()).isTrue();
    }

    @Test
    void itSpeaksTheLanguageOfTheLeg() {
        Rig rig = new Rig();
        LegImpl leg = new LegImpl(
                new LegRequest(new FakeLine(LegRole.VISITOR), Locale.US, ""),
                Rig.DEFAULTS,
                new Shared(rig.registry, rig.prompts, rig.counters, rig.clock),
                e -> {});
        leg.farewell();
        assertThat(rig.tts.texts()).first().isEqualTo("Sorry, I have to end this call now.");
    }

    private static Utterance last(Rig rig) {
        return rig.all(Said.class).get(rig.all(Said.class).size() - 1).utterance();
    }
}
