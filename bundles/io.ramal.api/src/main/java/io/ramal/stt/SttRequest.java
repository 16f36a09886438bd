package io.ramal.stt;

import io.ramal.call.LegRole;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What is to be understood.
 *
 * @param language the language expected
 * @param phrases words that are likely, such as names; hints an engine may ignore
 * @param answers what is asked for can only be answered by these, such as yes and no; empty for an open question. An
 *     engine that makes use of them still tells what is none of them apart, and never takes it for one
 */
public record SttRequest(UUID callId, LegRole role, Locale language, List<String> phrases, List<String> answers) {
    public SttRequest {
        phrases = List.copyOf(phrases);
        answers = List.copyOf(answers);
    }

    /** An open question. */
    public SttRequest(UUID callId, LegRole role, Locale language, List<String> phrases) {
        this(callId, role, language, phrases, List.of());
    }
}
