package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.call.CallEvent;
import io.ramal.call.LegEvent;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.call.TimelineEntry;
import io.ramal.call.TimelineEntry.Kind;
import io.ramal.call.Utterance;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.DialEvent;
import io.ramal.dial.GateResult;
import io.ramal.extension.ExtensionProfile;
import io.ramal.testkit.FakeDial;
import io.ramal.testkit.FakeLine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The resident's side of a visit, and what the visit shows of itself. What follows from which events: {@link VisitTableTest}. */
class ResidentTest {
    private final Scene scene = new Scene();
    private final FakeDial dial = new FakeDial("one").gate(GateResult.OPENED);

    /** Mistake 6 of earlier systems: a resident who hangs up, or nobody answering, left the visitor in silence. */
    @Test
    void aVisitorIsNeverLeftWithoutAResult() {
        Party hangsUp = called(scene);
        Party resident = scene.resident();
        scene.settle();
        resident.end(LineEnd.CALLER_HANGUP);
        scene.settle();
        assertThat(hangsUp.learned).last().isEqualTo(new ConversationInput.ResidentResult(VisitOutcome.NO_DECISION));

        Scene other = new Scene();
        Party noAnswer = called(other);
        other.pass(Duration.ofSeconds(30));
        assertThat(noAnswer.learned).last().isEqualTo(new ConversationInput.ResidentResult(VisitOutcome.NO_ANSWER));
    }

    /** Mistake 7 of earlier systems: the resident's phone rang on for nobody. */
    @Test
    void aPhoneDoesNotRingForAVisitorWhoHasGone() {
        Party visitor = called(scene);
        assertThat(dial.last().cancelled()).isZero();
        visitor.end(LineEnd.CALLER_HANGUP);
        assertThat(dial.last().cancelled()).isEqualTo(1);
        assertThat(dial.last().closed()).isEqualTo(1);
        assertThat(scene.registry.leased()).isZero();
        dial.last().emit(new DialEvent.NoAnswer());
        scene.settle();
        scene.pass(Duration.ofSeconds(30));
        assertThat(dial.sessions()).hasSize(1);
    }

    /** Mistake 14 of earlier systems: whoever knew a UUID joined as the resident, from anywhere. */
    @Test
    void aStrangerDoesNotJoinByKnowingTheUuid() {
        called(scene);
        assertThat(scene.resident(Scene.ID, FakeLine.EXTENSION, "10.9.9.9").up())
                .isFalse();
        assertThat(scene.told(CallEvent.Refused.class))
                .containsExactly(new CallEvent.Refused(Scene.ID, FakeLine.EXTENSION, LegRole.RESIDENT, "wrong_host"));
        assertThat(scene.resident().up()).as("who is awaited still gets in").isTrue();
    }

    @Test
    void otherHostsComeInWhereTheyAreConfigured() {
        Scene open = scene(ResidentSettings.of(2, 10_000, 1000, 5000, 120_000, "10.9.0.0/16"), true);
        called(open);
        assertThat(open.resident(Scene.ID, FakeLine.EXTENSION, "10.8.9.9").up()).isFalse();
        assertThat(open.resident(Scene.ID, FakeLine.EXTENSION, "10.9.9.9").up()).isTrue();
    }

    @Test
    void theStoryTellsWhyAResidentCouldNotBeRung() {
        called(scene);
        dial.last().emit(new DialEvent.Failed("the phone is not registered"));
        scene.settle();
        assertThat(scene.visits.find(Scene.ID).orElseThrow().timeline())
                .filteredOn(e -> e.kind() == Kind.DIALLED)
                .extracting(TimelineEntry::text)
                .containsExactly("failed: the phone is not registered");
    }

