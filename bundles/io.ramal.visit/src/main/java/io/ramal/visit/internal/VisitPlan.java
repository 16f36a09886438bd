package io.ramal.visit.internal;

import io.ramal.call.LegRequest;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.conversation.ConversationRequest;
import io.ramal.extension.ExtensionProfile;
import io.ramal.provider.ProviderRole;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * How one visit is held: what is set for its extension, and the server's settings for the rest.
 *
 * @param voice an engine's name of a voice, empty for its default
 * @param transcripts whether words are kept in the story of the call
 */
record VisitPlan(Locale language, String voice, boolean transcripts, ExtensionProfile profile) {
    static VisitPlan of(VisitSettings settings, ExtensionProfile profile) {
        Locale language = Objects.requireNonNullElse(profile.language(), settings.language());
        // the server's voice speaks the server's language
        String voice = language.equals(settings.language()) ? settings.voice() : "";
        return new VisitPlan(
                language, profile.voice().isEmpty() ? voice : profile.voice(), settings.transcripts(), profile);
    }

    LegRequest leg(Line line) {
        return new LegRequest(line, language, voice, profile.silence(), profile.providers());
    }

    /** @param executor the leg's thread */
    ConversationRequest conversation(Line line, Executor executor) {
        return new ConversationRequest(
                line.info().callId(),
                LegRole.VISITOR,
                line.info().extension(),
                language,
                executor,
                profile.greeting(),
                profile.providers().getOrDefault(ProviderRole.AI, ""));
    }
}
