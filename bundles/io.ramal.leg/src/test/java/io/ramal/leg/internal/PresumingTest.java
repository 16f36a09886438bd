package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.Presumed;
import io.ramal.stt.SttEvent;
import io.ramal.testkit.FakeStt;
import org.junit.jupiter.api.Test;

/** A pause within a turn: what has been understood is told, so that the answer can be prepared. */
class PresumingTest {
    private static void partial(Rig rig, String text) {
        rig.stt.last().emit(new SttEvent.Partial(text));
    }

    @Test
    void toldWithTheFrameThatCompletesThePause() {
        Rig rig = new Rig();
        rig.silence(400).speak(400);
        partial(rig, " para o cento e um ");
        rig.silence(480);
        assertThat(rig.all(Presumed.class)).isEmpty();
        rig.silence(20);
        assertThat(rig.all(Presumed.class)).containsExactly(new Presumed(1, "para o cento e um"));
        rig.silence(900);
        assertThat(rig.all(Presumed.class)).hasSize(1);
    }

    @Test
    void toldAgainWhenThereIsOtherText() {
        Rig rig = new Rig();
        rig.speak(400);
        partial(rig, "para o cento");
        rig.silence(600);
        partial(rig, "para o cento");
        rig.silence(100);
        partial(rig, "para o cento e um");
        rig.silence(40);
        assertThat(rig.all(Presumed.class))
                .extracting(Presumed::text)
                .containsExactly("para o cento", "para o cento e um");
    }

    @Test
    void toldAgainAfterTheCallerSpokeOnAndPaused() {
        Rig rig = new Rig();
        rig.speak(400);
        partial(rig, "para o cento");
        rig.silence(600).speak(200).silence(480);
        assertThat(rig.all(Presumed.class)).hasSize(1);
        rig.silence(40);
        assertThat(rig.all(Presumed.class)).hasSize(2);
    }

    @Test
    void textThatComesLaterInThePauseIsToldToo() {
        Rig rig = new Rig();
        rig.speak(400).silence(900);
        partial(rig, "sim");
        rig.silence(20);
        assertThat(rig.all(Presumed.class)).containsExactly(new Presumed(1, "sim"));
    }

    @Test
    void neverWithoutWordsNorAfterTheTurn() {
        Rig rig = new Rig();
        rig.speak(400);
        partial(rig, "  ");
        rig.silence(1500);
        partial(rig, "tarde");
        rig.silence(400);
        assertThat(rig.all(Presumed.class)).isEmpty();
        rig.stt.last().emit(new SttEvent.Final("tarde", 1));
        rig.silence(40);
        assertThat(rig.all(Heard.class)).hasSize(1);
        assertThat(rig.all(Presumed.class)).isEmpty();
    }

    @Test
    void aTurnThatIsHeldForCompleteBeforeThePauseIsOverIsNotPresumed() {
        Rig rig = new Rig(Rig.settings(400));
        rig.speak(400);
        partial(rig, "sim");
        rig.silence(800);
        assertThat(rig.stt.last().finished()).isTrue();
        assertThat(rig.all(Presumed.class)).isEmpty();
    }

    @Test
    void switchedOffByZero() {
        Rig rig = new Rig(Rig.presuming(0));
        rig.speak(400);
        partial(rig, "sim");
        rig.silence(1400);
        assertThat(rig.all(Presumed.class)).isEmpty();
    }

    @Test
    void whatAReplacedEngineUnderstoodIsPresumedNoMore() {
        Rig rig = new Rig();
        FakeStt second = new FakeStt("second");
        rig.registry.add(second);
        rig.speak(400);
        partial(rig, "sem sentido");
        rig.stt.last().emit(new SttEvent.Failed("scripted"));
        rig.silence(800);
        assertThat(rig.all(Presumed.class)).isEmpty();
        second.last().emit(new SttEvent.Partial("com sentido"));
        rig.silence(20);
        assertThat(rig.all(Presumed.class)).containsExactly(new Presumed(1, "com sentido"));
    }
}
