package io.ramal.doorman.internal;

import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import io.ramal.doorman.internal.directory.Directory;
import io.ramal.doorman.internal.talk.Mouth;
import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.provider.ProviderRegistry;
import io.ramal.text.Apartments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with a visitor: greets, then goes on by voice or by keys, and from voice to keys when ears fail; once
 * the resident is called the visitor is kept company until the result is there.
 */
final class VisitorConversation implements ConversationSession {
    /** Ringing anew and the last words to a resident take less; later there will be no result any more. */
    private static final Duration AFTER_DECISION = Duration.ofMinutes(2);

    private final ConversationRequest request;
    private final ProviderRegistry registry;
    private final Sentences sentences;
    private final DoormanSettings settings;
    private final AheadCounters counters;
    private final Mouth mouth;
    private final Switchboard switchboard;
    private @Nullable Manner manner;

    VisitorConversation(
            ConversationRequest request,
            ProviderRegistry registry,
            Directory directory,
            Sentences sentences,
            Apartments language,
            DoormanSettings settings,
            AheadCounters counters,
            ConversationListener listener) {
        this.request = request;
        this.registry = registry;
        this.sentences = sentences;
        this.settings = settings;
        this.counters = counters;
        this.mouth = new Mouth(listener);
        this.switchboard = new Switchboard(
                mouth,
                sentences,
                directory,
                language,
                request.extension().condominiumId(),
                settings.asksMax(),
                () -> begin(waiting()));
    }

    @Override
    public void accept(ConversationInput input) {
        if (mouth.over()) {
            // answers end a conversation between two inputs; the next tick tidies up
            closeManner();
            return;
        }
        if (manner == null) {
            if (input instanceof ConversationInput.Opened opened) {
                mouth.say(0, greeting());
                begin(opened.speech() ? spoken() : keypad());
            }
            return;
        }
        if (manner instanceof SpokenDialogue && deaf(input)) {
            begin(keypad());
        } else {
            manner.accept(input);
        }
    }

    private String greeting() {
        return request.greeting().isBlank()
                ? sentences.get("greeting")
                : request.greeting().strip();
    }

    private static boolean deaf(ConversationInput input) {
        return input instanceof ConversationInput.NotUnderstood sound && !sound.speech();
    }

    private Manner spoken() {
        return new SpokenDialogue(mouth, sentences, settings, switchboard, request, registry, counters);
    }

    private Manner keypad() {
        return new KeypadDialogue(mouth, sentences, settings, switchboard);
    }

    private Manner waiting() {
        Duration noNews = settings.resident().limit().plus(AFTER_DECISION);
        return new Waiting(mouth, sentences, settings, noNews);
    }

    private void begin(Manner next) {
        closeManner();
        manner = next;
        next.begin();
    }

    private void closeManner() {
        if (manner != null) {
            manner.close();
        }
    }

    @Override
    public void close() {
        mouth.close();
        closeManner();
    }
}
