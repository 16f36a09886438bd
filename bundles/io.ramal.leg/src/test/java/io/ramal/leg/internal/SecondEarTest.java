package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.NotUnderstood;
import io.ramal.provider.LeaseRequest;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttRequest;
import io.ramal.testkit.FakeStt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recogniser that fails a turn, in whatever way, is replaced, and the next one hears all of it. */
class SecondEarTest {
    private final FakeStt second = new FakeStt("second").answering(text("encomenda"));
    private final FakeStt third = new FakeStt("third").answering(text("terceiro"));

    private static SttEvent.Final text(String text) {
        return new SttEvent.Final(text, 0.9);
    }

    /** Two engines, the first of which never answers. */
    private Rig rig(long deadlineMs) {
        Rig rig = new Rig();
        rig.registry.add(second).deadline(Duration.ofMillis(deadlineMs));
        return rig;
    }

    private static List<String> stt(Rig rig) {
        return rig.registry.outcomes().stream()
                .filter(o -> !o.startsWith("vad"))
                .toList();
    }

    @Test
    void oneThatNeverAnswersIsReplacedAtItsDeadlineAndTheNextIsHeardWithin300ms() {
        Rig rig = rig(1500);
        rig.silence(400).speak(300).silence(1500);
        long over = rig.now();
        rig.silence(1480);
        assertThat(rig.all(Heard.class)).isEmpty();
        rig.silence(60);
        assertThat(rig.all(Heard.class)).containsExactly(new Heard(1, "encomenda", 0.9, "second"));
        assertThat(rig.when(Heard.class) - over).isBetween(1500L, 1540L);
        assertThat(second.last().frames())
                .as("the whole turn")
                .isEqualTo(rig.stt.last().frames())
                .hasSizeGreaterThan(100);
        assertThat(stt(rig)).containsExactly("stt failed: no text in time", "second served 0");
        assertThat(rig.stt.last().closed()).isTrue();
        assertThat(rig.registry.leased()).isEqualTo(1);
    }

    @Test
    void lateTextOfAReplacedOneIsDropped() {
        Rig rig = rig(1500);
        second.answering(null);
        rig.speak(300).silence(1500).silence(1600);
        rig.stt.last().emit(text("tarde demais"));
        rig.silence(100);
        assertThat(rig.all(Heard.class)).isEmpty();
        second.last().emit(text("encomenda"));
        rig.silence(20);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("encomenda");
    }

    @Test
    void whatTheNextOneTakesIsCountedFromWhenItWasAsked() {
        Rig rig = rig(1500);
        second.answering(null);
        rig.speak(300).silence(1500).silence(1500);
        assertThat(second.last().finished()).isTrue();
        rig.silence(400);
        second.last().emit(text("encomenda"));
        rig.silence(20);
        assertThat(stt(rig)).containsExactly("stt failed: no text in time", "second served 420");
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeStt.Fault.class,
            names = {"OPEN", "ACCEPT", "FINISH"})
    void oneThatThrowsIsReplacedAtOnce(FakeStt.Fault where) {
        Rig rig = rig(1500);
        rig.stt.failing(where);
        rig.silence(400).speak(300).silence(1520);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("encomenda");
        assertThat(second.last().frames()).hasSizeGreaterThan(100);
        assertThat(stt(rig))
                .containsExactly("stt failed: java.lang.IllegalStateException: scripted failure", "second served 0");
        assertThat(rig.stt.open()).isZero();
    }

    @Test
    void oneThatThrowsInTheMidstOfTheTurnIsReplacedAtOnce() {
        Rig rig = rig(1500);
        rig.silence(400).speak(300);
        rig.stt.failing(FakeStt.Fault.ACCEPT);
        rig.step(Rig.VOICE);
        assertThat(second.last().frames()).hasSize(rig.stt.last().frames().size() + 1);
        rig.speak(200).silence(1520);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("encomenda");
    }

