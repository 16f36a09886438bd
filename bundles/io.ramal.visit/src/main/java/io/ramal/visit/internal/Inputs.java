package io.ramal.visit.internal;

import io.ramal.call.LegEvent;
import io.ramal.conversation.ConversationInput;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a conversation learns of what happens on its leg. */
final class Inputs {
    private Inputs() {}

    /**
     * @param hearsSpeech whether speech can be understood now
     * @return null for what is none of the conversation's business
     */
    static @Nullable ConversationInput of(LegEvent event, BooleanSupplier hearsSpeech) {
        if (event instanceof LegEvent.SpeechStarted e) {
            return new ConversationInput.SpeechStarted(e.turn());
        } else if (event instanceof LegEvent.Heard e) {
            return new ConversationInput.Heard(e.turn(), e.text(), e.confidence(), e.talkedOver());
        } else if (event instanceof LegEvent.Presumed e) {
            return new ConversationInput.Presumed(e.turn(), e.text());
        } else if (event instanceof LegEvent.Murmured e) {
            return new ConversationInput.Murmured(e.turn());
        } else if (event instanceof LegEvent.NotUnderstood e) {
            return new ConversationInput.NotUnderstood(e.turn(), hearsSpeech.getAsBoolean());
        } else if (event instanceof LegEvent.Digit e) {
            return new ConversationInput.Digit(e.digit());
        } else if (event instanceof LegEvent.NoInput e) {
            return new ConversationInput.NoInput(e.count());
        } else if (event instanceof LegEvent.Tick e) {
            return new ConversationInput.Tick(e.nanoTime());
        }
        return ofOurs(event);
    }

    /** What the leg says of its own accord has a negative id. */
    private static @Nullable ConversationInput ofOurs(LegEvent event) {
        if (event instanceof LegEvent.Saying e && e.id() >= 0) {
            return new ConversationInput.Saying(e.utterance().text());
        } else if (event instanceof LegEvent.Said e && e.id() >= 0) {
            return new ConversationInput.Said(e.utterance().text(), e.complete());
        }
        return null;
    }
}
