package io.ramal.doorman.internal;

import io.ramal.call.LegRole;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.doorman.internal.directory.Directory;
import io.ramal.extension.Extension;
import io.ramal.testkit.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** One leg with a scripted caller: puts inputs in, keeps what comes out. */
final class Caller {
    static final Extension EXTENSION = new Extension(1, "1000", "1001", "0.0.0.0", 8080, 8081, 10);

    final FakeRegistry registry = new FakeRegistry();
    final ManualExecutor executor = new ManualExecutor();
    final ConversationSession session;
    private final List<ConversationEvent> events = new ArrayList<>();
    private long nanos = 5_000_000_000L;

    Caller(DoormanSettings settings, Locale language, FakeAi... backends) {
        this(settings, language, "", "", backends);
    }

    Caller(DoormanSettings settings, Locale language, String greeting, String ai, FakeAi... backends) {
        this(settings, language, greeting, ai, new FakeDirectory(), backends);
    }

    Caller(
            DoormanSettings settings,
            Locale language,
            String greeting,
            String ai,
            Directory directory,
            FakeAi... backends) {
        registry.backends.addAll(List.of(backends));
        session = new Doorman(registry, directory, settings, new AheadCounters())
                .open(
                        new ConversationRequest(
                                new UUID(1, 2), LegRole.VISITOR, EXTENSION, language, executor, greeting, ai),
                        events::add);
    }

    static Caller of(FakeAi... backends) {
        return new Caller(DoormanSettings.DEFAULT, Doorman.PT, backends);
    }

    Caller input(ConversationInput input) {
        executor.runAll();
        session.accept(input);
        executor.runAll();
        return this;
    }

    Caller opened(boolean speech) {
        return input(new ConversationInput.Opened(speech));
    }

    Caller heard(long turn, String text) {
        return input(new ConversationInput.Heard(turn, text, 1));
    }

    Caller keys(String keys) {
        keys.chars().forEach(key -> input(new ConversationInput.Digit((char) key)));
        return this;
    }

    Caller silence(int count) {
        return input(new ConversationInput.NoInput(count));
    }

    Caller noise(long turn) {
        return input(new ConversationInput.NotUnderstood(turn, true));
    }

    Caller ringing(int attempt) {
        return input(new ConversationInput.ResidentRinging(attempt));
    }

    Caller result(VisitOutcome outcome) {
        return input(new ConversationInput.ResidentResult(outcome));
    }

    Caller millis(int millis) {
        for (int i = 0; i <= millis; i += ConversationInput.Tick.TICK_MILLIS) {
            input(new ConversationInput.Tick(nanos));
            nanos += ConversationInput.Tick.TICK_MILLIS * 1_000_000L;
        }
        return this;
    }

    /** Everything since the last time, as short text. */
    List<String> out() {
        executor.runAll();
        List<String> out = events.stream().map(Caller::text).toList();
        events.clear();
        return out;
    }

    private static String text(ConversationEvent event) {
        if (event instanceof ConversationEvent.Say say) {
            return (say.bargeIn() ? "" : "! ") + (say.turn() == 0 ? "" : say.turn() + " ") + say.text();
        }
        if (event instanceof ConversationEvent.Learned learned) {
            VisitData d = learned.data();
            return "learned " + String.join("|", d.intent(), d.visitorName(), d.apartment(), d.residentName())
                    + (learned.complete() ? " complete" : "");
        }
        if (event instanceof ConversationEvent.CallResident call) {
            return "call " + call.data().apartment() + " at " + call.resident().destination();
        }
        if (event instanceof ConversationEvent.Hush) {
            return "hush";
        }
        return event instanceof ConversationEvent.HandOver ? "hand over" : "hangup";
    }
}
