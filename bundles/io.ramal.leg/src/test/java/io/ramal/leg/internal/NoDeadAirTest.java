package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent;
import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.Murmured;
import io.ramal.call.LegEvent.NotUnderstood;
import io.ramal.call.LegEvent.Said;
import io.ramal.call.LegEvent.Saying;
import io.ramal.call.Utterance;
import io.ramal.stt.SttEvent;
import io.ramal.testkit.FakeStt;
import io.ramal.testkit.FakeTts;
import io.ramal.tts.TtsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Between the end of a turn and its answer the caller hears something at least every 2.5 s, whatever providers do. */
class NoDeadAirTest {
    private static final String ANSWER = "Vou falar com o morador.";
    private static final String AGAIN = "Desculpe, não entendi.";
    private static final long LIMIT = 2500;

    private enum Ears {
        PROMPT,
        LATE,
        FIRST_DEAD,
        FIRST_TWO_DEAD,
        ALL_DEAD,
        ALL_FAILING
    }

    private enum Voices {
        PROMPT,
        SLOW,
        FIRST_DEAD,
        FIRST_DEAD_IN_MIDST,
        FIRST_DRIPPING,
        ALL_DEAD
    }

    private static final SttEvent.Final TEXT = new SttEvent.Final("encomenda para o cento e um", 0.9);

    private final Rig rig = new Rig();
    private final List<FakeStt> ears = List.of(rig.stt, new FakeStt("stt2"), new FakeStt("stt3"));
    private final List<FakeTts> voices = List.of(rig.tts, new FakeTts("tts2", 60), new FakeTts("tts3", 60));
    private final Set<FakeTts.Session> begun = new HashSet<>();
    private final List<Long> due = new ArrayList<>();
    private final List<Utterance> later = new ArrayList<>();

    static Stream<Arguments> combinations() {
        Stream.Builder<Arguments> all = Stream.builder();
        for (Ears e : Ears.values()) {
            for (long ai : new long[] {0, 1700, 2200, 9000, 31_000}) {
                for (Voices v : Voices.values()) {
                    for (boolean known : new boolean[] {true, false}) {
                        all.add(Arguments.of(e, ai, v, known, 1000));
                        if (ai < 3000) {
                            all.add(Arguments.of(e, ai, v, known, 200));
                        }
                    }
                }
            }
        }
        return all.build();
    }

    /**
     * @param known whether the covers have been spoken before
     * @param spoken how long the caller speaks; a short turn may be a cough
     */
    @ParameterizedTest
    @MethodSource("combinations")
    void theCallerHearsSomething(Ears e, long aiMs, Voices v, boolean known, int spoken) {
        rig.registry.deadline(Duration.ofMillis(1500));
        rig.registry.add(ears.get(1), ears.get(2)).add(voices.get(1), voices.get(2));
        if (known) {
            List.of("Um momento, por favor.", "Só mais um instante, por favor.").forEach(rig::say);
            rig.silence(2100);
        }
        spoil(e, v);
        rig.conversation = event -> {
            if (event instanceof Heard h) {
                later(aiMs, new Utterance(h.turn(), ANSWER, true));
            } else if (event instanceof NotUnderstood n) {
                later(0, new Utterance(n.turn(), AGAIN, true));
            }
        };
        rig.silence(500).speak(spoken).silence(1500);
        long over = rig.now();
        assertThat(rig.stt.last().finished()).isTrue();
        for (long ms = 0; ms < 60_000 && !answered(); ms += 20) {
            act(e, v, ms);
            rig.silence(20);
        }
        assertThat(answered()).isTrue();
        assertThat(rig.longestGap(over, rig.now() - 20)).isLessThanOrEqualTo(LIMIT);
        rig.close();
        assertThat(rig.registry.leased()).isZero();
    }

    private void spoil(Ears e, Voices v) {
        ears.forEach(s -> s.answering(null));
        int deadEars = switch (e) {
            case PROMPT, LATE -> 0;
            case FIRST_DEAD -> 1;
            case FIRST_TWO_DEAD -> 2;
            case ALL_DEAD, ALL_FAILING -> 3;
        };
        for (int i = deadEars; i < 3 && e != Ears.LATE; i++) {
            ears.get(i).answering(TEXT);
        }
        if (e == Ears.ALL_FAILING) {
            ears.forEach(s -> s.answering(new SttEvent.Failed("scripted")));
        }
        rig.tts.held(v != Voices.PROMPT);
        voices.get(1).held(v == Voices.ALL_DEAD);
        voices.get(2).held(v == Voices.ALL_DEAD);
    }

    /** What slow engines do. */
    private void act(Ears e, Voices v, long ms) {
        if (e == Ears.LATE && ms == 1400) {
            rig.stt.last().emit(TEXT);
        }
        for (FakeTts.Session s : rig.tts.sessions()) {
            if (v == Voices.SLOW && !s.closed() && ms % 1400 == 0) {
                s.speak(60).emit(new TtsEvent.Finished());
            } else if (v == Voices.FIRST_DEAD_IN_MIDST && !s.closed() && ms % 700 == 0) {
                s.speak(begun.add(s) ? 30 : 0);
            } else if (v == Voices.FIRST_DRIPPING && !s.closed() && ms % 500 == 0) {
                s.speak(1);
            }
        }
        for (int i = 0; i < later.size(); i++) {
            if (rig.now() >= due.get(i)) {
                due.remove(i);
                rig.leg.say(later.remove(i));
                rig.line.executor().runAll();
            }
        }
    }

