package io.ramal.visit.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.LegEvent;
import io.ramal.call.LegListener;
import io.ramal.call.LegRecorder;
import io.ramal.call.LegRequest;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.Resident;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionProfile;
import io.ramal.stt.Expected;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server with scripted callers, conversations and telephones, whose time is the test's. */
final class Scene {
    static final UUID ID = UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd");
    static final VisitData DATA = new VisitData("entrega", "Carlos", "501", "Ana");
    private static final Duration TICK = Duration.ofMillis(100);

    final FakeClock nanos = new FakeClock();
    final FakeRegistry registry = new FakeRegistry();
    final FrontDoor door = new FrontDoor(open -> {});
    final List<CallEvent> events = new ArrayList<>();
    final Map<FakeLine, Party> parties = new HashMap<>();
    final List<Party> present = new ArrayList<>();
    /** Whether the next conversation that is to be opened throws. */
    boolean speechless;
    /** What a conversation wants while it is being opened. */
    ConversationEvent eager;

    LegRecorder recorder;
    boolean simulated;
    final List<LegRole> recorded = new ArrayList<>();

    final Visits visits;

    Scene(VisitSettings settings, ExtensionProfile profile) {
        visits = new Visits(
                new Means(
                        this::leg,
                        this::conversation,
                        registry,
                        () -> recorder,
                        (role, condominium, language) -> Expected.ANYTHING,
                        id -> simulated,
                        Clock.systemUTC(),
                        nanos,
                        events::add),
                settings,
                door,
                number -> profile);
    }

    Scene() {
        this(VisitSettings.of("pt-BR", "", true, 200, 0), ExtensionProfile.NONE);
    }

    /** A visitor calls. */
    Party visitor(UUID id) {
        return arrives(new FakeLine(id, LegRole.VISITOR));
    }

    /** A leg comes in on a return port. */
    Party resident(UUID id, Extension extension, String host) {
        return arrives(new FakeLine(id, LegRole.RESIDENT, extension, host));
    }

    Party resident() {
        return resident(ID, FakeLine.EXTENSION, "127.0.0.1");
    }

    /** As the transport does it: a refused line, or one whose acceptor fails, is closed and never heard of again. */
    private Party arrives(FakeLine line) {
        Party party = parties.computeIfAbsent(line, Party::new);
        boolean in = false;
        try {
            in = visits.accept(line).isPresent();
        } catch (IllegalStateException scripted) {
            in = false;
        }
        if (in) {
            present.add(party);
        } else {
            party.ended = true;
        }
        return party;
    }

    private Party leg(LegRequest request, LegListener listener) {
        Party party = parties.values().stream()
                .filter(p -> p.info() == request.line().info())
                .findFirst()
                .orElseThrow();
        party.transport = request.line();
        party.events = listener;
        return party;
    }

    private Party conversation(ConversationRequest request, ConversationListener listener) {
        if (speechless) {
            speechless = false;
            throw new IllegalStateException("scripted");
        }
        // newest first: the line it is about is the one that has no conversation yet
        Party party = parties.values().stream()
                .filter(p -> p.request == null
                        && p.info().role() == request.role()
                        && p.info().callId().equals(request.callId())
                        && p.up())
                .findFirst()
                .orElseThrow();
        party.request = request;
        party.wants = listener;
        if (eager != null) {
            listener.on(eager);
        }
        return party;
    }

    /** Everything that waits on any thread happens, and lines that were hung up end. */
    void settle() {
        boolean busy = true;
        while (busy) {
            busy = false;
            for (Party p : List.copyOf(present)) {
                while (p.line.executor().runNext()) {
                    busy = true;
                }
                if (p.up() && p.line.hungUp()) {
                    p.end(LineEnd.LOCAL_HANGUP);
                    busy = true;
                }
            }
        }
    }

    /** Time passes; legs that are up tick. */
    void pass(Duration duration) {
        for (long left = duration.toNanos(); left > 0; left -= TICK.toNanos()) {
            tick();
            settle();
        }
    }

    /** The transport ends a thread: its line is closed, what waits is done, and nothing more is taken. */
    void threadEnds(Party party) {
        party.end(LineEnd.SHUTDOWN);
        party.line.executor().end();
    }

    /** The server stops, without waiting for anybody. */
    void stop() {
        visits.drain(Duration.ZERO, Duration.ZERO);
    }

    /** A tenth of a second passes, and nothing else happens. */
    void tick() {
        nanos.advance(TICK);
        for (Party p : List.copyOf(present)) {
            if (p.up()) {
                p.events.on(new LegEvent.Tick(nanos.getAsLong()));
            }
        }
    }

    CallSnapshot visit() {
        return visits.find(ID).orElseThrow();
    }

    <E extends CallEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static ConversationEvent callResident() {
        return new ConversationEvent.CallResident(DATA, new Resident("501", "1003030"));
    }

    static ConversationEvent decided(VisitOutcome outcome) {
        return new ConversationEvent.Decided(new ResidentDecision(outcome, "scripted", false, 0.9, 1, "pode subir"));
    }
}
