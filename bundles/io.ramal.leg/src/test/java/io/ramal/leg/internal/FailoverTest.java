package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.Murmured;
import io.ramal.call.LegEvent.NotUnderstood;
import io.ramal.call.LegEvent.Presumed;
import io.ramal.call.LegEvent.Said;
import io.ramal.call.LegEvent.Saying;
import io.ramal.stt.SttEvent;
import io.ramal.testkit.FakeStt;
import io.ramal.testkit.FakeTts;
import io.ramal.tts.TtsEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers that take the work and never do it, do it late, or die over it: what the caller notices. */
class FailoverTest {
    /** As the registry's defaults are. */
    private static final Duration STT_DEADLINE = Duration.ofMillis(1500);

    private static final int LONGEST_QUIET_MS = 2500;
    private static final int SILENCE_MS = 1500;
    private static final SttEvent DELIVERY = new SttEvent.Final("entrega", 1);

    private final Rig rig = new Rig();
    private final FakeStt otherStt = new FakeStt("other").answering(DELIVERY);
    private final FakeTts otherTts = new FakeTts("espeak", 50);

    FailoverTest() {
        rig.registry.deadline(STT_DEADLINE).add(otherStt, otherTts);
    }

    @Test
    void aRecogniserThatNeverAnswersIsFollowedByOneThatHearsItAll() {
        rig.speak(600).silence(SILENCE_MS);
        int heard = rig.stt.last().frames().size();
        long over = rig.now();
        rig.silence(1480);
        assertThat(rig.all(Heard.class)).isEmpty();
        rig.silence(60);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("entrega");
        assertThat(rig.when(Heard.class) - over).isLessThanOrEqualTo(1500 + 300);
        assertThat(otherStt.last().frames()).hasSize(heard);
        assertThat(rig.registry.outcomes()).containsExactly("stt failed: no text in time", "other served 0");

        rig.stt.last().emit(new SttEvent.Final("visita", 1));
        rig.silence(100);
        assertThat(rig.all(Heard.class)).as("what comes late is dropped").hasSize(1);
    }

    @Test
    void textIsTimedFromTheEndOfTheTurn() {
        rig.speak(600).silence(SILENCE_MS + 100);
        rig.stt.last().emit(DELIVERY);
        rig.silence(20);
        assertThat(rig.all(Heard.class)).hasSize(1);
        assertThat(rig.registry.outcomes()).singleElement().asString().matches("stt served (100|120)");
    }

    @Test
    void aVoiceThatNeverSpeaksIsFollowedByAnotherOneWithinItsDeadline() {
        rig.tts.held(true);
        rig.say("Para qual apartamento?");
        rig.silence(1500 + 300);
        assertThat(rig.when(Saying.class)).isLessThanOrEqualTo(1500 + 300);
        assertThat(otherTts.texts()).containsExactly("Para qual apartamento?");
        assertThat(rig.registry.outcomes()).containsExactly("tts failed: no sound in time", "espeak served 0");
    }

    @Test
    void aVoiceThatDiesInTheMiddleIsFollowedByOneThatSaysTheSentenceAgain() {
        rig.tts.held(true);
        rig.say("Para qual apartamento?");
        rig.tts.last().speak(20);
        rig.silence(400 + 1500 + 300);
        assertThat(otherTts.texts()).containsExactly("Para qual apartamento?");
        rig.silence(1100);
        assertThat(rig.all(Said.class)).extracting(Said::complete).containsExactly(true);
    }