    @Test
    void oneThatUnderstandsNothingHasAnswered() {
        Rig rig = rig(1500);
        rig.stt.answering(text(""));
        rig.speak(700).silence(4000);
        assertThat(rig.all(NotUnderstood.class)).containsExactly(new NotUnderstood(1, "no words"));
        assertThat(second.sessions()).isEmpty();
        assertThat(stt(rig)).containsExactly("stt served 0");
    }

    @Test
    void silenceOfAnEngineWhileTheCallerSpeaksIsNoFault() {
        Rig rig = rig(1500);
        rig.stt.answering(text("uma longa história"));
        rig.speak(10_000).silence(1520);
        assertThat(rig.all(Heard.class)).hasSize(1);
        assertThat(second.sessions()).isEmpty();
    }

    @Test
    void oneThatEndsBeforeTheCallerWithoutAWordIsReplaced() {
        Rig rig = rig(1500);
        rig.speak(500);
        rig.stt.last().emit(text(""));
        rig.speak(200).silence(1520);
        assertThat(rig.all(Heard.class)).extracting(Heard::provider).containsExactly("second");
    }

    @Test
    void garbageIsNoAnswer() {
        Rig rig = rig(1500);
        rig.stt.answering(text("a".repeat(100_000)));
        rig.speak(300).silence(1520);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("encomenda");
        assertThat(stt(rig)).containsExactly("stt failed: no event of an utterance", "second served 0");
    }

    @Test
    void confidenceIsBroughtIntoItsRange() {
        for (double odd : new double[] {Double.NaN, -1, 57}) {
            Rig rig = new Rig();
            rig.stt.answering(new SttEvent.Final("sim", odd));
            rig.speak(300).silence(1520);
            assertThat(rig.all(Heard.class)).extracting(Heard::confidence).containsExactly(odd == 57 ? 1.0 : 0.0);
        }
    }

    @Test
    void threeAreAskedAndNoMore() {
        Rig rig = rig(1000);
        FakeStt fourth = new FakeStt("fourth");
        rig.registry.add(third, fourth);
        second.answering(null);
        third.answering(null);
        rig.speak(300).silence(1500);
        long over = rig.now();
        rig.silence(5000);
        assertThat(rig.when(NotUnderstood.class) - over).isBetween(3000L, 3100L);
        assertThat(fourth.sessions()).isEmpty();
        assertThat(rig.stt.open() + second.open() + third.open()).isZero();
        assertThat(stt(rig))
                .allMatch(o -> o.endsWith("failed: no text in time"))
                .hasSize(3);
    }

    @Test
    void noFurtherOneIsAskedOnceTheCallerHasWaitedLong() {
        Rig rig = rig(3500);
        rig.registry.add(third);
        second.answering(null);
        rig.speak(300).silence(1500);
        long over = rig.now();
        rig.silence(12_000);
        assertThat(rig.when(NotUnderstood.class) - over).isBetween(7000L, 7100L);
        assertThat(third.sessions()).isEmpty();
    }

    @Test
    void theOnlyOneIsAskedAgainWhenItFailedButNotWhenItWasLate() {
        Rig rig = new Rig();
        rig.stt.answering(null);
        rig.speak(300).silence(1500);
        rig.stt.last().emit(new SttEvent.Failed("connection lost"));
        rig.silence(20);
        assertThat(rig.stt.sessions()).hasSize(2);
        assertThat(rig.stt.last().frames()).isEqualTo(rig.stt.sessions().get(0).frames());
        rig.silence(2540);
        assertThat(rig.stt.sessions()).hasSize(2);
        assertThat(rig.all(NotUnderstood.class)).hasSize(1);
    }

