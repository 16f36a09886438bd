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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A resident's leg: puts inputs in, keeps what comes out, and says it in the time that passes. */
final class Phone {
    /** How long every sentence takes. */
    static final int SENTENCE = 1_000;

    static final Locale PT = Locale.forLanguageTag("pt-BR");
    static final VisitData VISIT = new VisitData("entrega", "Carlos", "501", "");
    private static final Extension EXTENSION = new Extension(1, "1000", "1001", "0.0.0.0", 8080, 8081, 10);

    final ResidentConversation conversation;
    private final List<ConversationEvent> events = new ArrayList<>();
    private final Deque<String> mouth = new ArrayDeque<>();
    /** Turns that have begun; whether we were sounding then. */
    private final Map<Long, Boolean> begun = new HashMap<>();

    private boolean sounding;
    private int sounded;
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
                new ResidentConversation(request, new Decider(settings.decision()), sentences, settings, this::on);
    }

    private void on(ConversationEvent event) {
        events.add(event);
        if (event instanceof ConversationEvent.Say say) {
            mouth.add(say.text());
        }
    }

    /** Picked up and asked. */
    static Phone asked() {
        Phone phone = new Phone(ResidentSettings.DEFAULT, PT, VISIT);
        phone.opened().out();
        return phone;
    }

    /** Picked up, and everything said that is said then. */
    Phone opened() {
        return input(new ConversationInput.Opened(true)).listens();
    }

    /** Hears us out. */
    Phone listens() {
        for (int i = 0; i < 200 && !mouth.isEmpty(); i++) {
            millis(100);
        }
        return this;
    }

    /** What we are saying, empty for nothing. */
    String sounding() {
        return sounding ? mouth.element() : "";
    }

    /** What is being said and would be said is not. */
    void hush() {
        List<String> dropped = List.copyOf(mouth);
        mouth.clear();
        sounding = false;
        dropped.forEach(text -> input(new ConversationInput.Said(text, false)));
    }

    Phone input(ConversationInput input) {
        conversation.accept(input);
        return this;
    }

    Phone starts(long turn) {
        begun.put(turn, sounding);
        return input(new ConversationInput.SpeechStarted(turn));
    }

    Phone heard(long turn, String text) {
        return heard(turn, text, 0.9);
    }

    Phone heard(long turn, String text, double confidence) {
        if (!begun.containsKey(turn)) {
            starts(turn);
        }
        boolean over = begun.get(turn);
        if (over) {
            hush();
        }
        return input(new ConversationInput.Heard(turn, text, confidence, over));
    }

    /** A whole turn, after hearing us out. */
    Phone says(long turn, String text) {
        return listens().starts(turn).millis(1_000).heard(turn, text);
    }

    /** The same without hearing us out. */
    Phone interrupts(long turn, String text) {
        return starts(turn).heard(turn, text);
    }

    Phone murmurs(long turn) {
        return input(new ConversationInput.Murmured(turn));
    }

    Phone noise(long turn) {
        return input(new ConversationInput.NotUnderstood(turn, true));
    }

    Phone key(char key) {
        hush();
        return input(new ConversationInput.Digit(key));
    }

    Phone silence() {
        return input(new ConversationInput.NoInput(1));
    }

    Phone millis(int millis) {
        for (int i = 0; i < millis; i += ConversationInput.Tick.TICK_MILLIS) {
            nanos += ConversationInput.Tick.TICK_MILLIS * 1_000_000L;
            speak();
            input(new ConversationInput.Tick(nanos));
        }
        return this;
    }

    private void speak() {
        if (sounding && (sounded += ConversationInput.Tick.TICK_MILLIS) > SENTENCE) {
            sounding = false;
            input(new ConversationInput.Said(mouth.remove(), true));
        }
        if (!sounding && !mouth.isEmpty()) {
            sounding = true;
            sounded = 0;
            input(new ConversationInput.Saying(mouth.element()));
        }
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
        if (event instanceof ConversationEvent.Hush) {
            return "hush";
        }
        return event instanceof ConversationEvent.Hangup ? "hangup" : event.toString();
    }
}
