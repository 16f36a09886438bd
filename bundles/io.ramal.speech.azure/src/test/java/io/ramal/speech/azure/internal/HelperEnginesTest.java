package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ramal.helper.FakeLoop;
import io.ramal.helper.HelperException;
import io.ramal.speech.azure.wire.Command;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.EngineException;
import io.ramal.speech.azure.wire.Failure;
import io.ramal.speech.azure.wire.Reply;
import io.ramal.speech.azure.wire.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The helper's life as the server sees it, with processes that are played. */
class HelperEnginesTest {
    private static final Setup SETUP = new Setup("key", "brazilsouth", "", "", "", "", 0, "", "", "", 500, 3, 2600);
    private static final Locale PT = Locale.forLanguageTag("pt-BR");

    private final FakeLinks links = new FakeLinks();
    private final FakeLoop loop = new FakeLoop();
    private final HelperEngines engines = new HelperEngines(links, SETUP, loop);
    private final List<EngineEvent> heard = new ArrayList<>();

    @BeforeEach
    void start() {
        engines.start();
        loop.run();
    }

    private Failure refused() {
        return catchThrowableOfType(EngineException.class, engines::synthesizer).failure();
    }

    private FakeLinks.Fake up() {
        links.last().hello();
        return links.last();
    }

    @Test
    void whatIsAskedForBeforeTheGreetingWaitsForItInOrder() {
        Engine.Recognizer recognizer = engines.recognizer(PT);
        recognizer.start(List.of("Maria"));
        recognizer.write(new byte[4]);
        recognizer.finish();
        assertThat(links.last().commands.subList(0, 3))
                .containsExactly(SETUP, new Command.OpenRecognizer(1, "pt-BR"), new Command.Start(1, List.of("Maria")));
        assertThat(links.last().commands.get(4)).isEqualTo(new Command.Finish(1));
        assertThat(links.made).hasSize(1);
    }

    @Test
    void eachEngineHearsItsOwnEventsUntilItIsClosed() {
        FakeLinks.Fake process = up();
        Engine.Synthesizer one = engines.synthesizer();
        Engine.Synthesizer two = engines.synthesizer();
        one.listen(heard::add);
        two.listen(e -> {
            throw new AssertionError(e);
        });
        process.listener.reply(new Reply.Told(1, new EngineEvent.Connected()));
        process.listener.reply(new Reply.Told(1, new EngineEvent.Ended()));
        assertThat(heard).containsExactly(new EngineEvent.Connected(), new EngineEvent.Ended());
        one.close();
        one.close();
        one.speak("nobody hears that");
        process.listener.reply(new Reply.Told(1, new EngineEvent.Connected()));
        process.listener.reply(new Reply.Told(77, new EngineEvent.Connected()));
        assertThat(heard).hasSize(2);
        assertThat(process.commands)
                .containsExactly(
                        SETUP, new Command.OpenSynthesizer(1), new Command.OpenSynthesizer(2), new Command.Close(1));
    }

    @Test
    void aProcessThatEndsTakesItsEnginesWithItAndIsFollowedByAnother() {
        FakeLinks.Fake first = up();
        Engine.Synthesizer engine = engines.synthesizer();
        engine.listen(heard::add);
        loop.pass(HelperEngines.GOOD_LIFE);
        first.die();
        assertThat(heard)
                .containsExactly(new EngineEvent.Failed(
                        new Failure(Failure.Kind.HELPER, "the speech helper ended (exit code 134)")));
        // asked for before the next has even been started
        Engine.Synthesizer next = engines.synthesizer();
        next.speak("bom dia");
        loop.pass(Duration.ZERO);
        assertThat(links.started()).isEqualTo(2);
        assertThat(links.last().commands).contains(new Command.OpenSynthesizer(2), new Command.Speak(2, "bom dia"));
        assertThat(catchThrowableOfType(EngineException.class, () -> engine.speak("x"))
                        .failure()
                        .kind())
                .isEqualTo(Failure.Kind.HELPER);
        engine.close();
        assertThat(links.last().commands).doesNotContain(new Command.Close(1));
    }

    @Test
    void oneThatEndsSoonIsFollowedAfterAWhileThatGrows() {
        Duration wait = HelperEngines.FIRST_BACK_OFF;
        for (int i = 1; i < 12; i++) {
            up().die();
            loop.pass(wait.minusNanos(1));
            assertThat(links.started()).isEqualTo(i);
            loop.pass(Duration.ofNanos(1));
            assertThat(links.started()).isEqualTo(i + 1);
            wait = wait.multipliedBy(2).compareTo(HelperEngines.LONGEST_BACK_OFF) < 0
                    ? wait.multipliedBy(2)
                    : HelperEngines.LONGEST_BACK_OFF;
        }
        // all of them had greeted: what is asked for is still waited with
        engines.synthesizer();
    }

