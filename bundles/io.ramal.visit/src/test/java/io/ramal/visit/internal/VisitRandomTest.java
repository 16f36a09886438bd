package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.call.LegEvent;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.DialEvent;
import io.ramal.dial.GateResult;
import io.ramal.extension.Extension;
import io.ramal.testkit.FakeDial;
import io.ramal.testkit.FakeLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fail-closed, whatever happens in whatever order: thousands of random visits, each from its own seed, on threads that are
 * run in random order. Nobody is authorised but by a resident's conversation while the visitor is there to stay, nor told to be; every visit ends
 * and leaves nothing behind; nobody is left on a leg.
 */
class VisitRandomTest {
    private static final int VISITS = 1500;
    private static final int EVENTS = 60;
    private static final Extension OTHER = new Extension(7, "2000", "2001", "0.0.0.0", 9000, 9001, 2);

    /** One random visit. */
    private static final class Run {
        final Random random;
        final Scene scene = new Scene();
        final List<FakeDial> dials = List.of(new FakeDial("one"), new FakeDial("two"));
        final Party visitor;
        final int rare;
        final boolean absent;
        /** The visitor's leg is being ended, by whomever. */
        boolean closing;
        /** Residents' conversations that have said yes while their leg and the visitor's were up, and to stay. */
        final Set<Party> approvers = new HashSet<>();

        final Set<Party> deciders = new HashSet<>();

        Run(long seed) {
            random = new Random(seed);
            rare = 2 + random.nextInt(12);
            absent = random.nextBoolean();
            for (FakeDial dial : dials) {
                if (random.nextInt(8) > 0) {
                    scene.registry.add(dial);
                }
                for (FakeDial.Step step : FakeDial.Step.values()) {
                    if (random.nextInt(12) == 0) {
                        dial.failing(step);
                    }
                }
                dial.gate(random.nextBoolean() ? null : any(GateResult.values()));
            }
            visitor = scene.visitor(Scene.ID);
        }

        void play() {
            if (random.nextInt(4) > 0) {
                scene.settle();
                visitor.want(Scene.callResident());
            }
            for (int i = 0; i < EVENTS; i++) {
                happens();
                threads();
            }
        }

        private void happens() {
            switch (random.nextInt(33)) {
                case 0 -> visitor.want(Scene.callResident());
                case 1, 2, 3 -> comes();
                case 4 -> scene.resident(Scene.ID, OTHER, "127.0.0.1");
                case 5 -> scene.resident(Scene.ID, FakeLine.EXTENSION, "10.9.9.9");
                case 6 -> scene.resident(new UUID(1, 1), FakeLine.EXTENSION, "127.0.0.1");
                case 7 -> residents().forEach(this::decides);
                case 8 -> visitor.want(Scene.decided(VisitOutcome.AUTHORISED));
                case 9 -> rarely(() -> visitor.end(LineEnd.CALLER_HANGUP));
                case 10 -> residents().forEach(r -> rarely(() -> r.end(any(LineEnd.values()))));
                case 11 -> rarely(() -> closing(() -> crash(visitor)));
                case 12 -> residents().forEach(r -> rarely(() -> crash(r)));
                case 13 -> rarely(() -> closing(() -> visitor.want(new ConversationEvent.Hangup())));
                case 14 -> rarely(() -> closing(() -> visitor.want(new ConversationEvent.HandOver())));
                case 15 -> residents().forEach(r -> rarely(() -> r.want(new ConversationEvent.Hangup())));
                case 16, 17, 18 -> sessions().forEach(s -> rarely(() -> s.emit(dialEvent())));
                case 19 -> sessions().forEach(s -> s.gate(any(GateResult.values())));
                case 20 -> rarely(() -> scene.registry.remove(any(dials.toArray(FakeDial[]::new))));
                case 21 -> rarely(scene.door::drain);
                case 22 -> rarely(() -> closing(scene::stop));
                case 23 -> rarely(() -> closing(() -> scene.visits.end(Scene.ID)));
                case 24 -> rarely(() -> closing(() -> scene.visits.hangup(Scene.ID, LegRole.VISITOR)));
                case 25 -> rarely(() -> scene.visits.hangup(Scene.ID, LegRole.RESIDENT));
                case 26 -> rarely(() -> closing(visitor::hangup));
                case 27 -> rarely(() -> scene.threadEnds(visitor));
                case 28 -> residents().forEach(r -> rarely(() -> scene.threadEnds(r)));
                default -> time();
            }
        }

        /** In some visits the resident takes their time. */
        private void comes() {
            if (!absent || random.nextInt(40) == 0) {
                scene.resident();
            }
        }

        private void closing(Runnable event) {
            event.run();
            closing = true;
            if (random.nextBoolean()) {
                // a resident's word is on its way at that very moment
                residents().forEach(this::decides);
            }
        }

        private void decides(Party resident) {
            VisitOutcome outcome =
                    any(new VisitOutcome[] {VisitOutcome.AUTHORISED, VisitOutcome.REFUSED, VisitOutcome.NO_DECISION});
            if (resident.closed == 0 && !resident.crashing && deciders.add(resident)) {
                if (outcome == VisitOutcome.AUTHORISED && visitor.up() && !closing) {
                    approvers.add(resident);
                }
            }
            resident.want(Scene.decided(outcome));
        }

