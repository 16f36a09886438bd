package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegEvent;
import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.NotUnderstood;
import io.ramal.call.LegEvent.SpeechStarted;
import io.ramal.stt.SttEvent;
import io.ramal.testkit.FakeStt;
import org.junit.jupiter.api.Test;

class HearingTest {
    private static SttEvent.Final text(String text) {
        return new SttEvent.Final(text, 0.9);
    }

    @Test
    void hearsAShortYes() {
        Rig rig = new Rig();
        rig.stt.answering(text("sim"));
        rig.silence(400).speak(180).silence(1600);
        assertThat(rig.events).containsExactly(new SpeechStarted(1), new Heard(1, "sim", 0.9, "stt"));
        assertThat(rig.registry.leased()).as("only the detector's").isEqualTo(1);
    }

    @Test
    void hearsEverythingFrom100msOn() {
        Rig rig = new Rig();
        rig.stt.answering(text("é"));
        rig.silence(400).speak(100).silence(1600);
        assertThat(rig.all(Heard.class)).hasSize(1);
    }

    @Test
    void aClickBeginsNoTurn() {
        Rig rig = new Rig();
        rig.silence(400).speak(40).silence(1000).speak(20).silence(1000);
        assertThat(rig.events).isEmpty();
    }

    @Test
    void recogniserGetsTheSoundBeforeTheOnset() {
        Rig rig = new Rig();
        for (int i = 1; i <= 100; i++) {
            rig.step(Rig.hush(i));
        }
        rig.step(Rig.voice(101));
        rig.step(Rig.voice(102));
        rig.step(Rig.voice(103));
        rig.step(Rig.voice(104));
        assertThat(rig.stt.last().frames().stream().map(f -> (int) f.sample(1)))
                .as("400 ms up to the onset, each frame once, then on")
                .containsExactly(
                        84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104);
    }

    @Test
    void turnEndsWithTheFrameThatCompletesTheSilence() {
        Rig rig = new Rig();
        rig.silence(400).speak(500).silence(1480);
        assertThat(rig.stt.last().finished()).isFalse();
        rig.silence(20);
        assertThat(rig.stt.last().finished()).isTrue();
    }

    @Test
    void silenceThatEndsATurnIsConfigured() {
        Rig rig = new Rig(Rig.settings(800));
        rig.silence(400).speak(500).silence(780);
        assertThat(rig.stt.last().finished()).isFalse();
        rig.silence(20);
        assertThat(rig.stt.last().finished()).isTrue();
    }

    @Test
    void aPauseShorterThanTheThresholdDoesNotSplitATurn() {
        Rig rig = new Rig();
        rig.stt.answering(text("apartamento cento e um"));
        rig.speak(500).silence(1400).speak(500).silence(1600);
        assertThat(rig.all(Heard.class)).hasSize(1);
        assertThat(rig.stt.sessions()).hasSize(1);
    }

    @Test
    void completeSentenceShortensTheSilence() {
        Rig rig = new Rig();
        rig.silence(400).speak(500).silence(300);
        rig.stt.last().emit(new SttEvent.Complete("boa tarde"));
        rig.silence(280);
        assertThat(rig.stt.last().finished()).isFalse();
        rig.silence(20);
        assertThat(rig.stt.last().finished()).isTrue();
    }

    @Test
    void goingOnAfterACompleteSentenceTakesTheLongSilenceAgain() {
        Rig rig = new Rig();
        rig.silence(400).speak(500).silence(300);
        rig.stt.last().emit(new SttEvent.Complete("boa tarde"));
        rig.silence(100).speak(300).silence(1000);
        assertThat(rig.stt.last().finished()).isFalse();
        rig.silence(500);
        assertThat(rig.stt.last().finished()).isTrue();
    }

    @Test
    void lostSoundEndsATurnToo() {
        Rig rig = new Rig();
        rig.stt.answering(text("entrega"));
        rig.silence(400).speak(500).nothing(1480);
        assertThat(rig.all(Heard.class)).isEmpty();
        rig.nothing(40);
        assertThat(rig.all(Heard.class)).hasSize(1);
    }

    @Test
    void aStallOfTheWholeProcessDoesNotEndATurn() {
        Rig rig = new Rig();
        rig.silence(400).speak(500);
        rig.clock.advance(java.time.Duration.ofSeconds(3));
        rig.step(null);
        rig.speak(200);
        assertThat(rig.stt.sessions()).as("still the same turn").hasSize(1);
        assertThat(rig.stt.last().finished()).isFalse();
    }

    @Test
    void soundFasterThanTimeIsMeasuredAsSound() {
        Rig rig = new Rig();
        rig.silence(400).speak(500);
        for (int i = 0; i < 75; i++) {
            rig.leg.handler().audio(AudioFrame.SILENCE);
        }
        assertThat(rig.stt.last().finished()).isTrue();
    }

    @Test
    void endlessTurnIsCutAndTheNextBegins() {
        Rig rig = new Rig();
        rig.stt.answering(text("muito"));
        rig.speak(20_000 + 100);
        assertThat(rig.all(Heard.class)).hasSize(1);
        assertThat(rig.all(SpeechStarted.class)).hasSize(2);
        int frames =
                rig.stt.sessions().stream().mapToInt(s -> s.frames().size()).sum();
        assertThat(frames).as("no frame is lost or heard twice").isEqualTo(1005);
    }