    @Test
    void oneThatIsUnregisteredInTheMidstOfATurnStillAnswersIt() {
        Rig rig = rig(1500);
        rig.stt.answering(text("para o cento e um"));
        rig.speak(300);
        rig.registry.remove(rig.stt);
        rig.speak(300).silence(1520);
        assertThat(rig.all(Heard.class)).extracting(Heard::provider).containsExactly("stt");
        assertThat(second.sessions()).isEmpty();
        rig.speak(300).silence(1520);
        assertThat(rig.all(Heard.class)).extracting(Heard::provider).containsExactly("stt", "second");
    }

    @Test
    void oneThatIsUnregisteredAndDiesIsReplaced() {
        Rig rig = rig(1500);
        rig.speak(300);
        rig.registry.remove(rig.stt);
        rig.speak(300).silence(1500).silence(1560);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("encomenda");
        assertThat(second.last().frames()).isEqualTo(rig.stt.last().frames());
    }

    @Test
    void oneThatComesInTheMidstOfTheTurnHearsItFromItsBeginning() {
        Rig rig = new Rig();
        rig.registry.remove(rig.stt);
        rig.silence(400).speak(600);
        rig.registry.add(second);
        rig.speak(300).silence(1520);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("encomenda");
        assertThat(second.last().frames().stream().filter(f -> f.sample(0) != 0))
                .hasSize(45);
    }

    @Test
    void oneThatIsExchangedAsTheTurnEndsIsWaitedForAMoment() {
        Rig rig = new Rig();
        rig.silence(400).speak(400);
        rig.registry.remove(rig.stt);
        rig.stt.last().emit(new SttEvent.Failed("stopped"));
        rig.silence(1500).silence(500);
        assertThat(rig.events).noneMatch(e -> e instanceof NotUnderstood);
        rig.registry.add(second);
        rig.silence(220);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("encomenda");
        assertThat(second.last().frames().stream().filter(f -> f.sample(0) != 0))
                .hasSize(20);
    }

    @Test
    void oneThatIsGoneForGoodIsNotWaitedForLong() {
        Rig rig = new Rig();
        rig.speak(400);
        rig.registry.remove(rig.stt);
        rig.stt.last().emit(new SttEvent.Failed("stopped"));
        rig.silence(1500);
        long over = rig.now();
        rig.silence(1100);
        assertThat(rig.when(NotUnderstood.class) - over).isLessThanOrEqualTo(1040);
    }

    @Test
    void nobodyIsLateBecauseTheWholeProcessStoodStill() {
        Rig rig = rig(1500);
        rig.speak(300).silence(1500).silence(200);
        rig.clock.advance(Duration.ofSeconds(4));
        rig.step(AudioFrame.SILENCE);
        rig.stt.last().emit(text("estou aqui"));
        rig.silence(20);
        assertThat(rig.all(Heard.class)).extracting(Heard::text).containsExactly("estou aqui");
        assertThat(second.sessions()).isEmpty();
    }

    @Test
    void whatIsNotWaitedForAnyMoreIsNeitherServedNorFailed() {
        Rig rig = rig(1500);
        rig.speak(300);
        rig.leg.handler().dtmf('1');
        rig.silence(400).speak(300);
        rig.close();
        assertThat(rig.stt.sessions()).hasSize(2);
        assertThat(stt(rig)).isEmpty();
        assertThat(rig.registry.leased()).isZero();
    }

    @Test
    void whatTheCallerIsLikelyToSayIsToldAndEveryLeaseIsForTheExtension() {
        Rig rig = rig(1500);
        rig.say("Bom dia.");
        rig.silence(1100).speak(300).silence(1500).silence(1600);
        SttRequest asked = rig.stt.last().request();
        assertThat(asked.phrases()).containsExactly("Ana Lúcia");
        assertThat(asked.answers()).containsExactly("sim", "não");
        assertThat(second.last().request()).isEqualTo(asked);
        assertThat(rig.registry.requests())
                .hasSizeGreaterThan(3)
                .extracting(LeaseRequest::extension)
                .containsOnly("1000");
    }
}