    @Test
    void soundAfterTheEndAndSoundlessSentencesAreNoSpeech() {
        rig.tts.held(true);
        rig.say("Para qual apartamento?");
        rig.tts.last().emit(new TtsEvent.Finished());
        rig.line.executor().runAll();
        rig.tts.last().speak(5);
        rig.silence(1200);
        assertThat(otherTts.texts()).containsExactly("Para qual apartamento?");
        assertThat(rig.numbers())
                .as("only the other's sound")
                .isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void aVoiceThatIsWithdrawnEndsItsSentenceAndTheNextIsAnothers() {
        rig.tts.held(true);
        rig.say("Vou chamar o morador. Aguarde na linha.");
        rig.tts.last().speak(20);
        rig.silence(100);
        rig.registry.remove(rig.tts);
        rig.tts.last().speak(30).emit(new TtsEvent.Finished());
        rig.line.executor().runAll();
        rig.silence(4000);
        assertThat(rig.all(Said.class)).extracting(Said::complete).containsExactly(true);
        assertThat(rig.tts.texts()).containsExactly("Vou chamar o morador.");
        assertThat(otherTts.texts()).containsExactly("Aguarde na linha.");
        assertThat(rig.numbers()).as("neither sentence lost a frame").hasSize(100);
    }

    @Test
    void aRecogniserThatIsWithdrawnEndsItsTurn() {
        rig.stt.answering(DELIVERY);
        rig.speak(300);
        rig.registry.remove(rig.stt);
        rig.speak(300).silence(SILENCE_MS + 100);
        assertThat(rig.all(Heard.class)).extracting(Heard::provider).containsExactly("stt");
        rig.speak(600).silence(SILENCE_MS + 100);
        assertThat(rig.all(Heard.class)).extracting(Heard::provider).containsExactly("stt", "other");
    }

    static Stream<Arguments> troubles() {
        return Stream.of(false, true)
                .flatMap(deafStt -> Stream.of(0, 1000, 4000, 9000)
                        .flatMap(aiMs -> Stream.of(false, true).map(muteTts -> Arguments.of(deafStt, aiMs, muteTts))));
    }

    @ParameterizedTest(name = "black-holed recogniser {0}, answer after {1} ms, black-holed voice {2}")
    @MethodSource("troubles")
    void theCallerIsNeverLeftInSilence(boolean deafStt, int aiMs, boolean muteTts) {
        // the covers are known in the other voice, as they are after any call before
        rig.registry.remove(rig.tts);
        List.of("Um momento, por favor.", "Só mais um instante, por favor.").forEach(rig::say);
        rig.silence(2200);
        rig.registry.remove(otherTts);
        rig.registry.add(rig.tts, otherTts);

        rig.tts.held(muteTts);
        if (!deafStt) {
            rig.stt.answering(DELIVERY);
        }
        long[] answerAt = {Long.MAX_VALUE};
        rig.conversation = e -> {
            if (e instanceof Heard) {
                answerAt[0] = rig.now() + aiMs;
            }
        };
        rig.speak(600).silence(SILENCE_MS);
        int from = rig.sent.size();
        for (int i = 0; i < 30_000 / 20; i++) {
            if (rig.now() >= answerAt[0]) {
                answerAt[0] = Long.MAX_VALUE;
                rig.say(1, "Para qual apartamento?", true);
            }
            rig.silence(20);
            if (answered()) {
                break;
            }
        }
        assertThat(answered()).isTrue();
        assertThat(longestQuiet(from)).isLessThanOrEqualTo(LONGEST_QUIET_MS);
    }

    @Test
    void aCoughOverWhatWeSayIsNotCovered() {
        rig.stt.answering(new SttEvent.Final("", 0));
        rig.say("Bom dia. Qual o apartamento?");
        rig.silence(400).speak(240).silence(SILENCE_MS);
        rig.silence(4000);
        assertThat(rig.all(Saying.class)).as("nothing of the leg's own").allMatch(s -> s.id() > 0);
    }

    @Test
    void aTurnThatCameToNothingIsCoveredNoFurther() {
        rig.stt.answering(new SttEvent.Final("", 0));
        rig.speak(600).silence(SILENCE_MS + 100);
        assertThat(rig.all(NotUnderstood.class)).hasSize(1);
        rig.silence(5000);
        assertThat(rig.all(Saying.class)).isEmpty();
        assertThat(rig.all(Murmured.class)).isEmpty();
    }

    @Test
    void aPauseIsToldOnceForEveryTextThatIsUnderstoodSoFar() {
        rig.stt.answering(DELIVERY);
        rig.speak(600);
        rig.stt.last().emit(new SttEvent.Partial("ent"));
        rig.silence(400);
        assertThat(rig.all(Presumed.class)).isEmpty();
        rig.silence(200);
        assertThat(rig.all(Presumed.class)).containsExactly(new Presumed(1, "ent"));
        rig.stt.last().emit(new SttEvent.Partial("entrega"));
        rig.silence(200);
        assertThat(rig.all(Presumed.class)).extracting(Presumed::text).containsExactly("ent", "entrega");
        rig.silence(1000);
        assertThat(rig.all(Heard.class)).hasSize(1);
        rig.silence(1000);
        assertThat(rig.all(Presumed.class)).as("nothing of a turn that is over").hasSize(2);
    }

    private boolean answered() {
        return rig.all(Saying.class).stream().anyMatch(s -> s.utterance().turn() == 1);
    }

    private int longestQuiet(int from) {
        int longest = 0;
        int run = 0;
        for (int i = from; i < rig.sent.size(); i++) {
            run = rig.sent.get(i) == null ? run + 20 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