    @Test
    void oneThatCannotBeStartedIsTriedAgainAndMeanwhileEnginesAreRefusedWithTheCure() {
        links.refusal = new HelperException("no java", "install it");
        Engine.Synthesizer waiting = engines.synthesizer();
        waiting.listen(heard::add);
        links.last().die();
        loop.pass(HelperEngines.FIRST_BACK_OFF);
        Failure noJava = new Failure(Failure.Kind.MACHINE, "no java", "install it");
        assertThat(refused()).isEqualTo(noJava);
        links.refusal = null;
        loop.pass(HelperEngines.LONGEST_BACK_OFF);
        assertThat(refused()).as("until it has greeted").isEqualTo(noJava);
        up();
        engines.synthesizer();
    }

    @Test
    void itIsToldWhetherThereIsOneOrNoneToBeHad() {
        assertThat(engines.decided()).isFalse();
        up();
        assertThat(engines.decided()).isTrue();
        links.refusal = new HelperException("no java", "install it");
        links.last().die();
        assertThat(engines.decided()).isFalse();
        loop.pass(HelperEngines.FIRST_BACK_OFF);
        assertThat(engines.decided()).isTrue();
    }

    @Test
    void threeThatEndBeforeTheyGreetAreAMatterOfTheMachine() {
        links.last().die();
        loop.pass(HelperEngines.LONGEST_BACK_OFF);
        links.last().die();
        loop.pass(HelperEngines.LONGEST_BACK_OFF);
        engines.synthesizer().listen(heard::add);
        links.last().die();
        assertThat(((EngineEvent.Failed) heard.get(0)).failure().kind()).isEqualTo(Failure.Kind.MACHINE);
        assertThat(refused().reason()).contains("exit code 134");
        assertThat(refused().cure()).contains("DEBUG");
        loop.pass(HelperEngines.LONGEST_BACK_OFF);
        up();
        engines.synthesizer();
    }

    @Test
    void aLibraryThatDoesNotLoadIsTold() {
        links.last().listener.reply(new Reply.Fatal("the SDK failed: libuuid.so.1 is not there"));
        links.last().die();
        assertThat(refused()).isEqualTo(new Failure(Failure.Kind.MACHINE, "the SDK failed: libuuid.so.1 is not there"));
    }

    @Test
    void oneThatDoesNotGreetInTimeIsKilled() {
        loop.pass(HelperEngines.START.minusNanos(1));
        assertThat(links.last().killed).isFalse();
        Engine.Synthesizer engine = engines.synthesizer();
        engine.listen(heard::add);
        FakeLinks.Fake process = links.last();
        loop.pass(Duration.ofNanos(1));
        assertThat(process.killed).isTrue();
        process.die();
        assertThat(((EngineEvent.Failed) heard.get(0)).failure().reason()).contains("did not start within 20 s");
    }

    @Test
    void oneThatDoesNotAnswerIsKilled() {
        FakeLinks.Fake process = up();
        for (int i = 1; i <= 3; i++) {
            loop.pass(HelperEngines.PULSE);
            assertThat(process.commands).contains(new Command.Ping(i));
            process.listener.reply(new Reply.Pong(i));
        }
        loop.pass(HelperEngines.PULSE);
        assertThat(process.killed).isFalse();
        loop.pass(HelperEngines.PULSE);
        assertThat(process.killed).isTrue();
        Engine.Synthesizer engine = engines.synthesizer();
        engine.listen(heard::add);
        process.die();
        assertThat(((EngineEvent.Failed) heard.get(0)).failure().reason()).contains("did not answer for 10 s");
    }

    @Test
    void whatDoesNotFitIsRefusedAndCountedButClosingAlwaysFits() {
        FakeLinks.Fake process = up();
        Engine.Recognizer engine = engines.recognizer(PT);
        process.full = true;
        for (int i = 1; i <= 3; i++) {
            Failure failure = catchThrowableOfType(EngineException.class, () -> engine.write(new byte[320]))
                    .failure();
            assertThat(failure.kind()).isEqualTo(Failure.Kind.HELPER);
            assertThat(failure.reason()).contains("does not keep up", "16 MB", i + " messages were refused");
        }
        assertThat(refused().reason()).contains("4 messages were refused");
        engine.close();
        assertThat(process.commands).contains(new Command.Close(1));
    }

    @Test
    void noMoreAreOpenedWhileTooManyAreBeingClosed() {
        FakeLinks.Fake process = up();
        for (int i = 0; i < HelperEngines.MAX_CLOSING; i++) {
            engines.synthesizer().close();
        }
        assertThat(refused().reason()).contains("500 connections are still being closed");
        assertThat(refused().passing()).isTrue();
        process.listener.reply(new Reply.Closed(1));
        engines.synthesizer();
    }

    @Test
    void aServerThatIsDoneEndsItsHelperAndStartsNoOther() {
        FakeLinks.Fake process = up();
        Engine.Synthesizer engine = engines.synthesizer();
        engine.listen(heard::add);
        engines.close();
        assertThat(process.ended).isTrue();
        assertThat(process.killed).isFalse();
        assertThat(heard).hasSize(1);
        process.die();
        loop.pass(Duration.ofMinutes(1));
        assertThat(links.made).hasSize(1);
        assertThat(refused().reason()).contains("being stopped");
    }

    @Test
    void oneThatDoesNotEndWithTheServerIsKilled() {
        FakeLinks.Fake process = up();
        process.stuck = true;
        engines.close();
        assertThat(process.killed).isTrue();
    }
}
