package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent;
import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.Said;
import io.ramal.call.LegEvent.Saying;
import io.ramal.call.TurnTimeline;
import io.ramal.call.Utterance;
import io.ramal.provider.ProviderHealth;
import io.ramal.stt.SttEvent;
import io.ramal.testkit.FakeTts;
import io.ramal.tts.TtsEvent;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SayingTest {
    @Test
    void saidComesWithTheCallAfterTheLastFrame() {
        Rig rig = new Rig();
        rig.say("Bom dia.");
        rig.silence(1000);
        assertThat(rig.numbers()).isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
        assertThat(rig.all(Said.class)).as("the last frame is on its way").isEmpty();
        rig.silence(20);
        assertThat(rig.events)
                .containsExactly(
                        new Saying(1, new Utterance(0, "Bom dia.", true)),
                        new Said(1, new Utterance(0, "Bom dia.", true), true));
    }

    @Test
    void hangupWaitsForTheLastFrameOfTheGoodbye() {
        Rig rig = new Rig();
        rig.say("Primeiro isto.");
        rig.say(0, "Até logo, obrigado.", true);
        rig.leg.hangupWhenSaid();
        assertThat(rig.say("zu spät")).isEqualTo(-1);
        rig.speak(2000);
        assertThat(rig.numbers()).as("not interrupted any more").hasSize(100);
        assertThat(rig.line.hungUp()).isFalse();
        rig.silence(20);
        assertThat(rig.line.hungUp()).isTrue();
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(2);
    }

    @Test
    void hangupWhenNothingIsSaidIsAtTheNextFrame() {
        Rig rig = new Rig();
        rig.leg.hangupWhenSaid();
        rig.silence(20);
        assertThat(rig.line.hungUp()).isTrue();
    }

    @Test
    void utterancesFollowEachOtherWithoutAGap() {
        Rig rig = new Rig();
        rig.say("Primeira frase. Segunda frase.");
        rig.say("Terceira frase.");
        rig.silence(3020);
        assertThat(rig.numbers()).hasSize(150);
        assertThat(rig.sent.subList(0, 150)).doesNotContainNull();
        assertThat(rig.tts.texts()).containsExactly("Primeira frase.", "Segunda frase.", "Terceira frase.");
    }

    @Test
    void nextSentenceIsSpokenWhileTheFirstPlays() {
        Rig rig = new Rig();
        rig.tts.held(true);
        rig.say("Primeira frase. Segunda frase. Terceira frase.");
        rig.tts.last().speak(50).emit(new TtsEvent.Finished());
        rig.silence(100);
        assertThat(rig.tts.texts()).containsExactly("Primeira frase.", "Segunda frase.");
    }

    @Test
    void secondTimeComesFromMemory() {
        Rig rig = new Rig();
        rig.prompts.common(Set.of("Bom dia."));
        rig.say("Bom dia.");
        rig.silence(1100);
        rig.say("Bom dia.");
        rig.silence(1100);
        assertThat(rig.tts.sessions()).hasSize(1);
        assertThat(rig.numbers()).hasSize(100);
        rig.tts.voice("another");
        rig.say("Bom dia.");
        assertThat(rig.tts.sessions()).hasSize(2);
    }

    @Test
    void failingEngineIsReplacedFromTheSentenceOn() {
        Rig rig = new Rig();
        FakeTts second = new FakeTts("second", 10);
        rig.registry.add(second);
        rig.tts.held(true);
        rig.say("Primeira frase. Segunda frase.");
        rig.tts.last().speak(50).emit(new TtsEvent.Finished());
        rig.silence(20);
        rig.tts.last().emit(new TtsEvent.Failed("scripted"));
        rig.silence(1300);
        assertThat(rig.numbers()).hasSize(60);
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
        assertThat(second.texts()).containsExactly("Segunda frase.");
        assertThat(rig.registry.leased()).isEqualTo(1);
    }

    @Test
    void slowEngineIsReplacedAtTheDeadline() {
        Rig rig = new Rig();
        FakeTts second = new FakeTts("second", 10);
        rig.registry.add(second).deadline(Duration.ofMillis(1500));
        rig.tts.held(true);
        rig.say("Primeira frase.");
        rig.silence(1500);
        assertThat(rig.numbers()).isEmpty();
        rig.silence(40);
        assertThat(rig.numbers()).isNotEmpty();
        assertThat(rig.tts.open()).isZero();
    }

    @Test
    void withoutAnyEngineItIsSaidThatNothingWasSaid() {
        Rig rig = new Rig();
        rig.registry.remove(rig.tts);
        rig.say("Primeira frase.");
        rig.leg.hangupWhenSaid();
        rig.silence(2500);
        assertThat(rig.line.hungUp()).as("an engine may still come").isFalse();
        rig.silence(40);
        assertThat(rig.all(Said.class)).noneMatch(Said::complete).hasSize(1);
        assertThat(rig.line.hungUp()).isTrue();
    }

    @Test
    void engineThatIsBackInTimeSpeaksTheUtterance() {
        Rig rig = new Rig();
        rig.tts.health(ProviderHealth.unavailable("starting", "wait"));
        rig.say("Primeira frase. Segunda frase.");
        rig.silence(1000);
        assertThat(rig.all(Said.class)).isEmpty();
        rig.tts.health(ProviderHealth.READY);
        rig.silence(2100);
        assertThat(rig.numbers()).hasSize(100);
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
    }

    @Test
    void engineThatDiesAndComesBackSpeaksTheSentenceAgain() {
        Rig rig = new Rig();
        rig.tts.held(true);
        rig.say("Primeira frase.");
        rig.tts.health(ProviderHealth.unavailable("starting", "wait"));
        rig.tts.last().emit(new TtsEvent.Failed("helper died"));
        rig.silence(500);
        rig.tts.held(false).health(ProviderHealth.READY);
        rig.silence(1100);
        assertThat(rig.numbers()).hasSize(50);
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
    }

    @Test
    void engineThatFailsForGoodIsAskedAgainOnlyOnce() {
        Rig rig = new Rig();
        rig.tts.failing(true);
        rig.say("Primeira frase.");
        rig.silence(3000);
        assertThat(rig.tts.sessions()).hasSize(2);
        assertThat(rig.all(Said.class))
                .filteredOn(s -> s.id() > 0)
                .noneMatch(Said::complete)
                .hasSize(1);
        assertThat(rig.registry.leased()).isEqualTo(1);
    }

    @Test
    void commonSentenceIsSaidWithoutAnyEngine() {
        Rig rig = new Rig();
        rig.prompts.common(Set.of("Bom dia."));
        rig.say("Bom dia.");
        rig.silence(1100);
        rig.registry.remove(rig.tts);
        rig.say("Bom dia.");
        rig.silence(1100);
        assertThat(rig.numbers()).hasSize(100);
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(2);
    }

    @Test
    void sentenceThatIsNotCommonIsForgottenWithItsUtterance() {
        Rig rig = new Rig();
        rig.say("Maria do apartamento 101.");
        rig.silence(1100);
        rig.say("Maria do apartamento 101.");
        rig.silence(1100);
        assertThat(rig.tts.sessions()).hasSize(2);
    }

    @Test
    void tooMuchToSayIsRefusedAndCounted() {
        Rig rig = new Rig();
        for (int i = 1; i <= 16; i++) {
            assertThat(rig.say("Frase número " + i)).isEqualTo(i);
        }
        assertThat(rig.say("Mais uma")).isEqualTo(-1);
        assertThat(rig.counters.utterancesRefused.sum()).isEqualTo(1);
    }

    @Test
    void endlessSoundIsCut() {
        Rig rig = new Rig();
        rig.tts.held(true);
        rig.say("Uma frase que nunca acaba, ".repeat(5));
        rig.tts.last().speak(6100);
        rig.silence(40);
        assertThat(rig.counters.utterancesCut.sum()).isEqualTo(1);
        assertThat(rig.tts.open()).isZero();
    }

    @Test
    void hushIsSilentWithTheNextFrame() {
        Rig rig = new Rig();
        rig.say("Primeira frase.");
        rig.say("Outra frase.");
        rig.silence(200);
        rig.leg.hush();
        assertThat(rig.step(null)).isNull();
        assertThat(rig.all(Said.class)).noneMatch(Said::complete).hasSize(2);
    }

    @Test
    void answerIsOneFrameAwayAndItsTimelineTold() {
        Rig rig = new Rig();
        rig.stt.answering(new SttEvent.Final("entrega", 1));
        rig.conversation = e -> {
            if (e instanceof Heard h) {
                rig.leg.say(new Utterance(h.turn(), "Para qual apartamento?", true));
            }
        };
        rig.silence(400).speak(500);
        long lastSpeech = rig.now();
        rig.silence(1600);
        assertThat(rig.when(Saying.class) - lastSpeech).isLessThanOrEqualTo(1500 + 20);
        TurnTimeline t = rig.all(LegEvent.Answered.class).get(0).timeline();
        assertThat(t.turn()).isEqualTo(1);
        assertThat(t.speech()).isEqualTo(Duration.ofMillis(500));
        assertThat(t.endpointing()).isEqualTo(Duration.ofMillis(1500));
        assertThat(t.response().toMillis()).isEqualTo(rig.when(Saying.class) - lastSpeech);
    }

    @Test
    void timelineTellsWhereTheTimeWent() {
        Rig rig = new Rig();
        rig.tts.held(true);
        rig.speak(500).silence(1500).silence(200);
        rig.stt.last().emit(new SttEvent.Final("entrega", 1));
        rig.silence(300);
        rig.say(1, "Para qual apartamento?", true);
        rig.silence(400);
        rig.tts.last().speak(5);
        rig.silence(20);
        TurnTimeline t = rig.all(LegEvent.Answered.class).get(0).timeline();
        assertThat(t.stt()).isEqualTo(Duration.ofMillis(220));
        assertThat(t.ai()).isEqualTo(Duration.ofMillis(280));
        assertThat(t.tts()).isEqualTo(Duration.ofMillis(420));
        assertThat(t.playout()).isEqualTo(Duration.ZERO);
    }
}