        private void time() {
            int ticks = random.nextInt(60);
            for (int i = 0; i < ticks; i++) {
                scene.tick();
                threads();
            }
        }

        /** Some threads get on with some of what waits for them, in any order. */
        private void threads() {
            for (int i = random.nextInt(6); i > 0 && !scene.present.isEmpty(); i--) {
                Party p = scene.present.get(random.nextInt(scene.present.size()));
                p.line.executor().runNext();
                if (p.up() && p.line.hungUp() && random.nextBoolean()) {
                    p.end(LineEnd.LOCAL_HANGUP);
                }
            }
        }

        List<Party> residents() {
            return scene.present.stream().filter(p -> p != visitor).toList();
        }

        private List<FakeDial.Session> sessions() {
            List<FakeDial.Session> all = new ArrayList<>();
            dials.forEach(d -> all.addAll(d.sessions()));
            return all;
        }

        private DialEvent dialEvent() {
            return switch (random.nextInt(7)) {
                case 0 -> new DialEvent.Busy();
                case 1 -> new DialEvent.NoAnswer();
                case 2 -> new DialEvent.Rejected();
                case 3 -> new DialEvent.Failed("scripted");
                case 4 -> new DialEvent.Answered();
                default -> new DialEvent.Ringing();
            };
        }

        private void rarely(Runnable event) {
            if (random.nextInt(rare) == 0) {
                event.run();
            }
        }

        private void crash(Party party) {
            if (party.up()) {
                party.crashing = true;
                party.events.on(new LegEvent.Digit('1'));
            }
        }

        private <T> T any(T[] values) {
            return values[random.nextInt(values.length)];
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000, 2_000_000, 3_000_000})
    void nobodyIsAuthorisedWithoutTheResidentsWordAndEveryVisitEnds(long base) {
        Map<VisitOutcome, Integer> outcomes = new EnumMap<>(VisitOutcome.class);
        for (long seed = base; seed < base + VISITS; seed++) {
            Run run = new Run(seed);
            try {
                run.play();
                outcomes.merge(ends(run), 1, Integer::sum);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(outcomes)
                .as("every outcome was there")
                .containsOnlyKeys(EnumSet.complementOf(EnumSet.of(VisitOutcome.PENDING)));
    }

    private static VisitOutcome ends(Run run) {
        Scene scene = run.scene;
        scene.settle();
        boolean called = !scene.told(CallEvent.Dialled.class).isEmpty()
                || run.visitor.learned.stream().anyMatch(ConversationInput.ResidentRinging.class::isInstance);
        // time enough for two attempts and the longest talk: whoever still waits then would wait for ever
        scene.pass(Duration.ofSeconds(135));
        assertThat(run.residents()).as("no resident is left on a leg").noneMatch(Party::up);
        if (run.visitor.up() && called && !run.visitor.crashing) {
            assertThat(run.visitor.learned)
                    .as("the visitor's conversation learned what has come of it")
                    .anyMatch(ConversationInput.ResidentResult.class::isInstance);
        }
        run.visitor.end(LineEnd.CALLER_HANGUP);
        scene.settle();

        VisitOutcome outcome = scene.visit().outcome();
        assertThat(outcome).isNotEqualTo(VisitOutcome.PENDING);
        if (outcome == VisitOutcome.AUTHORISED) {
            assertThat(run.approvers).as("a resident said yes").hasSize(1);
        }
        assertThat(scene.told(CallEvent.Decided.class).stream()
                        .anyMatch(d -> d.decision().authorised()))
                .as("what is told is what counts")
                .isEqualTo(outcome == VisitOutcome.AUTHORISED);
        boolean gate = run.dials.stream().flatMap(d -> d.sessions().stream()).anyMatch(s -> s.gates() > 0);
        assertThat(gate).as("no gate without the word").isIn(false, outcome == VisitOutcome.AUTHORISED);
        nothingIsLeft(run);
        return outcome;
    }

    private static void nothingIsLeft(Run run) {
        Scene scene = run.scene;
        assertThat(scene.visits.active()).isEmpty();
        assertThat(scene.told(CallEvent.Over.class)).hasSize(1);
        assertThat(scene.told(CallEvent.Decided.class).size()).isLessThanOrEqualTo(1);
        assertThat(scene.registry.leased()).isZero();
        for (FakeDial dial : run.dials) {
            assertThat(dial.sessions()).allMatch(s -> s.closed() == 1 && s.gates() <= 1);
        }
        assertThat(scene.present).allMatch(p -> p.closed == 1);
        if (scene.door.accepting()
                && scene.told(CallEvent.Refused.class).stream()
                        .noneMatch(r -> r.reason().equals("draining"))) {
            FakeLine again = new FakeLine(Scene.ID, LegRole.VISITOR);
            scene.parties.put(again, new Party(again));
            scene.visits.accept(again);
            assertThat(scene.told(CallEvent.Refused.class))
                    .as("the id and the place were given back")
                    .noneMatch(r -> r.role() == LegRole.VISITOR && !r.reason().equals("draining"));
        }
    }
}
