package io.ramal.speech.azure.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.speech.azure.wire.Command;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.Failure;
import io.ramal.speech.azure.wire.Reply;
import io.ramal.speech.azure.wire.Setup;
import io.ramal.speech.azure.wire.WireException;
import io.ramal.testkit.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the helper does with commands, with engines that are played. */
class HostTest {
    private final ManualExecutor workers = new ManualExecutor();
    private final ManualExecutor closers = new ManualExecutor();
    private final List<Reply> replies = new ArrayList<>();
    private final List<Played> made = new ArrayList<>();
    private RuntimeException refusal;
    private final Host host = new Host(
            new Engine.Maker() {
                @Override
                public Engine.Recognizer recognizer(Locale language) {
                    return make(language.toLanguageTag());
                }

                @Override
                public Engine.Synthesizer synthesizer() {
                    return make("voice");
                }
            },
            replies::add,
            workers,
            closers);

    private Played make(String what) {
        if (refusal != null) {
            throw refusal;
        }
        Played engine = new Played();
        engine.done.add(what);
        made.add(engine);
        return engine;
    }

    /** An engine that notes what it is told. */
    private final class Played implements Engine.Recognizer, Engine.Synthesizer {
        final List<String> done = new ArrayList<>();
        Consumer<EngineEvent> listener = e -> {};
        RuntimeException refusal;

        @Override
        public void listen(Consumer<EngineEvent> to) {
            listener = to;
        }

        @Override
        public void connect() {
            done.add("connect");
        }

        @Override
        public void start(List<String> phrases) {
            if (refusal != null) {
                throw refusal;
            }
            done.add("start " + phrases);
        }

        @Override
        public void write(byte[] samples) {
            done.add("write " + samples.length);
        }

        @Override
        public void finish() {
            done.add("finish");
        }

        @Override
        public void speak(String ssml) {
            done.add("speak " + ssml);
        }

        @Override
        public void close() {
            done.add("close");
        }
    }

    @Test
    void anEngineDoesWhatItIsToldInOrderAndIsClosedElsewhere() throws Exception {
        host.take(new Command.OpenRecognizer(1, "pt-BR"));
        host.take(new Command.Connect(1));
        host.take(new Command.Start(1, List.of("Maria")));
        host.take(new Command.Write(1, new byte[320]));
        host.take(new Command.Finish(1));
        host.take(new Command.Close(1));
        assertThat(made).as("nothing is done by whoever reads the pipe").isEmpty();
        workers.runAll();
        assertThat(made.get(0).done).containsExactly("pt-BR", "connect", "start [Maria]", "write 320", "finish");
        assertThat(replies).isEmpty();
        closers.runAll();
        assertThat(made.get(0).done).endsWith("close");
        assertThat(replies).containsExactly(new Reply.Closed(1));
    }

    @Test
    void enginesTakeTurnsAndTellByTheirNumbers() throws Exception {
        host.take(new Command.OpenSynthesizer(1));
        host.take(new Command.OpenSynthesizer(2));
        host.take(new Command.Speak(1, "um"));
        host.take(new Command.Speak(2, "dois"));
        workers.runAll();
        made.get(1).listener.accept(new EngineEvent.Ended());
        made.get(0).listener.accept(new EngineEvent.Connected());
        assertThat(made.get(1).done).containsExactly("voice", "speak dois");
        assertThat(replies)
                .containsExactly(
                        new Reply.Told(2, new EngineEvent.Ended()), new Reply.Told(1, new EngineEvent.Connected()));
    }

    @Test
    void whatIsThrownIsAFailureOnceAndTheEngineDoesNothingMore() throws Exception {
        host.take(new Command.OpenRecognizer(1, "pt-BR"));
        workers.runAll();
        made.get(0).refusal = new IllegalStateException("recognition cannot be started");
        host.take(new Command.Start(1, List.of()));
        host.take(new Command.Start(1, List.of()));
        host.take(new Command.Write(1, new byte[2]));
        host.take(new Command.Speak(1, "not a voice"));
        workers.runAll();
        assertThat(replies).hasSize(1);
        assertThat(((EngineEvent.Failed) ((Reply.Told) replies.get(0)).event()).failure())
                .isEqualTo(Failure.of(made.get(0).refusal));
        host.take(new Command.Close(1));
        workers.runAll();
        closers.runAll();
        assertThat(made.get(0).done).containsExactly("pt-BR", "close");
        assertThat(replies).endsWith(new Reply.Closed(1));
    }

    @Test
    void anEngineThatCannotBeMadeIsAFailureAndIsClosedLikeAnyOther() throws Exception {
        refusal = new IllegalArgumentException("host");
        host.take(new Command.OpenSynthesizer(1));
        host.take(new Command.Connect(1));
        host.take(new Command.Close(1));
        workers.runAll();
        closers.runAll();
        assertThat(replies).hasSize(2).endsWith(new Reply.Closed(1));
    }

    @Test
    void anEngineThatHangsIsGivenUpWhenTooMuchWaits() throws Exception {
        host.take(new Command.OpenRecognizer(1, "pt-BR"));
        for (int i = 0; i < Lane.CAPACITY + 10; i++) {
            host.take(new Command.Write(1, new byte[320]));
        }
        assertThat(replies).hasSize(1);
        assertThat(((EngineEvent.Failed) ((Reply.Told) replies.get(0)).event())
                        .failure()
                        .reason())
                .contains(Lane.CAPACITY + " tasks");
        host.take(new Command.Close(1));
        workers.runAll();
        closers.runAll();
        assertThat(made.get(0).done).containsExactly("pt-BR", "close");
    }

    @Test
    void longSoundIsToldInPieces() throws Exception {
        host.take(new Command.OpenSynthesizer(1));
        workers.runAll();
        made.get(0).listener.accept(new EngineEvent.Sound(new byte[2 * Host.PIECE + 2]));
        assertThat(replies)
                .extracting(r -> ((EngineEvent.Sound) ((Reply.Told) r).event()).samples().length)
                .containsExactly(Host.PIECE, Host.PIECE, 2);
    }

    @Test
    void aHelperThatWorksAnswers() throws Exception {
        host.take(new Command.Ping(3));
        assertThat(replies).isEmpty();
        workers.runAll();
        assertThat(replies).containsExactly(new Reply.Pong(3));
    }

    @Test
    void nonsenseEndsIt() throws Exception {
        assertThatThrownBy(() -> host.take(new Command.Connect(1))).isInstanceOf(WireException.class);
        host.take(new Command.OpenSynthesizer(1));
        assertThatThrownBy(() -> host.take(new Command.OpenSynthesizer(1))).isInstanceOf(WireException.class);
        Setup setup = new Setup("", "", "", "", "", "", 0, "", "", "", 0, 0, 0);
        assertThatThrownBy(() -> host.take(setup)).isInstanceOf(WireException.class);
    }

    @Test
    void theEndClosesWhatIsOpenButDoesNotWaitForLong() throws Exception {
        host.take(new Command.OpenSynthesizer(1));
        host.take(new Command.OpenSynthesizer(2));
        host.end(1);
        assertThat(replies).isEmpty();
        workers.runAll();
        closers.runAll();
        assertThat(replies).containsExactlyInAnyOrder(new Reply.Closed(1), new Reply.Closed(2));
        host.end(60_000);
    }
}
