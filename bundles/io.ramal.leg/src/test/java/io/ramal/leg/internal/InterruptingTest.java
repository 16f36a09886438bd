package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent.Digit;
import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.NotUnderstood;
import io.ramal.call.LegEvent.Said;
import io.ramal.call.LegEvent.SpeechStarted;
import io.ramal.stt.SttEvent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptingTest {
    private static SttEvent.Final text(String text) {
        return new SttEvent.Final(text, 0.9);
    }

    @Test
    void silentWithin260msOfTheOnset() {
        Rig rig = new Rig();
        rig.say("Uma frase bem comprida.");
        rig.silence(300);
        int talking = rig.numbers().size();
        rig.speak(260);
        assertThat(rig.numbers().size() - talking).as("frames after the onset").isLessThanOrEqualTo(11);
        rig.speak(200);
        assertThat(rig.numbers().size() - talking).isLessThanOrEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 40, 60, 80, 100, 120, 140})
    void detectorThatJudges32msAtATimeIsAsQuick(int offset) {
        Rig rig = new Rig();
        rig.vad.window(256);
        rig.say("Uma frase bem comprida.");
        rig.silence(300 + offset);
        int talking = rig.numbers().size();
        rig.speak(500);
        assertThat((rig.numbers().size() - talking) * 20)
                .as("ms after the onset")
                .isLessThanOrEqualTo(260);
    }

    @Test
    void longSpeechDropsWhatWasQueued() {
        Rig rig = new Rig();
        rig.stt.answering(text("quero falar"));
        rig.say("Uma frase bem comprida.");
        rig.say("Outra frase.");
        rig.silence(300).speak(800);
        assertThat(rig.all(Said.class)).noneMatch(Said::complete).hasSize(2);
        rig.silence(1600);
        assertThat(rig.all(Heard.class)).hasSize(1);
        assertThat(rig.numbers()).hasSizeLessThan(30);
    }

    @Test
    void wordsMakeItAnInterruptionAtOnce() {
        Rig rig = new Rig();
        rig.say("Uma frase bem comprida.");
        rig.silence(300).speak(260);
        assertThat(rig.all(Said.class)).isEmpty();
        rig.stt.last().emit(new SttEvent.Partial("não"));
        rig.silence(20);
        assertThat(rig.all(Said.class)).noneMatch(Said::complete).hasSize(1);
    }

    @Test
    void coughResumesAndEverythingIsHeard() {
        Rig rig = new Rig();
        rig.stt.answering(text(""));
        rig.say("Uma frase bem comprida.");
        rig.silence(400).speak(300).silence(3000);
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
        assertThat(rig.numbers())
                .as("every frame, some of them twice")
                .containsAll(IntStream.rangeClosed(1, 50).boxed().toList());
        assertThat(rig.numbers()).hasSize(60);
        assertThat(rig.all(NotUnderstood.class))
                .as("nobody is asked to repeat a cough")
                .isEmpty();
    }

    @Test
    void shortAnswerOverOurTalkIsHeardEvenAfterWeWentOn() {
        Rig rig = new Rig();
        rig.stt.answering(text("sim"));
        rig.tts.held(true);
        rig.say("Uma frase bem comprida.");
        rig.tts.last().speak(300);
        rig.silence(400).speak(300).silence(1400);
        assertThat(rig.numbers().size()).as("it went on").isGreaterThan(60);
        rig.silence(100);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("sim");
        assertThat(rig.all(Said.class)).noneMatch(Said::complete).hasSize(1);
    }

    @Test
    void whatMayNotBeInterruptedGoesOnAndTheCallerIsHeard() {
        Rig rig = new Rig();
        rig.stt.answering(text("alô"));
        rig.say(0, "Uma frase bem comprida.", false);
        rig.silence(200).speak(700).silence(1600);
        assertThat(rig.numbers()).hasSize(50);
        assertThat(rig.sent.subList(0, 50)).doesNotContainNull();
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
        assertThat(rig.all(Heard.class)).hasSize(1);
    }

    @Test
    void interruptionSparesWhatMayNotBeInterrupted() {
        Rig rig = new Rig();
        rig.say("Uma frase bem comprida.");
        rig.say(0, "Aviso importante.", false);
        rig.silence(200).speak(700);
        assertThat(rig.all(Said.class)).hasSize(1);
        rig.silence(1100);
        assertThat(rig.all(Said.class)).hasSize(2);
        assertThat(rig.all(Said.class).get(1).complete()).isTrue();
    }

    @Test
    void keyStopsUs() {
        Rig rig = new Rig();
        rig.say("Uma frase bem comprida.");
        rig.silence(200);
        rig.leg.handler().dtmf('5');
        assertThat(rig.step(null)).isNull();
        assertThat(rig.all(Said.class)).noneMatch(Said::complete).hasSize(1);
        assertThat(rig.all(Digit.class)).containsExactly(new Digit('5'));
    }

    @Test
    void answerToAnEarlierTurnDoesNotBeginIntoTheCallersSpeech() {
        Rig rig = new Rig();
        rig.stt.answering(text("entrega"));
        rig.speak(400).silence(1600).speak(300);
        assertThat(rig.all(SpeechStarted.class)).hasSize(2);
        rig.say(1, "Para qual apartamento?", true);
        rig.speak(200);
        assertThat(rig.numbers()).isEmpty();
    }

    @Test
    void lostSoundDuringAPauseResumesToo() {
        Rig rig = new Rig();
        rig.stt.answering(text(""));
        rig.say("Uma frase bem comprida.");
        rig.silence(300).speak(240).nothing(2500);
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
    }
}
