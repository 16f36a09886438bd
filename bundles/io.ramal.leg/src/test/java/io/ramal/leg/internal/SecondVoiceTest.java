package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegEvent.Said;
import io.ramal.testkit.FakeTts;
import io.ramal.tts.TtsEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A voice that fails a sentence, in whatever way, is replaced, and the next one speaks the sentence from its start. */
class SecondVoiceTest {
    private static final AudioFrame EMPTY = AudioFrame.EMPTY;

    private final FakeTts second = new FakeTts("second", 10);
    private final Rig rig = new Rig();

    SecondVoiceTest() {
        rig.registry.add(second).deadline(Duration.ofMillis(1500));
        rig.tts.held(true);
    }

    private List<String> tts() {
        return rig.registry.outcomes().stream()
                .filter(o -> !o.startsWith("vad"))
                .toList();
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private void sound(AudioFrame frame) {
        rig.tts.last().emit(new TtsEvent.Audio(frame));
    }

    @Test
    void oneThatNeverSpeaksIsReplacedAtItsDeadlineAndTheNextIsHeardWithin300ms() {
        rig.say("Para qual apartamento?");
        rig.silence(1500);
        assertThat(rig.numbers()).isEmpty();
        rig.silence(300);
        assertThat(rig.numbers()).containsExactlyElementsOf(upTo(10));
        assertThat(tts()).containsExactly("tts failed: no sound in time", "second served 0");
        assertThat(rig.tts.open()).isZero();
        assertThat(rig.registry.leased()).isEqualTo(1);
    }

    @Test
    void deadlineOfASentenceRunsWhileTheOneBeforePlays() {
        rig.say("Primeira frase, que é longa. Segunda frase, que é curta.");
        rig.tts.last().speak(100).emit(new TtsEvent.Finished());
        rig.silence(2240);
        assertThat(rig.numbers()).as("without a gap").hasSize(110);
        assertThat(rig.longestGap(40, 2200)).isZero();
        assertThat(second.texts()).containsExactly("Segunda frase, que é curta.");
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
    }

    @Test
    void oneThatDiesInTheMidstOfASentenceIsReplacedAtTheDeadline() {
        rig.say("Para qual apartamento?");
        rig.tts.last().speak(20);
        rig.silence(400 + 1500);
        assertThat(rig.numbers()).hasSize(20);
        rig.silence(300);
        assertThat(rig.numbers().subList(20, 30)).as("from its start").isEqualTo(upTo(10));
        assertThat(tts()).containsExactly("tts failed: no sound in time", "second served 0");
    }

    @Test
    void oneThatSpeaksAheadOfWhatIsHeardHasTime() {
        rig.say("Para qual apartamento?");
        rig.tts.last().speak(100);
        rig.silence(3000);
        rig.tts.last().speak(10).emit(new TtsEvent.Finished());
        rig.silence(400);
        assertThat(rig.numbers()).isEqualTo(upTo(110));
        assertThat(second.sessions()).isEmpty();
    }

    @Test
    void oneThatDripsIsReplacedOnceItHasBeenWaitedForSoLongInAll() {
        rig.say("Para qual apartamento?");
        for (int i = 0; i < 8; i++) {
            rig.tts.last().speak(1);
            rig.silence(200);
        }
        assertThat(second.sessions()).isEmpty();
        rig.silence(400);
        assertThat(second.sessions()).hasSize(1);
        assertThat(tts()).contains("tts failed: no sound in time");
    }

    @Test
    void emptyFramesAreNoSound() {
        rig.say("Para qual apartamento?");
        for (int i = 0; i < 80; i++) {
            sound(EMPTY);
            rig.silence(20);
        }
        assertThat(rig.numbers()).isNotEmpty();
        assertThat(tts()).contains("tts failed: no sound in time", "second served 0");
    }

    @Test
    void silenceIsNoSound() {
        rig.say("Para qual apartamento?");
        for (int i = 0; i < 80; i++) {
            sound(AudioFrame.SILENCE);
            rig.silence(20);
        }
        assertThat(rig.numbers()).as("nothing of it was played").containsExactlyElementsOf(upTo(4));
        assertThat(tts()).contains("tts failed: no sound in time", "second served 0");
    }

    @Test
    void pausesAndPiecesOfAnyLengthWithinASentenceAreItsSound() {
        rig.say("Para qual apartamento?");
        sound(AudioFrame.SILENCE);
        for (int i = 0; i < 200; i++) {
            sound(Rig.VOICE.slice(0, 10));
            sound(EMPTY);
        }
        sound(AudioFrame.SILENCE);
        rig.tts.last().emit(new TtsEvent.Finished());
        rig.silence(400);
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
        assertThat(second.sessions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void hardlyAnySoundForASentenceIsAFailure(int frames) {
        rig.say("Um momento, vou verificar com o morador.");
        rig.tts.last().speak(frames).emit(new TtsEvent.Finished());
        rig.silence(400);
        assertThat(second.texts()).hasSize(1);
        assertThat(tts().get(0)).startsWith("tts failed: ").endsWith("sound for a sentence");
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
    }

    @Test
    void soundWithoutEndIsAFailure() {
        rig.say("Bom dia.");
        rig.tts.last().speak(2000);
        rig.silence(400);
        assertThat(rig.numbers()).containsExactlyElementsOf(upTo(10));
        assertThat(tts()).containsExactly("tts failed: sound without end", "second served 0");
        assertThat(rig.counters.utterancesCut.sum()).isZero();
    }

    @Test
    void oneThatThrowsAsABundleThatIsGoneIsReplacedAtOnce() {
        rig.tts.throwing(true);
        rig.say("Bom dia.");
        rig.silence(20);
        assertThat(rig.numbers()).hasSize(1);
        assertThat(tts()).first().asString().startsWith("tts failed: java.lang.NoClassDefFoundError");
    }

    @Test
    void whatComesAfterTheEndIsDropped() {
        rig.say("Bom dia.");
        FakeTts.Session session = rig.tts.last();
        session.speak(30).emit(new TtsEvent.Finished());
        session.speak(30).emit(new TtsEvent.Failed("after the end"));
        session.emit(new TtsEvent.Finished());
        rig.silence(1000);
        assertThat(rig.numbers()).isEqualTo(upTo(30));
        assertThat(tts()).containsExactly("tts served 20");
        assertThat(second.sessions()).isEmpty();
    }

    @Test
    void everySentenceIsToldOnceWithTheTimeToItsFirstSound() {
        rig.say("Primeira frase, que é longa. Segunda frase, que é curta.");
        rig.silence(100);
        rig.tts.last().speak(10);
        rig.silence(60);
        rig.tts.last().speak(40).emit(new TtsEvent.Finished());
        rig.silence(40);
        rig.tts.last().speak(10).emit(new TtsEvent.Finished());
        rig.silence(1500);
        assertThat(tts()).containsExactly("tts served 120", "tts served 40");
    }

    @Test
    void whatIsInterruptedOrKnownByHeartIsNeitherServedNorFailed() {
        rig.prompts.common(Set.of("Bom dia."));
        rig.say("Bom dia.");
        rig.tts.last().speak(10).emit(new TtsEvent.Finished());
        rig.silence(300);
        assertThat(tts()).containsExactly("tts served 20");
        rig.say("Bom dia.");
        rig.silence(300);
        rig.say("Para qual apartamento?");
        rig.tts.last().speak(10);
        rig.silence(100);
        rig.leg.hush();
        rig.silence(100);
        assertThat(rig.tts.sessions()).hasSize(2);
        assertThat(tts()).containsExactly("tts served 20");
        assertThat(rig.registry.leased()).isEqualTo(1);
    }

    @Test
    void oneThatIsUnregisteredInTheMidstOfASentenceSpeaksItToItsEndAndTheNextIsAnothers() {
        rig.say("Primeira frase, que é longa. Segunda frase, que é curta.");
        rig.tts.last().speak(30);
        rig.silence(200);
        rig.registry.remove(rig.tts);
        rig.silence(200);
        assertThat(rig.registry.leased()).as("still held").isEqualTo(2);
        rig.tts.last().speak(20).emit(new TtsEvent.Finished());
        rig.silence(1000);
        assertThat(rig.numbers().subList(0, 50)).isEqualTo(upTo(50));
        assertThat(rig.numbers().subList(50, 60)).isEqualTo(upTo(10));
        assertThat(rig.longestGap(20, 1200)).isZero();
        assertThat(rig.tts.texts()).containsExactly("Primeira frase, que é longa.");
        assertThat(second.texts()).containsExactly("Segunda frase, que é curta.");
        assertThat(rig.registry.leased()).isEqualTo(1);
    }

    @Test
    void theOnlyOneThatIsUnregisteredIsAskedOn() {
        rig.registry.remove(second);
        rig.tts.held(false);
        rig.say("Primeira frase, que é longa. Segunda frase, que é curta. Terceira frase, a última.");
        rig.silence(100);
        rig.registry.remove(rig.tts);
        rig.silence(3000);
        assertThat(rig.all(Said.class)).allMatch(Said::complete).hasSize(1);
        assertThat(rig.tts.texts()).hasSize(3);
    }

    @Test
    void theOnlyOneThatWasLateIsNotAskedAgain() {
        rig.registry.remove(second);
        rig.say("Bom dia.");
        rig.silence(6000);
        assertThat(rig.tts.texts()).filteredOn("Bom dia."::equals).hasSize(1);
        assertThat(rig.all(Said.class))
                .filteredOn(s -> s.id() > 0)
                .noneMatch(Said::complete)
                .hasSize(1);
    }
}