    @Test
    void theSimulatorRingsForNoRealVisit() {
        FakeDial simulator = new FakeDial("simulator").claiming(r -> false);
        scene.registry.add(simulator);
        called(scene);
        assertThat(simulator.sessions()).isEmpty();
        assertThat(dial.last().request().destination()).isEqualTo("1003030");
        assertThat(dial.last().request().ringTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aSimulatedVisitRingsTheSimulatorAlone() {
        scene.simulated = true;
        FakeDial simulator = new FakeDial("simulator").claiming(r -> r.callId().equals(Scene.ID));
        scene.registry.add(simulator);
        Party visitor = called(scene);
        assertThat(simulator.sessions()).hasSize(1);
        simulator.last().emit(new DialEvent.Failed("scripted"));
        scene.settle();
        assertThat(visitor.learned).last().isEqualTo(new ConversationInput.ResidentResult(VisitOutcome.UNREACHABLE));
        assertThat(dial.sessions()).isEmpty();
        assertThat(scene.visits.find(Scene.ID).orElseThrow().simulated()).isTrue();
        assertThat(scene.events)
                .filteredOn(CallEvent.Started.class::isInstance)
                .containsExactly(new CallEvent.Started(Scene.ID, FakeLine.EXTENSION, true));
    }

    @Test
    void aSimulatedVisitWhoseSimulatorIsGoneOrFailsRingsNobody() {
        scene.simulated = true;
        Party visitor = called(scene);
        assertThat(visitor.learned).last().isEqualTo(new ConversationInput.ResidentResult(VisitOutcome.UNREACHABLE));

        Scene throwing = scene(ResidentSettings.DEFAULT, true, ExtensionProfile.NONE);
        throwing.simulated = true;
        throwing.registry.add(new FakeDial("simulator").claiming(r -> true).failing(FakeDial.Step.OPEN));
        called(throwing);
        assertThat(dial.sessions()).isEmpty();
    }

    @Test
    void theResidentsConversationKnowsWhatTheVisitorHasTold() {
        ExtensionProfile profile = new ExtensionProfile(Locale.US, "joe", "Welcome.", null, Map.of(), null);
        Scene english = scene(ResidentSettings.DEFAULT, true, profile);
        called(english);
        Party resident = english.resident();
        english.settle();
        assertThat(resident.request.role()).isEqualTo(LegRole.RESIDENT);
        assertThat(resident.request.visit()).isEqualTo(Scene.DATA);
        assertThat(resident.request.language()).isEqualTo(Locale.US);
        assertThat(resident.request.greeting()).as("that is for visitors").isEmpty();
        assertThat(resident.learned).containsExactly(new ConversationInput.Opened(true));
        resident.events.on(new LegEvent.SpeechStarted(1));
        resident.events.on(new LegEvent.Heard(1, "pode", 0.8, "vosk"));
        assertThat(resident.learned)
                .endsWith(new ConversationInput.SpeechStarted(1), new ConversationInput.Heard(1, "pode", 0.8));
    }

    @Test
    void whatDecidedIsOnRecordWithItsEngineAndWithoutWords() {
        Scene silent = scene(ResidentSettings.DEFAULT, false);
        called(silent);
        Party resident = silent.resident();
        silent.settle();
        resident.events.on(new LegEvent.Heard(1, "pode subir", 0.8, "vosk"));
        resident.want(Scene.decided(VisitOutcome.AUTHORISED));
        silent.settle();
        assertThat(silent.told(CallEvent.Decided.class)).singleElement().satisfies(d -> {
            assertThat(d.provider()).isEqualTo("vosk");
            assertThat(d.decision().words()).isEmpty();
            assertThat(d.decision().confidence()).isEqualTo(0.9);
        });
        assertThat(silent.visit().toString()).doesNotContain("pode").doesNotContain("Carlos");
        assertThat(silent.visit().timeline())
                .extracting(TimelineEntry::kind)
                .contains(Kind.DIALLING, Kind.DIALLED, Kind.DECIDED, Kind.GATE);
    }

    @Test
    void aKeyWasUnderstoodByNoEngine() {
        called(scene);
        Party resident = scene.resident();
        scene.settle();
        resident.events.on(new LegEvent.Heard(1, "hm", 0.3, "vosk"));
        resident.events.on(new LegEvent.Digit('1'));
        resident.want(
                new ConversationEvent.Decided(new ResidentDecision(VisitOutcome.AUTHORISED, "key", true, 1, 2, "")));
        scene.settle();
        assertThat(scene.told(CallEvent.Decided.class))
                .singleElement()
                .extracting(CallEvent.Decided::provider)
                .isEqualTo("");
    }

    @Test
    void whoUnderstoodAHeldYesIsOnRecordWhateverComesAfterIt() {
        called(scene);
        Party resident = scene.resident();
        scene.settle();
        resident.events.on(new LegEvent.Heard(1, "pode subir", 0.8, "vosk"));
        resident.events.on(new LegEvent.NotUnderstood(2, "noise"));
        resident.events.on(new LegEvent.Heard(3, "obrigado", 0.9, "azure"));
        resident.events.on(new LegEvent.NoInput(1));
        resident.want(Scene.decided(VisitOutcome.AUTHORISED));
        scene.settle();
        assertThat(scene.told(CallEvent.Decided.class))
                .singleElement()
                .extracting(CallEvent.Decided::provider)
                .isEqualTo("vosk");
    }

    @Test
    void anEndByTimeWasUnderstoodByNoEngine() {
        called(scene);
        Party resident = scene.resident();
        scene.settle();
        resident.events.on(new LegEvent.Heard(1, "hm", 0.3, "vosk"));
        scene.pass(Duration.ofSeconds(121));
        assertThat(scene.told(CallEvent.Decided.class))
                .singleElement()
                .extracting(CallEvent.Decided::provider)
                .isEqualTo("");
    }

    @Test
    void aFarewellThatNeverEndsIsCut() {
        called(scene);
        Party resident = scene.resident();
        scene.settle();
        resident.want(Scene.decided(VisitOutcome.REFUSED));
        scene.pass(Duration.ofSeconds(9));
        assertThat(resident.up()).isTrue();
        scene.pass(Duration.ofSeconds(2));
        assertThat(resident.up()).isFalse();
    }

    @Test
    void theVisitIsOverAlsoWhenTheVisitorsThreadEndsFirst() {
        Party visitor = called(scene);
        Party resident = scene.resident();
        scene.settle();
        scene.threadEnds(visitor);
        assertThat(scene.visits.active()).as("the resident is still there").hasSize(1);
        resident.end(LineEnd.SHUTDOWN);
        assertThat(scene.visits.active()).isEmpty();
        assertThat(scene.told(CallEvent.Over.class)).hasSize(1);
        assertThat(scene.registry.leased()).isZero();
        assertThat(dial.last().closed()).isEqualTo(1);
        assertThat(scene.visitor(Scene.ID).up()).as("its id is free").isTrue();
    }

    @Test
    void bothConversationsLearnWhatWasPlayedAndWhatCameToNothing() {
        Party visitor = called(scene);
        Party resident = scene.resident();
        scene.settle();
        for (Party party : List.of(visitor, resident)) {
            party.learned.clear();
            Utterance question = new Utterance(0, "Posso?", true);
            party.events.on(new LegEvent.Saying(1, question));
            party.events.on(new LegEvent.SpeechStarted(1));
            party.events.on(new LegEvent.Murmured(1));
            party.events.on(new LegEvent.Said(1, question, true));
            party.events.on(new LegEvent.Saying(-2, new Utterance(0, "Um momento.", true)));
            party.events.on(new LegEvent.Said(-2, new Utterance(0, "Um momento.", true), true));
            party.events.on(new LegEvent.SpeechStarted(2));
            party.events.on(new LegEvent.Heard(2, "sim", 0.9, "vosk", true));
            party.events.on(new LegEvent.Said(2, new Utterance(2, "Certo.", true), false));
            assertThat(party.learned)
                    .containsExactly(
                            new ConversationInput.Saying("Posso?"),
                            new ConversationInput.SpeechStarted(1),
                            new ConversationInput.Murmured(1),
                            new ConversationInput.Said("Posso?", true),
                            new ConversationInput.SpeechStarted(2),
                            new ConversationInput.Heard(2, "sim", 0.9, true),
                            new ConversationInput.Said("Certo.", false));
        }
    }

    @Test
    void noConversationWaitsForWhatWasRefused() {
        called(scene);
        Party resident = scene.resident();
        scene.settle();
        resident.mute = true;
        resident.want(new ConversationEvent.Say(1, "Posso?", true));
        assertThat(resident.learned).as("not while it is at it").hasSize(1);
        scene.settle();
        assertThat(resident.learned).last().isEqualTo(new ConversationInput.Said("Posso?", false));
        resident.mute = false;
        resident.want(new ConversationEvent.Say(1, "Posso entrar?", true));
        scene.settle();
        assertThat(resident.learned).last().isEqualTo(new ConversationInput.Said("Posso?", false));
    }

    @Test
    void transcriptsOfAnExtensionComeBeforeTheServers() {
        ExtensionProfile keep = new ExtensionProfile(null, "", "", null, Map.of(), null, true, true);
        assertThat(VisitPlan.of(VisitSettings.DEFAULT, keep).transcripts()).isTrue();
        assertThat(VisitPlan.of(VisitSettings.DEFAULT, keep).recordings()).isTrue();
        ExtensionProfile discreet = new ExtensionProfile(null, "", "", null, Map.of(), null, false, false);
        VisitSettings curious = VisitSettings.of("pt-BR", "", true, 1, 0).with(true, ResidentSettings.DEFAULT);
        assertThat(VisitPlan.of(curious, discreet).transcripts()).isFalse();
        assertThat(VisitPlan.of(curious, discreet).recordings()).isFalse();
        assertThat(VisitPlan.of(curious, ExtensionProfile.NONE).transcripts()).isTrue();
        assertThat(VisitPlan.of(curious, ExtensionProfile.NONE).recordings()).isTrue();
    }

    @Test
    void theLegsThatAreUpAreShownAndCanBeHungUp() {
        Party visitor = called(scene);
        assertThat(scene.visit().legs()).containsExactly(LegRole.VISITOR);
        assertThat(scene.visit().state()).isEqualTo("calling the resident");
        assertThat(scene.visits.hangup(Scene.ID, LegRole.RESIDENT)).isFalse();
        Party resident = scene.resident();
        assertThat(scene.visit().legs()).containsExactly(LegRole.VISITOR, LegRole.RESIDENT);
        scene.settle();
        assertThat(scene.visits.hangup(Scene.ID, LegRole.RESIDENT)).isTrue();
        scene.settle();
        assertThat(resident.up()).isFalse();
        assertThat(visitor.up()).isTrue();
        assertThat(scene.visit().legs()).containsExactly(LegRole.VISITOR);
    }

    @Test
    void endingAVisitSaysGoodbyeOnBothLegs() {
        Party visitor = called(scene);
        Party resident = scene.resident();
        scene.settle();
        assertThat(scene.visits.end(Scene.ID)).isTrue();
        scene.settle();
        assertThat(visitor.endings).containsExactly("farewell");
        assertThat(resident.endings).containsExactly("farewell");
        assertThat(scene.visits.active()).isEmpty();
        assertThat(scene.visits.end(Scene.ID)).isFalse();
    }

    @Test
    void aVisitIsUpUntilItsLastLegIs() {
        Party visitor = called(scene);
        Party resident = scene.resident();
        scene.settle();
        visitor.end(LineEnd.CALLER_HANGUP);
        scene.settle();
        assertThat(scene.told(CallEvent.Ended.class)).hasSize(1);
        assertThat(scene.told(CallEvent.Over.class)).isEmpty();
        assertThat(scene.visits.active()).hasSize(1);
        assertThat(scene.visit().ended()).isNull();
        assertThat(scene.visit().legs()).containsExactly(LegRole.RESIDENT);
        assertThat(scene.visitor(Scene.ID).up()).as("its id is in use").isFalse();
        resident.end(LineEnd.CALLER_HANGUP);
        scene.settle();
        assertThat(scene.visits.active()).isEmpty();
        assertThat(scene.visit().ended()).isNotNull();
        assertThat(scene.visitor(Scene.ID).up()).isTrue();
    }

    @Test
    void whetherAHumanGoesOnIsKnownAfterTheEnd() {
        Party visitor = scene.visitor(Scene.ID);
        scene.settle();
        visitor.want(new ConversationEvent.HandOver());
        scene.settle();
        assertThat(visitor.endings).containsExactly("said");
        assertThat(scene.visits.active()).isEmpty();
        assertThat(scene.visits.find(Scene.ID).orElseThrow().human()).isTrue();
    }

    @Test
    void aGateThatIsStillBeingOpenedIsAHumansUntilItIsKnown() {
        dial.gate(null);
        called(scene);
        Party resident = scene.resident();
        scene.settle();
        resident.want(Scene.decided(VisitOutcome.AUTHORISED));
        scene.settle();
        assertThat(scene.visit().human()).isTrue();
        dial.last().gate(GateResult.NONE);
        scene.settle();
        assertThat(scene.visit().human()).isFalse();
        dial.last().gate(GateResult.FAILED);
        scene.settle();
        assertThat(scene.told(CallEvent.Gate.class)).as("told once").hasSize(1);
    }

    @Test
    void whatIsSaidWhileTheConversationIsBeingOpenedIsNotLost() {
        Scene eager = new Scene();
        eager.eager = new ConversationEvent.Learned(VisitData.EMPTY.withApartment("501"), false);
        eager.visitor(Scene.ID);
        eager.settle();
        assertThat(eager.visit().visit().apartment()).isEqualTo("501");
    }

    @Test
    void bothLegsAreRecordedWhereThatIsOn() {
        scene.recorder = leg -> {
            scene.recorded.add(leg.role());
            return Optional.empty();
        };
        called(scene);
        scene.resident();
        assertThat(scene.recorded).isEmpty();

        Scene kept = scene(
                ResidentSettings.DEFAULT, true, new ExtensionProfile(null, "", "", null, Map.of(), null, null, true));
        kept.recorder = leg -> {
            kept.recorded.add(leg.role());
            return Optional.empty();
        };
        called(kept);
        kept.resident();
        assertThat(kept.recorded).containsExactly(LegRole.VISITOR, LegRole.RESIDENT);
    }

    @Test
    void aBadSettingNamesKeyValueAndCure() {
        assertThatThrownBy(() -> ResidentSettings.of(6, 10_000, 1000, 5000, 120_000, ""))
                .hasMessage("io.ramal.visit resident.attempts=6 is out of range; give 1 to 5");
        assertThatThrownBy(() -> ResidentSettings.of(2, 2999, 1000, 5000, 120_000, ""))
                .hasMessageContaining("resident.ring.ms=2999");
        assertThatThrownBy(() -> ResidentSettings.of(2, 3000, 1000, 5000, 120_000, "pbx"))
                .hasMessageContaining("resident.hosts")
                .hasMessageContaining("'pbx'")
                .hasMessageContaining("or any");
    }

    private Party called(Scene where) {
        where.registry.add(dial);
        Party visitor = where.visitor(Scene.ID);
        where.settle();
        visitor.want(Scene.callResident());
        where.settle();
        return visitor;
    }

    private static Scene scene(ResidentSettings resident, boolean transcripts) {
        return scene(resident, transcripts, ExtensionProfile.NONE);
    }

    private static Scene scene(ResidentSettings resident, boolean transcripts, ExtensionProfile profile) {
        return new Scene(VisitSettings.of("pt-BR", "", transcripts, 200, 0).with(false, resident), profile);
    }
}