    private void later(long ms, Utterance utterance) {
        if (ms == 0) {
            rig.leg.say(utterance);
        } else {
            due.add(rig.now() + ms);
            later.add(utterance);
        }
    }

    /** The answer, or that nothing was understood, has been told in full or cannot be. */
    private boolean answered() {
        return rig.all(Said.class).stream()
                .anyMatch(s -> s.id() > 0 && s.utterance().turn() > 0);
    }

    // ---- covers that are not wanted ----------------------------------------------------------------------------

    private List<String> own() {
        return rig.all(Saying.class).stream()
                .filter(s -> s.id() < 0)
                .map(s -> s.utterance().text())
                .toList();
    }

    @Test
    void aCoughOverWhatWeSayIsNotCoveredWhenTheSecondEngineTellsItIsOne() {
        rig.registry.deadline(Duration.ofMillis(1500)).add(ears.get(1));
        ears.get(1).answering(null);
        rig.say("Uma frase.");
        rig.silence(800).speak(300).silence(1500);
        rig.silence(1500 + 500);
        ears.get(1).last().emit(new SttEvent.Final("", 0));
        rig.silence(1000);
        assertThat(rig.all(Murmured.class)).containsExactly(new Murmured(1));
        assertThat(own()).isEmpty();
    }

    @Test
    void aTurnOfWhichWordsAreKnownIsCoveredAsUsual() {
        rig.registry.deadline(Duration.ofMillis(2300));
        rig.speak(300);
        rig.stt.last().emit(new SttEvent.Partial("sim"));
        rig.silence(1500);
        rig.silence(1840);
        assertThat(own()).hasSize(1);
    }

    @Test
    void whoWasAskedToWaitForACoughIsToldThatNothingWasUnderstood() {
        rig.registry.deadline(Duration.ofMillis(1500)).add(ears.get(1), ears.get(2));
        ears.forEach(s -> s.answering(null));
        rig.say("Uma frase.");
        rig.silence(800).speak(300).silence(1500);
        rig.silence(5000);
        assertThat(own()).isNotEmpty();
        assertThat(rig.all(Murmured.class)).isEmpty();
        assertThat(rig.all(NotUnderstood.class)).hasSize(1);
    }

    @Test
    void coversEndWithATurnThatCameToNothing() {
        rig.registry.deadline(Duration.ofMillis(2500));
        rig.speak(900).silence(1500).silence(2200);
        assertThat(own()).hasSize(1);
        rig.stt.last().emit(new SttEvent.Final("", 0));
        rig.silence(6000);
        assertThat(rig.all(NotUnderstood.class)).hasSize(1);
        assertThat(own()).hasSize(1);
    }

    @Test
    void aCoverThatHasNotBegunIsForgottenWithTheTurn() {
        rig.registry.deadline(Duration.ofMillis(2500));
        rig.tts.held(true);
        rig.speak(900).silence(1500).silence(1900);
        assertThat(rig.tts.texts()).containsExactly("Um momento, por favor.");
        rig.stt.last().emit(new SttEvent.Final("", 0));
        rig.silence(40);
        assertThat(rig.tts.open()).isZero();
        rig.tts.last().speak(60);
        rig.silence(3000);
        assertThat(own()).isEmpty();
    }

    @Test
    void nobodyIsToldToWaitWhileTheyGoOnSpeaking() {
        rig.registry.deadline(Duration.ofMillis(2500));
        rig.speak(900).silence(1500).silence(600).speak(5000);
        assertThat(own()).isEmpty();
    }

    @Test
    void aTextThatIsLateIsAnsweredWithoutACoverInItsWay() {
        rig.registry.deadline(Duration.ofMillis(2500));
        rig.conversation = e -> {
            if (e instanceof Heard h) {
                later(200, new Utterance(h.turn(), ANSWER, true));
            }
        };
        rig.speak(300).silence(1500).silence(1900);
        rig.stt.last().emit(TEXT);
        for (int i = 0; i < 20; i++) {
            act(Ears.PROMPT, Voices.PROMPT, 20);
            rig.silence(20);
        }
        assertThat(rig.all(Saying.class)).extracting(s -> s.utterance().text()).containsExactly(ANSWER);
    }

    @Test
    void whoCannotBeToldInTheirOwnVoiceIsToldInAnother() {
        FakeTts other = new FakeTts("other", 60);
        rig.registry.add(other).deadline(Duration.ofMillis(1500));
        rig.registry.remove(rig.tts);
        rig.say("Um momento, por favor.");
        rig.silence(1300);
        rig.registry.remove(other);
        rig.registry.add(rig.tts);
        rig.tts.held(true);
        rig.stt.answering(TEXT);
        rig.speak(900).silence(1500).silence(2000);
        assertThat(own()).containsExactly("Um momento, por favor.");
        assertThat(rig.tts.sessions()).isEmpty();
        assertThat(other.texts()).hasSize(1);
    }

    @Test
    void aGreetingThatHasNoVoiceIsCoveredToo() {
        rig.tts.held(true);
        rig.say("Bom dia.");
        rig.silence(2500);
        assertThat(own()).containsExactly(Chime.TEXT);
        assertThat(rig.all(LegEvent.NoInput.class)).isEmpty();
    }
}
