package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.remote.Strand;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.stt.SttEvent;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.ManualExecutor;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an utterance does when engines do what no service was seen to do, and when time passes. */
class SttUtteranceTest {
    private final FakeClock clock = new FakeClock();
    private final ManualExecutor workers = new ManualExecutor();
    private final FakeEngine.Maker maker = new FakeEngine.Maker();
    private final Health health = new Health("speech", clock, () -> 0.5, () -> {});
    private final List<SttEvent> events = new ArrayList<>();
    private int ended;
    private final Pool<Engine.Recognizer> pool = new Pool<>(
            maker::make, new Pool.Size(0, 0, Duration.ofMinutes(4), Duration.ofSeconds(2)), clock, workers, health);
    private final SttUtterance utterance = new SttUtterance(
            pool,
            List.of("Maria"),
            events::add,
            new SttUtterance.Room(
                    Duration.ofMillis(2000),
                    Duration.ofMillis(1300),
                    Duration.ofMillis(10_000),
                    clock,
                    workers,
                    health,
                    s -> ended++));

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
        utterance.tick(clock.getAsLong());
        workers.runAll();
    }

    private void say(int frames) {
        for (int i = 0; i < frames; i++) {
            utterance.accept(AudioFrame.SILENCE);
        }
    }

    private void begin() {
        utterance.begin();
        workers.runAll();
    }

    private String failure() {
        assertThat(events).isNotEmpty();
        SttEvent last = events.get(events.size() - 1);
        assertThat(last).isInstanceOf(SttEvent.Failed.class);
        return ((SttEvent.Failed) last).reason();
    }

    @Test
    void soundThatComesBeforeTheRecogniserIsThereIsKept() {
        utterance.begin();
        say(50);
        assertThat(maker.made).isEmpty();
        workers.runAll();
        assertThat(maker.last().sound.size()).isEqualTo(50 * AudioFrame.BYTES);
        assertThat(maker.last().done).containsExactly("start [Maria]");
        say(1);
        workers.runAll();
        assertThat(maker.last().sound.size()).as("too little to wake for").isEqualTo(50 * AudioFrame.BYTES);
        utterance.finish();
        utterance.finish();
        workers.runAll();
        assertThat(maker.last().sound.size()).isEqualTo(51 * AudioFrame.BYTES);
        assertThat(maker.last().done).containsExactly("start [Maria]", "finish");
    }

    @Test
    void wholePacketsAreHandedOverAsSoonAsTheyAreFull() {
        begin();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        for (short i = 1; i <= 12; i++) {
            short[] samples = new short[AudioFrame.SAMPLES];
            Arrays.fill(samples, i);
            AudioFrame frame = AudioFrame.wrap(samples);
            said.writeBytes(frame.toLittleEndian());
            utterance.accept(frame);
            if (i == 7 || i == 10) {
                workers.runAll();
                // what was left of the first seven is in the next packet, so that this is not late
                assertThat(maker.last().sound.size()).isEqualTo((i == 7 ? 5 : 10) * AudioFrame.BYTES);
            }
        }
        utterance.finish();
        workers.runAll();
        assertThat(maker.last().sound.toByteArray()).isEqualTo(said.toByteArray());
    }

    @Test
    void moreSoundThanMayWaitIsAFailureNotALoss() {
        utterance.begin();
        say(1501);
        workers.runAll();
        assertThat(failure()).contains("20 ms of the utterance could not be handed");
        assertThat(ended).isOne();
    }

    @Test
    void eachWaitHasItsLimit() {
        begin();
        pass(1999);
        assertThat(events).isEmpty();
        pass(1);
        assertThat(failure()).isEqualTo("no connection within 2000 ms");
        assertThat(maker.last().closed()).isTrue();
        assertThat(ended).isOne();
    }

    @Test
    void signsOfLifeMoveTheLimitWhileTheCallerSpeaks() {
        begin();
        maker.last().tell(new EngineEvent.Connected());
        workers.runAll();
        pass(9999);
        maker.last().tell(new EngineEvent.Partial("bom"));
        workers.runAll();
        pass(9999);
        assertThat(events).containsExactly(new SttEvent.Partial("bom"));
        pass(1);
        assertThat(failure()).isEqualTo("no sign from the service for 10000 ms");
    }

    @Test
    void aConnectionLostWhileTheCallerSpeaksMustComeBackInTime() {
        begin();
        maker.last().tell(new EngineEvent.Connected());
        maker.last().tell(new EngineEvent.Disconnected());
        workers.runAll();
        pass(2000);
        assertThat(failure()).isEqualTo("no connection within 2000 ms");
    }

    @Test
    void theTimeForTheTextRunsFromTheEndWhateverStillComes() {
        begin();
        say(5);
        utterance.finish();
        workers.runAll();
        maker.last().tell(new EngineEvent.Connected());
        workers.runAll();
        pass(1000);
        maker.last().tell(new EngineEvent.Phrase("bom dia", 0.8));
        workers.runAll();
        pass(299);
        assertThat(events).containsExactly(new SttEvent.Partial("bom dia"));
        pass(1);
        assertThat(failure()).isEqualTo("no text within 1300 ms after the end of the utterance");
        maker.last().tell(new EngineEvent.Ended());
        workers.runAll();
        assertThat(events).hasSize(2);
    }

    @Test
    void theTextIsAllPhrasesAndAsCertainAsTheLeastCertain() {
        begin();
        say(5);
        maker.last().tell(new EngineEvent.Phrase("Sim.", 0.9));
        maker.last().tell(new EngineEvent.Phrase("", 0));
        maker.last().tell(new EngineEvent.Partial("pode"));
        maker.last().tell(new EngineEvent.Phrase("Pode entrar.", 0.4));
        utterance.finish();
        workers.runAll();
        maker.last().tell(new EngineEvent.Ended());
        maker.last().tell(new EngineEvent.Ended());
        workers.runAll();
        assertThat(events)
                .containsExactly(
                        new SttEvent.Partial("Sim."),
                        new SttEvent.Partial("Sim. pode"),
                        new SttEvent.Partial("Sim. Pode entrar."),
                        new SttEvent.Final("Sim. Pode entrar.", 0.4));
        assertThat(maker.last().closed()).isTrue();
        assertThat(ended).isOne();
    }

    @Test
    void aRecogniserThatEndsBeforeTheCallerDoesHasFailed() {
        begin();
        say(5);
        maker.last().tell(new EngineEvent.Ended());
        workers.runAll();
        assertThat(failure()).contains("ended before the utterance");
    }

    @Test
    void nothingIsToldOnceItIsGivenUp() {
        begin();
        maker.last().tell(new EngineEvent.Partial("bom"));
        utterance.cancel();
        maker.last().tell(new EngineEvent.Partial("bom dia"));
        utterance.close();
        workers.runAll();
        assertThat(events).isEmpty();
        assertThat(maker.last().closed()).isTrue();
        assertThat(ended).isOne();
    }

    @Test
    void whatIsGivenUpBeforeItBeganMakesNoEngine() {
        utterance.begin();
        utterance.close();
        workers.runAll();
        assertThat(maker.made).isEmpty();
        assertThat(ended).isOne();
    }

    @Test
    void anEngineThatCannotBeMadeIsAFailure() {
        maker.failure = new IllegalStateException("no more of them");
        begin();
        assertThat(failure()).contains("no more of them");
    }

    @Test
    void aFloodOfEventsEndsTheUtterance() {
        begin();
        for (int i = 0; i <= Strand.CAPACITY; i++) {
            maker.last().tell(new EngineEvent.Connected());
        }
        workers.runAll();
        assertThat(failure()).contains("events at once");
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheRestFromComing() {
        List<SttEvent> heard = new ArrayList<>();
        SttUtterance other = new SttUtterance(
                pool,
                List.of(),
                e -> {
                    heard.add(e);
                    throw new IllegalStateException("listener");
                },
                new SttUtterance.Room(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        clock,
                        workers,
                        health,
                        s -> ended++));
        other.begin();
        other.accept(AudioFrame.SILENCE);
        workers.runAll();
        maker.last().tell(new EngineEvent.Partial("a"));
        other.finish();
        workers.runAll();
        maker.last().tell(new EngineEvent.Ended());
        workers.runAll();
        assertThat(heard).containsExactly(new SttEvent.Partial("a"), new SttEvent.Final("", 0));
    }
}