    @Test
    void blankTextIsNotUnderstood() {
        Rig rig = new Rig();
        rig.stt.answering(text("  "));
        rig.speak(300).silence(1600);
        assertThat(rig.events).containsExactly(new SpeechStarted(1), new NotUnderstood(1, "no words"));
    }

    @Test
    void noRecogniserIsSaidAtTheEndOfTheTurn() {
        Rig rig = new Rig();
        rig.registry.remove(rig.stt);
        assertThat(rig.leg.hearsSpeech()).isFalse();
        rig.speak(300).silence(1600);
        assertThat(rig.events).containsExactly(new SpeechStarted(1), new NotUnderstood(1, "no speech recognition"));
    }

    @Test
    void recogniserThatNeverAnswersIsGivenUp() {
        Rig rig = new Rig();
        rig.speak(300).silence(1500).silence(2480);
        assertThat(rig.all(NotUnderstood.class)).isEmpty();
        rig.silence(60);
        assertThat(rig.all(NotUnderstood.class))
                .containsExactly(new NotUnderstood(1, "speech recognition took too long"));
        assertThat(rig.stt.open()).isZero();
        rig.stt.last().emit(text("tarde demais"));
        rig.silence(100);
        assertThat(rig.all(Heard.class)).isEmpty();
    }

    @Test
    void failingRecogniserIsReplacedAndTheNextHearsItAll() {
        Rig rig = new Rig();
        FakeStt second = new FakeStt("second").answering(text("encomenda"));
        rig.registry.add(second);
        rig.silence(400).speak(300);
        int before = rig.stt.last().frames().size();
        rig.stt.last().emit(new SttEvent.Failed("scripted"));
        rig.line.executor().runAll();
        rig.speak(200).silence(1600);
        assertThat(second.last().frames()).hasSizeGreaterThan(before + 10);
        assertThat(second.last().frames().subList(0, before))
                .isEqualTo(rig.stt.last().frames());
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("encomenda");
        assertThat(rig.stt.open() + second.open()).isZero();
    }

    @Test
    void recogniserThatFailsAfterTheEndIsReplacedToo() {
        Rig rig = new Rig();
        FakeStt second = new FakeStt("second").answering(text("encomenda"));
        rig.registry.add(second);
        rig.speak(300).silence(1500);
        rig.stt.last().emit(new SttEvent.Failed("scripted"));
        rig.silence(40);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("encomenda");
    }

    @Test
    void threeFailuresAreNotUnderstood() {
        Rig rig = new Rig();
        FakeStt second = new FakeStt("second").answering(new SttEvent.Failed("too"));
        FakeStt third = new FakeStt("third").answering(new SttEvent.Failed("too"));
        FakeStt fourth = new FakeStt("fourth");
        rig.registry.add(second, third, fourth);
        rig.stt.answering(new SttEvent.Failed("scripted"));
        rig.speak(300).silence(1600);
        assertThat(rig.all(NotUnderstood.class)).containsExactly(new NotUnderstood(1, "speech recognition failed"));
        assertThat(third.sessions()).hasSize(1);
        assertThat(fourth.sessions()).isEmpty();
        assertThat(rig.registry.leased()).isEqualTo(1);
    }

    @Test
    void keyForgetsATurnWithoutWords() {
        Rig rig = new Rig();
        rig.speak(200);
        rig.leg.handler().dtmf('1');
        assertThat(rig.stt.open()).isZero();
        rig.stt.last().emit(text("zumbido"));
        rig.silence(2000);
        assertThat(rig.events).containsExactly(new SpeechStarted(1), new LegEvent.Murmured(1), new LegEvent.Digit('1'));
    }

    @Test
    void tailOfAKeysToneBeginsNoTurnAndSpeechRightAfterItIsHeardWhole() {
        Rig rig = new Rig();
        rig.silence(400);
        rig.leg.handler().dtmf('1');
        rig.speak(180).silence(500);
        assertThat(rig.all(SpeechStarted.class)).isEmpty();
        rig.leg.handler().dtmf('2');
        rig.speak(300);
        assertThat(rig.all(SpeechStarted.class)).hasSize(1);
        assertThat(rig.stt.last().frames().stream().filter(f -> f.sample(0) != 0))
                .hasSize(15);
    }

    @Test
    void keyKeepsATurnWithWords() {
        Rig rig = new Rig();
        rig.stt.answering(text("cento e um"));
        rig.speak(400);
        rig.stt.last().emit(new SttEvent.Partial("cento"));
        rig.step(Rig.VOICE);
        rig.leg.handler().dtmf('1');
        rig.silence(1600);
        assertThat(rig.all(Heard.class)).hasSize(1);
    }

    @Test
    void finalBeforeTheEndIsKeptForIt() {
        Rig rig = new Rig();
        rig.speak(400);
        rig.stt.last().emit(text("bom dia"));
        rig.silence(1400);
        assertThat(rig.all(Heard.class)).isEmpty();
        rig.silence(200);
        assertThat(rig.all(Heard.class)).hasSize(1);
    }
}
