package io.ramal.doorman.internal.resident;

import io.ramal.call.LegRole;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.extension.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A resident's leg: puts inputs in, keeps what comes out. */
final class Phone {
    static final Locale PT = Locale.forLanguageTag("pt-BR");
    static final VisitData VISIT = new VisitData("entrega", "Carlos", "501", "");
    private static final Extension EXTENSION = new Extension(1, "1000", "1001", "0.0.0.0", 8080, 8081, 10);

    final ResidentConversation conversation;
    private final List<ConversationEvent> events = new ArrayList<>();
    private long nanos = 7_000_000_000L;

    Phone(ResidentSettings settings, Locale language, VisitData visit) {
        ConversationRequest request = new ConversationRequest(
                new UUID(1, 2), LegRole.RESIDENT, EXTENSION, language, Runnable::run, "", "", visit);
        Sentences sentences = new Sentences(
                language,
                "",
                settings.decision().yesDigit(),
                settings.decision().noDigit());
        conversation =
                new ResidentConversation(request, new Decider(settings.decision()), sentences, settings, events::add);
    }

    /** Picked up and asked. */
    static Phone asked() {
        Phone phone = new Phone(ResidentSettings.DEFAULT, PT, VISIT);
        phone.input(new ConversationInput.Opened(true)).millis(1_000).out();
        return phone;
    }

    Phone input(ConversationInput input) {
        conversation.accept(input);
        return this;
    }

    Phone starts(long turn) {
        return input(new ConversationInput.SpeechStarted(turn));
    }

    Phone heard(long turn, String text) {
        return input(new ConversationInput.Heard(turn, text, 0.9));
    }

    /** A whole turn. */
    Phone says(long turn, String text) {
        return starts(turn).millis(1_000).heard(turn, text);
    }

    Phone noise(long turn) {
        return input(new ConversationInput.NotUnderstood(turn, true));
    }

    Phone key(char key) {
        return input(new ConversationInput.Digit(key));
    }

    Phone silence() {
        return input(new ConversationInput.NoInput(1));
    }

    Phone millis(int millis) {
        for (int i = 0; i < millis; i += ConversationInput.Tick.TICK_MILLIS) {
            nanos += ConversationInput.Tick.TICK_MILLIS * 1_000_000L;
            input(new ConversationInput.Tick(nanos));
        }
        return this;
    }

    /** Everything since the last time, as short text. */
    List<String> out() {
        List<String> out = events.stream().map(Phone::text).toList();
        events.clear();
        return out;
    }

    private static String text(ConversationEvent event) {
        if (event instanceof ConversationEvent.Say say) {
            return (say.bargeIn() ? "" : "! ") + (say.turn() == 0 ? "" : say.turn() + " ") + say.text();
        }
        if (event instanceof ConversationEvent.Decided decided) {
            ResidentDecision d = decided.decision();
            return String.join(
                    " ",
                    d.outcome().name(),
                    d.reason(),
                    d.key() ? "key" : "voice",
                    String.valueOf(d.confidence()),
                    String.valueOf(d.answers()),
                    "'" + d.words() + "'");
        }
        return event instanceof ConversationEvent.Hangup ? "hangup" : event.toString();
    }
}
