package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.LegEvent;
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
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every order of events and what comes of it. A row's EVENTS happen one after the other; the other columns tell what there
 * is then, before those who are still there hang up (LEFT): the visit's outcome (with + when a human goes on), what the
 * visitor's conversation learned, what the resident's conversation learned, how the attempts went, what the telephone was
 * asked (o open, x cancel, g gate, c close; | between sessions), what is on record as decided, and who was refused.
 *
 * <p>There are two telephones, one and two; {@code one:open} makes the first one fail when it is opened.
 */
class VisitTableTest {
    private static final Extension OTHER = new Extension(7, "2000", "2001", "0.0.0.0", 9000, 9001, 2);

    private final FakeDial one = new FakeDial("one").gate(GateResult.OPENED);
    private final FakeDial two = new FakeDial("two").gate(GateResult.OPENED);
    private final Scene scene = new Scene();
    private Party visitor;
    private Party resident;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # the resident answers
        yes                       | call joins yes             | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        yes, phone told it first  | call answered joins yes    | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        no                        | call joins no              | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | -
        nothing clear             | call joins unclear         | NO_DECISION   | r1 talking NO_DECISION | -    | answered            | o       | NO_DECISION:scripted | -
        yes, then no              | call joins yes no          | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        no, then yes              | call joins no yes          | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | -
        yes, and hangs up         | call joins yes rbye        | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        hangs up undecided        | call joins rbye            | NO_DECISION   | r1 talking NO_DECISION | -    | answered            | o       | NO_DECISION:hangup | -
        yes after hanging up      | call joins rbye yes        | NO_DECISION   | r1 talking NO_DECISION | -    | answered            | o       | NO_DECISION:hangup | -
        says nothing for ever     | call joins 121s            | NO_DECISION   | r1 talking NO_DECISION | -    | answered            | o       | NO_DECISION:time-out | -
        their conversation fails  | call joins rcrash          | NO_DECISION   | r1 talking NO_DECISION | -    | answered            | o       | NO_DECISION:provider-error | -
        fails, then says yes      | call joins rcrash yes      | NO_DECISION   | r1 talking NO_DECISION | -    | answered            | o       | NO_DECISION:provider-error | -
        cannot be talked to       | call speechless joins      | NO_DECISION   | r1 NO_DECISION         | -    | answered            | o       | NO_DECISION:provider-error | -
        # nobody answers
        busy twice                | call busy 1s busy          | BUSY          | r1 r2 BUSY             | -    | busy busy           | oc:oc   | -           | -
        no answer twice           | call noanswer 1s noanswer  | NO_ANSWER     | r1 r2 NO_ANSWER        | -    | no_answer no_answer | oc:oc   | -           | -
        busy, then no answer      | call busy 1s noanswer      | NO_ANSWER     | r1 r2 NO_ANSWER        | -    | busy no_answer      | oc:oc   | -           | -
        rejects                   | call rejects 30s           | REJECTED      | r1 REJECTED            | -    | rejected            | oc      | -           | -
        rejects the second time   | call busy 1s rejects       | REJECTED      | r1 r2 REJECTED         | -    | busy rejected       | oc:oc   | -           | -
        a queue tells nothing     | call 26s                   | NO_ANSWER     | r1 r2 NO_ANSWER        | -    | no_answer no_answer | oxc:oxc | -           | -
        a queue's resident comes  | call 4s joins yes          | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        comes between attempts    | call busy joins 30s yes    | AUTHORISED    | r1 talking AUTHORISED  | -    | busy                | og      | AUTHORISED  | -
        comes the second time     | call busy 1s joins no      | REFUSED       | r1 r2 talking REFUSED  | -    | busy answered       | oc:o    | REFUSED     | -
        comes too late            | call busy 1s busy joins    | BUSY          | r1 r2 BUSY             | -    | busy busy           | oc:oc   | -           | not_waiting
        news after the leg came   | call joins busy 30s no     | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | -
        leg comes as the time ends| call joins-stall no        | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | -
        leg comes with busy       | call busy-joins no         | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | -
        late news of the first    | call busy 1s late joins no | REFUSED       | r1 r2 talking REFUSED  | -    | busy answered       | oc:o    | REFUSED     | -
        # telephones fail
        no telephone              | none call                  | UNREACHABLE   | UNREACHABLE            | -    | failed              | -       | -           | -
        all serve others          | others call                | UNREACHABLE   | UNREACHABLE            | -    | failed              | -       | -           | -
        the only one fails        | only call fails            | UNREACHABLE   | r1 UNREACHABLE         | -    | failed              | oc      | -           | -
        cannot be asked           | only one:serves call       | UNREACHABLE   | UNREACHABLE            | -    | failed              | -       | -           | -
        cannot be opened          | only one:open call         | UNREACHABLE   | UNREACHABLE            | -    | failed              | -       | -           | -
        the next rings at once    | call fails joins yes       | AUTHORISED    | r1 talking AUTHORISED  | -    | failed answered     | oc:og   | AUTHORISED  | -
        the next from the start   | one:open call joins yes    | AUTHORISED    | r1 talking AUTHORISED  | -    | failed answered     | og      | AUTHORISED  | -
        both fail                 | call fails fails           | UNREACHABLE   | r1 UNREACHABLE         | -    | failed failed       | oc:oc   | -           | -
        fails the second time     | only call busy 1s fails    | UNREACHABLE   | r1 r2 UNREACHABLE      | -    | busy failed         | oc:oc   | -           | -
        answered, no leg comes    | only call answered 6s      | UNREACHABLE   | r1 UNREACHABLE         | -    | failed              | oxc     | -           | -
        no leg, the next rings    | call answered 6s joins no  | REFUSED       | r1 talking REFUSED     | -    | failed answered     | oxc:o   | REFUSED     | -
        cancel and close fail     | one:cancel one:close call 26s | NO_ANSWER  | r1 r2 NO_ANSWER        | -    | no_answer no_answer | oxc:oxc | -           | -
        unregistered while rings  | call none 26s              | UNREACHABLE   | r1 UNREACHABLE         | -    | no_answer failed    | oxc     | -           | -
        unregistered while talks  | call joins none yes        | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        the gate fails            | gatefails call joins yes   | AUTHORISED+   | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        the gate throws           | one:gate call joins yes    | AUTHORISED+   | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        the gate is being opened  | gatesilent call joins yes  | AUTHORISED+   | r1 talking             | -    | answered            | og      | AUTHORISED  | -
        the gate takes too long   | gatesilent call joins yes 6s | AUTHORISED+ | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        the gate takes a while    | gatesilent call joins yes 2s opened | AUTHORISED | r1 talking AUTHORISED | - | answered        | og      | AUTHORISED  | -
        leaves as the gate opens  | gatesilent call joins yes vbye opened | AUTHORISED | r1 talking | -              | answered            | og      | AUTHORISED  | -
        # the visitor goes
        while collecting          | vbye                       | VISITOR_LEFT  | -                      | -    | -                   | -       | -           | -
        the conversation ends     | goodbye                    | NOT_CALLED    | -                      | -    | -                   | -       | -           | -
        a human goes on           | human                      | NOT_CALLED+   | -                      | -    | -                   | -       | -           | -
        the conversation fails    | vcrash                     | NOT_CALLED+   | -                      | -    | -                   | -       | -           | -
        while it rings            | call vbye                  | VISITOR_LEFT  | r1                     | -    | cancelled           | oxc     | -           | -
        between attempts          | call busy vbye 30s         | VISITOR_LEFT  | r1                     | -    | busy                | oc      | -           | -
        while the leg is awaited  | call answered vbye         | VISITOR_LEFT  | r1                     | -    | cancelled           | oxc     | -           | -
        and the resident comes    | call vbye joins            | VISITOR_LEFT  | r1                     | -    | cancelled           | oxc     | -           | no_visit
        while the resident talks  | call joins vbye            | VISITOR_LEFT  | r1 talking             | left | answered            | o       | -           | -
        yes after the visitor left| call joins vbye yes        | VISITOR_LEFT  | r1 talking             | left | answered            | o       | AUTHORISED  | -
        nothing after visitor left| call joins vbye rbye       | VISITOR_LEFT  | r1 talking             | left | answered            | oc      | NO_DECISION:visitor-left | -
        resident stays for ever   | call joins vbye 11s        | VISITOR_LEFT  | r1 talking             | left | answered            | oc      | NO_DECISION:visitor-left | -
        both at once              | call joins-vbye            | VISITOR_LEFT  | r1                     | left | answered            | o       | -           | -
        both at once, then yes    | call joins-vbye yes        | VISITOR_LEFT  | r1                     | left | answered            | o       | AUTHORISED  | -
        yes as the visitor leaves | call joins yes-vbye        | VISITOR_LEFT  | r1 talking             | left | answered            | o       | AUTHORISED  | -
        both hang up              | call joins vbye-rbye       | VISITOR_LEFT  | r1 talking             | -    | answered            | oc      | NO_DECISION:visitor-left | -
        after the yes             | call joins yes vbye        | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        fails while it rings      | call vcrash                | VISITOR_LEFT+ | r1                     | -    | cancelled           | oxc     | -           | -
        # who may not come in
        a second resident         | call joins joins yes       | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | second_resident
        both at one moment        | call joins-joins no        | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | second_resident
        nobody is called          | joins                      | PENDING       | -                      | -    | -                   | -       | -           | not_waiting
        another pair's port       | call port joins no         | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | wrong_extension
        an unknown UUID           | call uuid                  | PENDING       | r1                     | -    | -                   | o       | -           | no_visit
        another host              | call host                  | PENDING       | r1                     | -    | -                   | o       | -           | wrong_host
        after the decision        | call joins no rbye joins   | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | not_waiting
        # the conversation with the visitor is no resident
        says yes itself           | vyes                       | PENDING       | -                      | -    | -                   | -       | -           | -
        says yes while it rings   | call vyes                  | PENDING       | r1                     | -    | -                   | o       | -           | -
        calls twice               | call call joins no         | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | -
        calls again afterwards    | call rejects call          | REJECTED      | r1 REJECTED REJECTED   | -    | rejected            | oc      | -           | -
        the resident's calls      | call joins rcall no        | REFUSED       | r1 talking REFUSED     | -    | answered            | o       | REFUSED     | -
        # the server
        drains while it rings     | call drain joins yes       | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        drains while talking      | call joins drain yes       | AUTHORISED    | r1 talking AUTHORISED  | -    | answered            | og      | AUTHORISED  | -
        stops while it rings      | call stop                  | VISITOR_LEFT  | r1                     | -    | cancelled           | oxc     | -           | -
        stops as the leg comes    | call stop-joins            | VISITOR_LEFT  | r1                     | -    | cancelled           | oxc     | -           | not_waiting
        stops while talking       | call joins stop            | VISITOR_LEFT  | r1 talking             | left | answered            | oc      | NO_DECISION:visitor-left | -
        stops while collecting    | stop                       | NOT_CALLED    | -                      | -    | -                   | -       | -           | -
        is ended while it rings   | call end                   | VISITOR_LEFT  | r1                     | -    | cancelled           | oxc     | -           | -
        is ended while talking    | call joins end             | VISITOR_LEFT  | r1 talking             | left | answered            | oc      | NO_DECISION:visitor-left | -
        """)
    void row(
            String what,
            String happens,
            String outcome,
            String visitorLearns,
            String residentLearns,
            String dialled,
            String telephone,
            String onRecord,
            String refused) {
        scene.registry.add(one, two);
        visitor = scene.visitor(Scene.ID);
        scene.settle();
        for (String events : happens.split(" +")) {
            // what is joined by a hyphen happens before anybody's thread comes to it
            for (String event : events.split("-")) {
                happens(event);
            }
            scene.settle();
        }
        CallSnapshot now = scene.visit();
        assertThat(now.outcome() + (now.human() ? "+" : "")).as("outcome").isEqualTo(outcome);
        assertThat(learned(visitor)).as("visitor learns").isEqualTo(or(visitorLearns));
        assertThat(learned(resident)).as("resident learns").isEqualTo(or(residentLearns));
        assertThat(scene.told(CallEvent.Dialled.class).stream().map(CallEvent.Dialled::result))
                .as("dialled")
                .containsExactly(words(dialled));
        assertThat(telephones()).as("telephone").isEqualTo(or(telephone));
        assertThat(scene.told(CallEvent.Decided.class).stream().map(VisitTableTest::text))
                .as("on record")
                .containsExactly(words(onRecord));
        assertThat(scene.told(CallEvent.Refused.class).stream().map(CallEvent.Refused::reason))
                .as("refused")
                .containsExactly(words(refused));
        everybodyGoesAndNothingIsLeft();
    }

    private void everybodyGoesAndNothingIsLeft() {
        for (Party p : List.copyOf(scene.present)) {
            p.end(LineEnd.CALLER_HANGUP);
            scene.settle();
        }
        assertThat(scene.visits.active()).isEmpty();
        assertThat(scene.visit().legs()).isEmpty();
        assertThat(scene.visit().outcome()).isNotEqualTo(VisitOutcome.PENDING);
        assertThat(scene.registry.leased()).isZero();
        assertThat(scene.events.stream().filter(e -> !(e instanceof CallEvent.Refused)))
                .last()
                .isEqualTo(new CallEvent.Over(scene.visit()));
        assertThat(scene.told(CallEvent.Over.class)).hasSize(1);
        assertThat(scene.told(CallEvent.Ended.class)).hasSize(1);
        assertThat(scene.told(CallEvent.Decided.class))
                .hasSameSizeAs(scene.present.size() > 1 || joinedInVain() ? List.of(1) : List.of());
        for (FakeDial dial : List.of(one, two)) {
            assertThat(dial.sessions()).allMatch(s -> s.closed() == 1);
        }
        for (Party p : scene.present) {
            assertThat(p.closed).as("conversation closed").isEqualTo(1);
        }
    }

    private boolean joinedInVain() {
        return scene.told(CallEvent.Decided.class).stream()
                .anyMatch(d -> d.decision().reason().equals("provider-error"));
    }

    private void happens(String event) {
        switch (event) {
            case "call" -> visitor.want(Scene.callResident());
            case "joins" -> joins(scene.resident());
            case "port" -> scene.resident(Scene.ID, OTHER, "127.0.0.1");
            case "uuid" -> scene.resident(new UUID(1, 1), FakeLine.EXTENSION, "127.0.0.1");
            case "host" -> scene.resident(Scene.ID, FakeLine.EXTENSION, "10.9.9.9");
            case "speechless" -> scene.speechless = true;
            case "yes" -> resident.want(Scene.decided(VisitOutcome.AUTHORISED));
            case "no" -> resident.want(Scene.decided(VisitOutcome.REFUSED));
            case "unclear" -> resident.want(Scene.decided(VisitOutcome.NO_DECISION));
            case "vyes" -> visitor.want(Scene.decided(VisitOutcome.AUTHORISED));
            case "rcall" -> resident.want(Scene.callResident());
            case "goodbye" -> visitor.want(new ConversationEvent.Hangup());
            case "human" -> visitor.want(new ConversationEvent.HandOver());
            case "vbye" -> visitor.end(LineEnd.CALLER_HANGUP);
            case "rbye" -> resident.end(LineEnd.CALLER_HANGUP);
            case "vcrash" -> crash(visitor);
            case "rcrash" -> crash(resident);
            case "answered" -> ringing().emit(new DialEvent.Answered());
            case "busy" -> ringing().emit(new DialEvent.Busy());
            case "noanswer" -> ringing().emit(new DialEvent.NoAnswer());
            case "rejects" -> ringing().emit(new DialEvent.Rejected());
            case "fails" -> ringing().emit(new DialEvent.Failed("scripted"));
            case "late" -> one.sessions().get(0).emit(new DialEvent.Rejected());
            case "only" -> scene.registry.remove(two);
            case "none" -> {
                scene.registry.remove(one);
                scene.registry.remove(two);
            }
            case "others" -> {
                one.serving(r -> false);
                two.serving(r -> false);
            }
            case "gatefails" -> one.gate(GateResult.FAILED);
            case "gatesilent" -> one.gate(null);
            case "opened" -> one.last().gate(GateResult.OPENED);
            case "stall" -> {
                scene.nanos.advance(Duration.ofSeconds(20));
                scene.tick();
            }
            case "drain" -> scene.door.drain();
            case "stop" -> scene.visits.drain(Duration.ZERO);
            case "end" -> scene.visits.end(Scene.ID);
            default -> timeOrFault(event);
        }
    }

    private void timeOrFault(String event) {
        if (event.startsWith("one:")) {
            one.failing(FakeDial.Step.valueOf(event.substring(4).toUpperCase(java.util.Locale.ROOT)));
        } else {
            scene.pass(Duration.ofSeconds(Long.parseLong(event.substring(0, event.length() - 1))));
        }
    }

    private void joins(Party party) {
        if (scene.present.contains(party)) {
            resident = party;
        }
    }

    private static void crash(Party party) {
        party.crashing = true;
        party.events.on(new LegEvent.Digit('1'));
    }

    /** The session that rings now. */
    private FakeDial.Session ringing() {
        return two.sessions().isEmpty() ? one.last() : two.last();
    }

    private String telephones() {
        return java.util.stream.Stream.of(one, two)
                .flatMap(d -> d.sessions().stream())
                .map(s -> "o" + "x".repeat(s.cancelled()) + "g".repeat(s.gates()) + "c".repeat(s.closed()))
                .collect(Collectors.joining(":"));
    }

    private static String learned(Party party) {
        return party == null
                ? ""
                : party.learned.stream()
                        .map(VisitTableTest::text)
                        .filter(t -> !t.isEmpty())
                        .collect(Collectors.joining(" "));
    }

    private static String text(ConversationInput input) {
        if (input instanceof ConversationInput.ResidentRinging r) {
            return "r" + r.attempt();
        } else if (input instanceof ConversationInput.ResidentTalking) {
            return "talking";
        } else if (input instanceof ConversationInput.ResidentResult r) {
            return r.outcome().name();
        }
        return input instanceof ConversationInput.VisitorLeft ? "left" : "";
    }

    private static String text(CallEvent.Decided decided) {
        VisitOutcome outcome = decided.decision().outcome();
        return outcome == VisitOutcome.NO_DECISION
                ? outcome + ":" + decided.decision().reason()
                : outcome.name();
    }

    private static String or(String text) {
        return text == null ? "" : text;
    }

    private static String[] words(String text) {
        return text == null ? new String[0] : text.split(" +");
    }
}
