package io.ramal.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import io.ramal.provider.ProviderHealth.State;
import io.ramal.tts.TtsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelperPoolTest {
    private final FakeLoop loop = new FakeLoop();
    private final FakeHelpers helpers = new FakeHelpers();
    private HelperPool pool = pool(1, 64);
    private long ids;
    private int greetings;

    @Test
    void isStartingUntilTheHelperSaysHello() {
        start();
        assertThat(pool.health().state()).isEqualTo(State.STARTING);
        hello();
        assertThat(pool.health().ready()).isTrue();
        assertThat(greetings).isEqualTo(1);
    }

    @Test
    void aSentenceWaitsForTheHelperAndIsDelivered() {
        start();
        Recorder r = say();
        assertThat(helpers.last().commands).isEmpty();
        hello();
        helpers.last().audio();
        helpers.last().end();
        loop.run();
        assertThat(r.finished()).isTrue();
        // 100 ms and the filter's tail
        assertThat(r.sound().millis()).isBetween(100L, 105L);
    }

    @Test
    void oneHelperSpeaksOneSentenceAtATimeInOrder() {
        startReady();
        Recorder first = say();
        Recorder second = say();
        assertThat(helpers.last().commands).hasSize(1);
        helpers.last().end();
        loop.run();
        assertThat(first.finished()).isTrue();
        assertThat(second.events()).isEmpty();
        assertThat(helpers.last().commands).hasSize(2);
        helpers.last().end();
        loop.run();
        assertThat(second.finished()).isTrue();
    }

    @Test
    void twoHelpersShareTheSentences() {
        pool = pool(2, 64);
        start();
        helpers.started.forEach(FakeHelpers.Fake::hello);
        loop.run();
        say();
        say();
        assertThat(helpers.started)
                .hasSize(2)
                .allSatisfy(h -> assertThat(h.commands).hasSize(1));
    }

    @Test
    void aSentenceIsTriedOnceMoreWhenItsHelperDiesBeforeAnySound() {
        startReady();
        Recorder r = say();
        helpers.last().dies();
        loop.pass(Duration.ofMillis(100));
        assertThat(helpers.started).hasSize(2);
        hello();
        helpers.last().audio();
        helpers.last().end();
        loop.run();
        assertThat(r.finished()).isTrue();
        assertThat(r.failure()).isEmpty();
    }

    @Test
    void aSentenceThatKillsTwoHelpersFails() {
        startReady();
        Recorder r = say();
        helpers.last().dies();
        loop.pass(Duration.ofMillis(100));
        hello();
        helpers.last().dies();
        loop.run();
        assertThat(r.failure()).contains("fell over");
    }

    @Test
    void aSentenceHalfSpokenFailsAndIsNotBegunAgain() {
        startReady();
        Recorder r = say();
        helpers.last().audio();
        helpers.last().dies();
        loop.run();
        assertThat(r.events()).last().isInstanceOf(TtsEvent.Failed.class);
        loop.pass(Duration.ofMillis(100));
        hello();
        assertThat(helpers.last().commands).isEmpty();
    }

    @Test
    void aStalledHelperIsKilledAndTheNextSentenceGetsAnother() {
        startReady();
        Recorder stalled = say();
        FakeHelpers.Fake old = helpers.last();
        loop.pass(Duration.ofMillis(4999));
        assertThat(old.killed).isFalse();
        loop.pass(Duration.ofMillis(1));
        assertThat(old.killed).isTrue();
        assertThat(stalled.failure()).contains("5000 ms");
        assertThat(pool.health().state()).isEqualTo(State.STARTING);
        Recorder next = say();
        old.dies();
        old.end();
        loop.pass(Duration.ofMillis(100));
        assertThat(helpers.started).hasSize(2);
        hello();
        helpers.last().end();
        loop.run();
        assertThat(next.finished()).isTrue();
    }

    @Test
    void aHelperThatServesInTimeIsLeftAlone() {
        startReady();
        for (int i = 0; i < 10; i++) {
            say();
            loop.pass(Duration.ofSeconds(4));
            helpers.last().end();
            loop.run();
        }
        loop.pass(Duration.ofMinutes(1));
        assertThat(helpers.started).hasSize(1);
        assertThat(helpers.last().killed).isFalse();
    }

    @Test
    void aSentenceThatWaitsTooLongForItsTurnFailsWithoutHarmToTheHelper() {
        startReady();
        say();
        loop.pass(Duration.ofSeconds(3));
        Recorder waiting = say();
        helpers.last().end();
        loop.run();
        Recorder third = say();
        loop.pass(Duration.ofSeconds(4));
        helpers.last().end();
        loop.run();
        assertThat(waiting.finished()).isTrue();
        loop.pass(Duration.ofSeconds(2));
        assertThat(third.failure()).isEmpty();
        assertThat(helpers.last().killed).isFalse();
    }

    @Test
    void aQueuedSentenceFailsAtItsDeadline() {
        start();
        Recorder r = say();
        loop.pass(Duration.ofSeconds(5));
        assertThat(r.failure()).contains("no speech helper was free");
    }

    @Test
    void theQueueIsBounded() {
        pool = pool(1, 2);
        startReady();
        Recorder speaking = say();
        List<Recorder> waiting = new ArrayList<>(List.of(say(), say()));
        Recorder refused = say();
        assertThat(refused.failure()).contains("more than 2");
        helpers.last().end();
        loop.run();
        assertThat(speaking.finished()).isTrue();
        waiting.add(say());
        assertThat(waiting).allSatisfy(r -> assertThat(r.failure()).isEmpty());
        assertThat(say().failure()).contains("more than 2");
    }

    @Test
    void aCancelledSentenceIsSilentAndTheHelperIsTold() {
        startReady();
        Recorder r = new Recorder();
        SpeechJob job = job(r);
        pool.submit(job);
        loop.run();
        helpers.last().audio();
        loop.run();
        int heard = r.events().size();
        pool.cancel(job);
        helpers.last().audio();
        loop.run();
        assertThat(helpers.last().commands).last().isEqualTo(new Command.Cancel(job.id()));
        helpers.last().reply(new Reply.End(job.id()));
        loop.run();
        assertThat(r.events()).hasSize(heard);
        Recorder next = say();
        helpers.last().end();
        loop.run();
        assertThat(next.finished()).isTrue();
    }

    @Test
    void aCancelledSentenceInTheQueueIsNeverBegun() {
        startReady();
        say();
        Recorder r = new Recorder();
        SpeechJob job = job(r);
        pool.submit(job);
        loop.run();
        pool.cancel(job);
        loop.run();
        helpers.last().end();
        loop.pass(Duration.ofSeconds(10));
        assertThat(helpers.last().commands).hasSize(1);
        assertThat(r.events()).isEmpty();
    }

    @Test
    void restartsWaitLongerAndLongerUpToTenSeconds() {
        start();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int before = helpers.started.size();
            helpers.last().dies();
            long waited = 0;
            while (helpers.started.size() == before) {
                loop.pass(Duration.ofMillis(50));
                waited += 50;
            }
            waits.add(waited);
        }
        assertThat(waits).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 10000L, 10000L, 10000L);
    }

    @Test
    void aSentenceSpokenWellEndsTheBackOff() {
        start();
        for (int i = 0; i < 5; i++) {
            helpers.last().dies();
            loop.pass(Duration.ofSeconds(10));
        }
        hello();
        say();
        helpers.last().end();
        loop.run();
        int before = helpers.started.size();
        helpers.last().dies();
        loop.pass(Duration.ofMillis(100));
        assertThat(helpers.started).hasSize(before + 1);
    }

    @Test
    void isUnavailableAfterThreeFailuresAndReadyAgainAfterAHello() {
        start();
        Recorder r = say();
        for (int i = 0; i < 3; i++) {
            helpers.last().dies();
            loop.pass(Duration.ofMillis(400));
        }
        assertThat(pool.health().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(pool.health().reason()).contains("fell over");
        assertThat(r.failure()).contains("fell over");
        assertThat(say().failure()).contains("fell over");
        hello();
        assertThat(pool.health().ready()).isTrue();
    }

    @Test
    void aKnownCureMakesItUnavailableAtOnceAndIsToldAndTriedAgain() {
        helpers.refusal = new HelperException("disk is full", "make room");
        start();
        assertThat(pool.health().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(pool.health().reason()).isEqualTo("disk is full");
        assertThat(pool.health().cure()).isEqualTo("make room");
        assertThat(say().failure()).contains("disk is full");
        helpers.refusal = null;
        loop.pass(Duration.ofSeconds(10));
        hello();
        assertThat(pool.health().ready()).isTrue();
        assertThat(say().failure()).isEmpty();
    }

    @Test
    void theLastWordsOfAHelperAreTheReason() {
        start();
        helpers.last().reply(new Reply.Fatal("cannot load libespeak-ng"));
        helpers.last().dies();
        loop.run();
        assertThat(pool.health().reason()).isEqualTo("cannot load libespeak-ng");
        assertThat(pool.health().cure()).isNotEmpty();
    }

    @Test
    void aHelperThatNeverSaysHelloIsReplaced() {
        start();
        loop.pass(Duration.ofSeconds(15));
        assertThat(helpers.last().killed).isTrue();
        loop.pass(Duration.ofMillis(100));
        assertThat(helpers.started).hasSize(2);
    }

    @Test
    void aHelperThatAnswersOutOfTurnIsReplaced() {
        startReady();
        Recorder r = say();
        helpers.last().reply(new Reply.End(4711));
        loop.run();
        assertThat(helpers.last().killed).isTrue();
        assertThat(r.failure()).contains("out of turn");
    }

    @Test
    void aBrokenPipeIsADeath() {
        startReady();
        FakeHelpers.Fake broken = helpers.last();
        broken.pipeBroken = true;
        Recorder r = say();
        assertThat(broken.killed).isTrue();
        broken.dies();
        loop.pass(Duration.ofMillis(100));
        hello();
        helpers.last().end();
        loop.run();
        assertThat(r.finished()).isTrue();
    }

    @Test
    void aFailedSentenceLeavesTheHelperAlone() {
        startReady();
        Recorder r = say();
        helpers.last().reply(new Reply.Failed(helpers.last().current(), "no voice"));
        loop.run();
        assertThat(r.failure()).isEqualTo("no voice");
        Recorder next = say();
        helpers.last().end();
        loop.run();
        assertThat(next.finished()).isTrue();
    }

    @Test
    void closingKillsTheHelpersFailsTheSentencesAndStartsNoMore() {
        startReady();
        Recorder speaking = say();
        Recorder waiting = say();
        pool.close();
        loop.run();
        assertThat(helpers.last().killed).isTrue();
        assertThat(speaking.failure()).contains("stopped");
        assertThat(waiting.failure()).contains("stopped");
        helpers.last().dies();
        loop.pass(Duration.ofMinutes(1));
        assertThat(helpers.started).hasSize(1);
        assertThat(say().failure()).contains("stopped");
        assertThat(pool.health().state()).isEqualTo(State.UNAVAILABLE);
    }

    @Test
    void aListenerThatThrowsHarmsNobodyElse() {
        startReady();
        pool.submit(new SpeechJob(speak(), e -> {
            throw new IllegalStateException("a bug");
        }));
        loop.run();
        helpers.last().audio();
        helpers.last().end();
        loop.run();
        Recorder next = say();
        helpers.last().end();
        loop.run();
        assertThat(next.finished()).isTrue();
    }

    private HelperPool pool(int processes, int queueMax) {
        return new HelperPool(FakeHelpers.settings(processes, queueMax), helpers, hello -> greetings++, loop);
    }

    private void start() {
        pool.start();
        loop.run();
    }

    private void startReady() {
        start();
        hello();
    }

    private void hello() {
        helpers.last().hello();
        loop.run();
    }

    private Recorder say() {
        Recorder r = new Recorder();
        pool.submit(job(r));
        loop.run();
        return r;
    }

    private SpeechJob job(Recorder r) {
        return new SpeechJob(speak(), r);
    }

    private Command.Speak speak() {
        return new Command.Speak(++ids, "pt-br", "pt-br", 150, 50, "Olá.");
    }
}
