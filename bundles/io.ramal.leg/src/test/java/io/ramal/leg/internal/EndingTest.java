package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegEvent;
import io.ramal.call.LegEvent.Ended;
import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LineEnd;
import io.ramal.call.Utterance;
import io.ramal.stt.SttEvent;
import io.ramal.testkit.FakeStt;
import io.ramal.testkit.FakeTts;
import io.ramal.tts.TtsEvent;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndingTest {
    @Test
    void closingReleasesEverythingInFlight() {
        Rig rig = new Rig();
        rig.tts.held(true);
        rig.speak(400).silence(1500).speak(300);
        rig.say("Primeira frase. Segunda frase.");
        rig.say("Outra frase.");
        assertThat(rig.registry.leased()).isEqualTo(4);
        rig.close();
        assertThat(rig.registry.leased()).isZero();
        assertThat(rig.stt.open() + rig.tts.open() + rig.vad.open()).isZero();
        assertThat(rig.all(Ended.class)).containsExactly(new Ended(LineEnd.CALLER_HANGUP));
    }

    @Test
    void endedComesOnceAndNothingAfterIt() {
        Rig rig = new Rig();
        rig.stt.answering(null);
        rig.speak(400).silence(1500);
        rig.close();
        rig.close();
        int events = rig.events.size();
        rig.stt.last().emit(new SttEvent.Final("tarde", 1));
        rig.line.executor().runAll();
        rig.leg.handler().dtmf('1');
        rig.leg.handler().audio(AudioFrame.SILENCE);
        rig.leg.handler().nextFrame(0);
        rig.leg.hush();
        rig.leg.hangup();
        rig.leg.hangupWhenSaid();
        assertThat(rig.say("mais")).isEqualTo(-1);
        assertThat(rig.events).hasSize(events).last().isInstanceOf(Ended.class);
        assertThat(rig.leg.hearsSpeech()).isFalse();
    }

    @Test
    void hangupReleasesBeforeTheLineIsClosed() {
        Rig rig = new Rig();
        rig.tts.held(true);
        rig.say("Primeira frase.");
        rig.speak(300);
        rig.leg.hangup();
        assertThat(rig.line.hungUp()).isTrue();
        assertThat(rig.registry.leased()).isZero();
        assertThat(rig.step(Rig.VOICE)).isNull();
        rig.leg.handler().closed(LineEnd.LOCAL_HANGUP);
        assertThat(rig.all(Ended.class)).containsExactly(new Ended(LineEnd.LOCAL_HANGUP));
    }

    @Test
    void lateResultOfAForgottenTurnIsDropped() {
        Rig rig = new Rig();
        rig.speak(300);
        FakeStt.Session first = rig.stt.last();
        rig.leg.handler().dtmf('1');
        rig.silence(300).speak(300).silence(1500);
        first.emit(new SttEvent.Final("velho", 1));
        rig.stt.last().emit(new SttEvent.Final("novo", 1));
        rig.silence(40);
        assertThat(rig.all(Heard.class)).containsExactly(new Heard(2, "novo", 1, "stt"));
    }

    @Test
    void lateSoundOfADroppedUtteranceIsNotHeard() {
        Rig rig = new Rig();
        rig.tts.held(true);
        rig.say("Primeira frase.");
        FakeTts.Session first = rig.tts.last();
        rig.leg.hush();
        first.speak(10).emit(new TtsEvent.Finished());
        rig.silence(100);
        assertThat(rig.numbers()).isEmpty();
    }

    @Test
    void conversationThatThrowsDoesNotStopTheSound() {
        Rig rig = new Rig();
        rig.conversation = e -> {
            if (e instanceof LegEvent.Saying) {
                throw new IllegalStateException("scripted");
            }
        };
        rig.say("Bom dia.");
        rig.silence(1000);
        assertThat(rig.numbers()).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anyStormEndsWithNothingLent(long seed) {
        assertThat(storm(seed).all(Heard.class))
                .as("the storm left room for a turn")
                .isNotEmpty();
    }

    static Rig storm(long seed) {
        Random random = new Random(seed);
        Rig rig = new Rig();
        FakeStt stt2 = new FakeStt("stt2");
        FakeTts tts2 = new FakeTts("tts2", 20);
        rig.registry.add(stt2, tts2);
        rig.conversation = e -> {
            if (e instanceof Heard h && random.nextBoolean()) {
                rig.leg.say(new Utterance(h.turn(), "Resposta " + random.nextInt(50) + ". E mais isto.", true));
            } else if (random.nextInt(40) == 0) {
                rig.leg.hush();
            }
        };
        boolean voice = false;
        for (int i = 0; i < 5000; i++) {
            voice = random.nextInt(25) == 0 ? !voice : voice;
            rig.step(random.nextInt(20) == 0 ? null : voice ? Rig.VOICE : AudioFrame.SILENCE);
            storm(rig, stt2, tts2, random);
        }
        if (random.nextBoolean()) {
            rig.leg.hangupWhenSaid();
            rig.silence(300_000);
            assertThat(rig.line.hungUp()).isTrue();
            assertThat(rig.registry.leased()).isZero();
        }
        rig.close();
        assertThat(rig.registry.leased()).isZero();
        assertThat(rig.stt.open() + stt2.open() + rig.tts.open() + tts2.open() + rig.vad.open())
                .isZero();
        assertThat(rig.all(Ended.class)).hasSize(1);
        return rig;
    }

    private static void storm(Rig rig, FakeStt stt2, FakeTts tts2, Random random) {
        FakeStt stt = random.nextInt(4) == 0 ? stt2 : rig.stt;
        FakeTts tts = random.nextInt(4) == 0 ? tts2 : rig.tts;
        switch (random.nextInt(40)) {
            case 0 ->
                rig.say(random.nextInt(5), "Frase " + random.nextInt(30) + ". Outra frase.", random.nextBoolean());
            case 1 -> rig.leg.handler().dtmf('#');
            case 2 -> tts.held(random.nextBoolean());
            case 3 ->
                stt.answering(random.nextInt(3) == 0 ? null : new SttEvent.Final(random.nextBoolean() ? "sim" : "", 1));
            case 4 -> rig.vad.failing(random.nextInt(5) == 0);
            case 5 -> rig.registry.remove(stt);
            case 6 -> rig.registry.add(stt);
            case 14 -> rig.registry.remove(tts);
            case 15 -> rig.registry.add(tts);
            case 16 -> {
                rig.registry.remove(rig.vad);
                rig.registry.add(rig.vad);
            }
            case 17 -> tts.throwing(random.nextInt(4) == 0);
            case 18 -> stt.failing(FakeStt.Fault.values()[Math.max(0, random.nextInt(12) - 8)]);
            case 7, 8, 9 -> {
                if (!stt.sessions().isEmpty()) {
                    stt.sessions().get(random.nextInt(stt.sessions().size())).emit(any(random));
                }
            }
            case 10, 11, 12, 13 -> {
                if (!tts.sessions().isEmpty()) {
                    FakeTts.Session s =
                            tts.sessions().get(random.nextInt(tts.sessions().size()));
                    s.speak(random.nextInt(30));
                    s.emit(random.nextInt(8) == 0 ? new TtsEvent.Failed("scripted") : new TtsEvent.Finished());
                }
            }
            default -> {}
        }
    }

    private static SttEvent any(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new SttEvent.Partial("parcial");
            case 1 -> new SttEvent.Complete("completo");
            case 2 -> new SttEvent.Final("fim", 1);
            default -> new SttEvent.Failed("scripted");
        };
    }
}
