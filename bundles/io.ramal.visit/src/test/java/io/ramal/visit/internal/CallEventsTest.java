package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import io.ramal.call.LegEvent;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.call.TurnTimeline;
import io.ramal.call.Utterance;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.GateResult;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionProfile;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import io.ramal.testkit.ManualExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallEventsTest {
    private static final Extension EXTENSION = FakeLine.EXTENSION;
    private static final TurnTimeline TURN = new TurnTimeline(
            1, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final ManualExecutor thread = new ManualExecutor();
    private final CallEvents events = new CallEvents(thread, 3);
    private final List<CallEvent> told = new ArrayList<>();
    private final FakeClock nanos = new FakeClock();
    private final FakeLegs legs = new FakeLegs();
    private final FakeLine line = new FakeLine(LegRole.VISITOR);
    private final UUID id = line.info().callId();

    @Test
    void theStoryOfACallIsToldInOrder() {
        Visits visits = visits();
        visits.accept(line);
        nanos.advance(Duration.ofSeconds(42));
        legs.listener.on(new LegEvent.Saying(1, new Utterance(0, "Olá.", true)));
        legs.listener.on(new LegEvent.SpeechStarted(1));
        legs.listener.on(new LegEvent.Said(1, new Utterance(0, "Olá.", true), false));
        legs.listener.on(new LegEvent.Heard(1, "entrega", 1));
        legs.listener.on(new LegEvent.Answered(TURN));
        legs.listener.on(new LegEvent.Tick(1));
        legs.listener.on(new LegEvent.NotUnderstood(2, "noise"));
        legs.listener.on(new LegEvent.Ended(LineEnd.CALLER_HANGUP));
        legs.listener.on(new LegEvent.Ended(LineEnd.CALLER_HANGUP));

        assertThat(told)
                .containsExactly(
                        new CallEvent.Started(id, EXTENSION),
                        new CallEvent.Interrupted(id, EXTENSION),
                        new CallEvent.Heard(id, EXTENSION, true),
                        new CallEvent.Answered(id, EXTENSION, TURN),
                        new CallEvent.Heard(id, EXTENSION, false),
                        new CallEvent.Ended(id, EXTENSION, LineEnd.CALLER_HANGUP, Duration.ofSeconds(42)),
                        new CallEvent.Over(visits.find(id).orElseThrow()));
        assertThat(told.toString()).as("nobody's words").doesNotContain("entrega", "Olá");
    }

    @Test
    void whoIsRefusedIsToldWithTheReason() {
        Visits visits = visits();
        visits.accept(line);
        told.clear();
        visits.accept(new FakeLine(LegRole.VISITOR));
        visits.accept(new FakeLine(LegRole.RESIDENT));
        assertThat(told)
                .containsExactly(
                        new CallEvent.Refused(id, EXTENSION, LegRole.VISITOR, "duplicate"),
                        new CallEvent.Refused(id, EXTENSION, LegRole.RESIDENT, "not_waiting"));
    }

    @Test
    void tellingNeverWaitsAndWhatIsTooMuchIsCounted() {
        events.add(told::add);
        for (int i = 0; i < 5; i++) {
            events.accept(started(i));
        }
        assertThat(told).as("on the thread of events only").isEmpty();
        assertThat(events.dropped()).isEqualTo(2);
        thread.runAll();
        assertThat(told).containsExactly(started(0), started(1), started(2));
        events.accept(started(9));
        thread.runAll();
        assertThat(told).last().isEqualTo(started(9));
        assertThat(events.dropped()).isEqualTo(2);
    }

    @Test
    void whatMustBeOnRecordIsNeverDroppedAndKeepsItsOrder() {
        events.add(told::add);
        ResidentDecision decision = new ResidentDecision(VisitOutcome.REFUSED, "refusal", false, 0.9, 1, "");
        CallEvent decided = new CallEvent.Decided(id, EXTENSION, Instant.EPOCH, decision, "stt");
        CallEvent gate = new CallEvent.Gate(id, EXTENSION, GateResult.FAILED);
        for (int i = 0; i < 5; i++) {
            events.accept(started(i));
        }
        events.accept(decided);
        events.accept(started(5));
        events.accept(gate);
        assertThat(events.dropped()).isEqualTo(3);
        thread.runAll();
        assertThat(told).containsExactly(started(0), started(1), started(2), decided, gate);
        for (int i = 0; i < 4; i++) {
            events.accept(started(i));
        }
        assertThat(events.dropped())
                .as("they took nobody's place and gave none back")
                .isEqualTo(4);
    }

    @Test
    void anObserverThatThrowsHurtsNoOther() {
        int[] asked = {0};
        CallObserver broken = e -> {
            asked[0]++;
            throw new IllegalStateException("scripted");
        };
        events.add(broken);
        events.add(told::add);
        events.accept(started(1));
        events.accept(started(2));
        thread.runAll();
        assertThat(told).containsExactly(started(1), started(2));
        assertThat(asked[0]).as("it is still told").isEqualTo(2);
    }

    @Test
    void whoHasGoneIsToldNothing() {
        CallObserver observer = told::add;
        events.add(observer);
        events.remove(observer);
        events.accept(started(1));
        thread.runAll();
        assertThat(told).isEmpty();
        assertThat(events.dropped()).as("nobody listens: nothing is lost").isZero();
    }

    @Test
    void afterTheEndEventsAreDroppedAndCounted() {
        CallEvents ended = new CallEvents(
                task -> {
                    throw new RejectedExecutionException("ended");
                },
                1);
        ended.add(told::add);
        ended.accept(started(1));
        ended.accept(started(2));
        assertThat(ended.dropped()).isEqualTo(2);
    }

    @Test
    void theComponentTellsOnItsOwnThreadAndSaysItsLastWords() throws InterruptedException {
        CallEventsComponent component = new CallEventsComponent();
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        component.addObserver(e -> threads.add(
                Thread.currentThread().getName() + " " + Thread.currentThread().isDaemon()));
        component.events().accept(started(1));
        assertThat(threads.poll(10, TimeUnit.SECONDS)).isEqualTo("ramal-call-events true");
        for (int i = 0; i < 100; i++) {
            component.events().accept(started(i));
        }
        component.close();
        component.close();
        assertThat(threads).hasSize(100);
        component.events().accept(started(1));
        assertThat(component.part()).isEqualTo("visit");
        assertThat(component.drops()).containsExactlyEntriesOf(java.util.Map.of("call_events", 1L));
    }

    private Visits visits() {
        Means means = new Means(
                legs, new FakeConversations(), new FakeRegistry(), () -> null, Clock.systemUTC(), nanos, told::add);
        return new Visits(means, VisitSettings.DEFAULT, new FrontDoor(open -> {}), number -> ExtensionProfile.NONE);
    }

    private static CallEvent started(int n) {
        return new CallEvent.Started(new UUID(0, n), EXTENSION);
    }
}
