package io.ramal.conversation;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * With whom a conversation is held.
 *
 * @param language the language to begin in
 * @param executor the leg's thread: the session is called on it and calls its listener on it
 * @param greeting first sentence of the call, empty for the server's
 * @param ai id of the AI backend that is asked first while it can be, empty for the server's choice
 * @param visit what the visitor has told, for a conversation with a resident
 */
public record ConversationRequest(
        UUID callId,
        LegRole role,
        Extension extension,
        Locale language,
        Executor executor,
        String greeting,
        String ai,
        VisitData visit) {
    public ConversationRequest {
        Objects.requireNonNull(greeting);
        Objects.requireNonNull(ai);
        Objects.requireNonNull(visit);
    }

    /** A conversation that begins with nothing known. */
    public ConversationRequest(
            UUID callId,
            LegRole role,
            Extension extension,
            Locale language,
            Executor executor,
            String greeting,
            String ai) {
        this(callId, role, extension, language, executor, greeting, ai, VisitData.EMPTY);
    }

    /** A conversation for which nothing special is set. */
    public ConversationRequest(UUID callId, LegRole role, Extension extension, Locale language, Executor executor) {
        this(callId, role, extension, language, executor, "", "");
    }
}
