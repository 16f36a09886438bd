package io.ramal.visit.internal;

import io.ramal.call.LegRequest;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineInfo;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.VisitData;
import io.ramal.extension.ExtensionProfile;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.Vocabulary;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * How one visit is held: what is set for its extension, and the server's settings for the rest.
 *
 * @param voice an engine's name of a voice, empty for its default
 * @param transcripts whether words are kept in the story of the call
 * @param recordings whether sound is kept
 * @param resident how the resident is called
 */
record VisitPlan(
        Locale language,
        String voice,
        boolean transcripts,
        boolean recordings,
        ResidentSettings resident,
        ExtensionProfile profile) {
    static VisitPlan of(VisitSettings settings, ExtensionProfile profile) {
        Locale language = Objects.requireNonNullElse(profile.language(), settings.language());
        // the server's voice speaks the server's language
        String voice = language.equals(settings.language()) ? settings.voice() : "";
        return new VisitPlan(
                language,
                profile.voice().isEmpty() ? voice : profile.voice(),
                Objects.requireNonNullElse(profile.transcripts(), settings.transcripts()),
                Objects.requireNonNullElse(profile.recordings(), settings.recordings()),
                settings.resident(),
                profile);
    }

    LegRequest leg(Line line, Vocabulary vocabulary) {
        LineInfo info = line.info();
        return new LegRequest(
                line,
                language,
                voice,
                profile.silence(),
                profile.providers(),
                vocabulary.expected(info.role(), info.extension().condominiumId(), language));
    }

    /**
     * @param executor the leg's thread
     * @param visit what is known of the visit when it begins
     */
    ConversationRequest conversation(Line line, Executor executor, VisitData visit) {
        LegRole role = line.info().role();
        return new ConversationRequest(
                line.info().callId(),
                role,
                line.info().extension(),
                language,
                executor,
                // what is set is said to visitors
                role == LegRole.VISITOR ? profile.greeting() : "",
                profile.providers().getOrDefault(ProviderRole.AI, ""),
                visit);
    }
}
