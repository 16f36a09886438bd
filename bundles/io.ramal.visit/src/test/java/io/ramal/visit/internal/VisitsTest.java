package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.call.CallEvent;
import io.ramal.call.LegEvent;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.call.TimelineEntry;
import io.ramal.call.TimelineEntry.Kind;
import io.ramal.call.TurnTimeline;
import io.ramal.call.Utterance;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.VisitData;
import io.ramal.extension.ExtensionProfile;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private static final UUID OTHER = UUID.fromString("11111111-2222-4333-8444-555555555555");

    private final FakeClock nanos = new FakeClock();
    private final Clock wall = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private final FakeLegs legs = new FakeLegs();
    private final FakeConversations conversations = new FakeConversations();
    private final FakeLine line = new FakeLine(LegRole.VISITOR);

    @Test
    void aVisitorsLineGetsALegAndAConversationThatOpensOnItsThread() {
        Visits visits = visits(true);

        assertThat(visits.accept(line)).containsSame(legs.handler);
        assertThat(conversations.inputs).isEmpty();
        line.executor().runAll();
        assertThat(conversations.inputs).containsExactly(new ConversationInput.Opened(true));
        assertThat(visits.active()).singleElement().satisfies(c -> {
            assertThat(c.id()).isEqualTo(line.info().callId());
            assertThat(c.legs()).containsExactly(LegRole.VISITOR);
            assertThat(c.ended()).isNull();
        });
    }

    @Test
    void whatTheLegHearsReachesTheConversationAndWhatItSaysTheLeg() {
        Visits visits = visits(true);
        visits.accept(line);
        line.executor().runAll();

        legs.listener.on(new LegEvent.SpeechStarted(1));
        legs.listener.on(new LegEvent.Heard(1, "apartamento quinhentos e um", 0.9));
        legs.listener.on(new LegEvent.Digit('5'));
        legs.listener.on(new LegEvent.NoInput(2));
        legs.hears = false;
        legs.listener.on(new LegEvent.NotUnderstood(2, "noise"));
        legs.listener.on(new LegEvent.Tick(7));
        assertThat(conversations.inputs.subList(1, 7))
                .containsExactly(
                        new ConversationInput.SpeechStarted(1),
                        new ConversationInput.Heard(1, "apartamento quinhentos e um", 0.9),
                        new ConversationInput.Digit('5'),
                        new ConversationInput.NoInput(2),
                        new ConversationInput.NotUnderstood(2, false),
                        new ConversationInput.Tick(7));

        conversations.listener.on(new ConversationEvent.Say(1, "Qual o seu nome?", true));
        conversations.listener.on(new ConversationEvent.Learned(VisitData.EMPTY.withApartment("501"), false));
        conversations.listener.on(new ConversationEvent.Hangup());
        assertThat(legs.said).containsExactly(new Utterance(1, "Qual o seu nome?", true));
        assertThat(legs.hangupWhenSaid).isTrue();
        assertThat(visits.find(line.info().callId()).orElseThrow().visit().apartment())
                .isEqualTo("501");
        assertThat(visits.find(line.info().callId()).orElseThrow().turns()).isEqualTo(1);
    }

    @Test
    void withoutTranscriptsTheStoryHoldsNobodysWords() {
        Visits visits = visits(false);
        visits.accept(line);
        legs.listener.on(new LegEvent.Heard(1, "sou o carlos", 1));
        legs.listener.on(new LegEvent.Digit('7'));
        legs.listener.on(new LegEvent.Saying(1, new Utterance(1, "Obrigada Carlos", true)));
        conversations.listener.on(new ConversationEvent.Learned(VisitData.EMPTY.withVisitorName("Carlos"), false));

        String told = visits.find(line.info().callId()).orElseThrow().toString();
        assertThat(told).doesNotContainIgnoringCase("carlos").doesNotContain("'7'");
        assertThat(kinds(visits)).contains(Kind.HEARD, Kind.DIGIT, Kind.SAYING, Kind.LEARNED);
        assertThat(texts(visits)).contains("(3 words)", "(2 words)");
    }

    @Test
    void theStoryTellsWhereTheTimeOfATurnWent() {
        Visits visits = visits(true);
        visits.accept(line);
        TurnTimeline turn = new TurnTimeline(
                1,
                Duration.ofMillis(800),
                Duration.ofMillis(1500),
                Duration.ofMillis(10),
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(20));
        nanos.advance(Duration.ofSeconds(3));
        legs.listener.on(new LegEvent.Answered(turn));
        assertThat(visits.find(line.info().callId()).orElseThrow().timeline())
                .last()
                .isEqualTo(new TimelineEntry(Duration.ofSeconds(3), LegRole.VISITOR, Kind.ANSWERED, "", turn));
        assertThat(turn.response()).isEqualTo(Duration.ofMillis(1536));
    }

    @Test
    void anEndedCallIsRememberedAndItsConversationClosedOnce() {
        Visits visits = visits(true);
        visits.accept(line);
        legs.listener.on(new LegEvent.Ended(LineEnd.CALLER_HANGUP));
        legs.listener.on(new LegEvent.Ended(LineEnd.CALLER_HANGUP));
        line.executor().runAll();

        assertThat(conversations.closed).isEqualTo(1);
        assertThat(conversations.inputs).isEmpty();
        assertThat(visits.active()).isEmpty();
        assertThat(visits.recent()).singleElement().satisfies(c -> {
            assertThat(c.ended()).isEqualTo(wall.instant());
            assertThat(c.legs()).isEmpty();
            assertThat(c.state()).isEqualTo("ended: CALLER_HANGUP");
        });
        assertThat(visits.accept(line)).as("the id is free again").isPresent();
    }

    @Test
    void aFailingConversationHandsTheCallBackInsteadOfSilence() {
        Visits visits = visits(true);
        visits.accept(line);
        conversations.failure = new IllegalStateException("broken");
        line.executor().runAll();
        assertThat(legs.hungUp).isTrue();
    }

    @Test
    void aTaskOfTheConversationThatFailsHandsTheCallBackToo() {
        Visits visits = visits(true);
        visits.accept(line);
        line.executor().runAll();
        conversations.request.executor().execute(() -> {
            throw new IllegalStateException("broken");
        });
        line.executor().runAll();
        assertThat(legs.hungUp).isTrue();
    }

    @Test
    void aConversationThatCannotBeOpenedLeavesNoLegBehind() {
        Visits visits = visits(true);
        conversations.unopened = new IllegalStateException("no words");
        assertThatThrownBy(() -> visits.accept(line)).hasMessage("no words");
        assertThat(legs.handler.closed).isTrue();
        conversations.unopened = null;
        assertThat(visits.accept(line)).as("the id is free again").isPresent();
    }

    @Test
    void anOpeningThatFailsGivesBackThePlaceAndTheId() {
        ExtensionProfile one = new ExtensionProfile(null, "", "", null, Map.of(), 1);
        Visits visits = visits(VisitSettings.DEFAULT, number -> one);
        conversations.unopened = new NoClassDefFoundError("of a bundle that is being updated");
        assertThatThrownBy(() -> visits.accept(line)).isSameAs(conversations.unopened);
        assertThat(legs.handler.closed).isTrue();
        conversations.unopened = null;
        assertThat(visits.accept(line))
                .as("the id and the only place are free again")
                .isPresent();
        assertThat(visits.accept(new FakeLine(OTHER, LegRole.VISITOR))).isEmpty();
    }

    @Test
    void anEndThatFailsGivesBackThePlaceAndTheId() {
        ExtensionProfile one = new ExtensionProfile(null, "", "", null, Map.of(), 1);
        Visits visits = visits(VisitSettings.DEFAULT, number -> one);
        visits.accept(line);
        conversations.unclosed = new NoClassDefFoundError("of a bundle that is being updated");
        legs.listener.on(new LegEvent.Ended(LineEnd.CALLER_HANGUP));
        assertThat(visits.active()).isEmpty();
        assertThat(visits.accept(line)).isPresent();
    }

    @Test
    void aConversationWhoseClassesAreGoneHandsTheCallBackToo() {
        Visits visits = visits(true);
        visits.accept(line);
        conversations.failure = new NoClassDefFoundError("of a bundle that is being updated");
        line.executor().runAll();
        assertThat(legs.hungUp).isTrue();
    }

    @Test
    void aReturnLegNobodyWaitsForIsRefused() {
        Visits visits = visits(true);
        visits.accept(line);
        assertThat(visits.accept(new FakeLine(line.info().callId(), LegRole.RESIDENT)))
                .isEmpty();
        assertThat(visits.accept(new FakeLine(OTHER, LegRole.RESIDENT))).isEmpty();
    }

    @Test
    void aSecondCallWithTheSameIdIsRefusedAndTheFirstGoesOn() {
        Visits visits = visits(true);
        visits.accept(line);
        assertThat(visits.accept(new FakeLine(LegRole.VISITOR))).isEmpty();
        assertThat(visits.active()).hasSize(1);
    }

    @Test
    void hangupFindsTheLegOrSaysThatThereIsNone() {
        Visits visits = visits(true);
        visits.accept(line);
        assertThat(visits.hangup(OTHER, LegRole.VISITOR)).isFalse();
        assertThat(visits.hangup(line.info().callId(), LegRole.RESIDENT)).isFalse();
        assertThat(line.hungUp()).isFalse();
        assertThat(visits.hangup(line.info().callId(), LegRole.VISITOR)).isTrue();
        assertThat(line.hungUp()).isTrue();
    }

    @Test
    void endingACallSaysGoodbyeOnTheLegsOwnThread() {
        Visits visits = visits(true);
        visits.accept(line);
        line.executor().runAll();
        assertThat(visits.end(OTHER)).isFalse();
        assertThat(visits.end(line.info().callId())).isTrue();
        assertThat(legs.farewells).as("not on the operator's thread").isZero();
        line.executor().runAll();
        assertThat(legs.farewells).isEqualTo(1);
        assertThat(line.hungUp()).isFalse();
        legs.listener.on(new LegEvent.Ended(LineEnd.LOCAL_HANGUP));
        assertThat(visits.end(line.info().callId())).isFalse();
    }

    @Test
    void drainingRefusesNewCallsAndHangsUpWhatDoesNotEnd() {
        Visits visits = visits(true);
        assertThat(visits.drain(Duration.ZERO, Duration.ZERO))
                .as("nothing to wait for")
                .isTrue();
        assertThat(visits.accept(line)).isEmpty();

        Visits busy = visits(true);
        busy.accept(line);
        assertThat(busy.drain(Duration.ZERO, Duration.ZERO)).isFalse();
        assertThat(line.hungUp()).isTrue();
        assertThat(busy.accept(new FakeLine(OTHER, LegRole.VISITOR))).isEmpty();
    }

    @Test
    void aStopThatWaitsForNobodyStillWaitsForTheLastEnds() throws InterruptedException {
        List<CallEvent> told = new CopyOnWriteArrayList<>();
        Means means = new Means(legs, conversations, new FakeRegistry(), () -> null, wall, nanos, event -> {
            // who keeps record of it takes a moment
            Thread.yield();
            told.add(event);
        });
        Visits visits =
                new Visits(means, VisitSettings.DEFAULT, new FrontDoor(open -> {}), number -> ExtensionProfile.NONE);
        visits.accept(line);
        Thread transport = new Thread(() -> {
            while (!line.hungUp()) {
                Thread.onSpinWait();
            }
            line.executor().runAll();
            legs.listener.on(new LegEvent.Ended(LineEnd.LOCAL_HANGUP));
        });
        transport.start();
        assertThat(visits.drain(Duration.ZERO)).isFalse();
        assertThat(told).last().isInstanceOf(CallEvent.Over.class);
        assertThat(visits.recent()).hasSize(1);
        transport.join(10_000);
    }

    @Test
    void onlySoManyEndedCallsAreRemembered() {
        Visits visits = visits(VisitSettings.of("pt-BR", "", false, 2, 0));
        for (int i = 0; i < 5; i++) {
            visits.accept(new FakeLine(new UUID(0, i), LegRole.VISITOR));
            legs.listener.on(new LegEvent.Ended(LineEnd.CALLER_HANGUP));
        }
        assertThat(visits.recent())
                .extracting(c -> c.id().getLeastSignificantBits())
                .containsExactly(4L, 3L);
    }

    /** The dialplan asks how a call goes on in the very millisecond in which it ends. */
    @Test
    void aCallIsFoundAtEveryMomentOfItsEnd() throws Exception {
        Visits visits = visits(true);
        AtomicLong ending = new AtomicLong(-1);
        AtomicBoolean all = new AtomicBoolean();
        FutureTask<Long> dialplan = new FutureTask<>(() -> {
            long lost = 0;
            while (!all.get()) {
                long call = ending.get();
                boolean lostNow = call >= 0 && visits.find(new UUID(0, call)).isEmpty();
                // one that has ended long ago may be forgotten
                if (lostNow && ending.get() == call) {
                    lost++;
                }
            }
            return lost;
        });
        Thread thread = new Thread(dialplan, "dialplan");
        thread.setDaemon(true);
        thread.start();
        for (long call = 0; call < 5000; call++) {
            visits.accept(new FakeLine(new UUID(0, call), LegRole.VISITOR));
            ending.set(call);
            legs.listener.on(new LegEvent.Ended(LineEnd.CALLER_HANGUP));
        }
        all.set(true);

        assertThat(dialplan.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aBadSettingNamesKeyValueAndCure() {
        assertThat(VisitSettings.of("pt", "", false, 1, 1).language().toLanguageTag())
                .isEqualTo("pt-BR");
        assertThatThrownBy(() -> VisitSettings.of("português", "", false, 1, 1))
                .hasMessageContaining("io.ramal.visit language=português")
                .hasMessageContaining("pt-BR");
        assertThatThrownBy(() -> VisitSettings.of("pt-BR", "", false, 1, -1))
                .hasMessageContaining("drain.ms=-1")
                .hasMessageContaining("0 to");
    }

    private Visits visits(boolean transcripts) {
        return visits(VisitSettings.of("pt-BR", "", transcripts, 50, 0));
    }

    private Visits visits(VisitSettings settings) {
        return visits(settings, number -> ExtensionProfile.NONE);
    }

    private Visits visits(VisitSettings settings, Function<String, ExtensionProfile> profiles) {
        Means means = new Means(legs, conversations, new FakeRegistry(), () -> null, wall, nanos, e -> {});
        return new Visits(means, settings, new FrontDoor(open -> {}), profiles);
    }

    private List<Kind> kinds(Visits visits) {
        return visits.find(line.info().callId()).orElseThrow().timeline().stream()
                .map(TimelineEntry::kind)
                .toList();
    }

    private List<String> texts(Visits visits) {
        return visits.find(line.info().callId()).orElseThrow().timeline().stream()
                .map(TimelineEntry::text)
                .toList();
    }
}
