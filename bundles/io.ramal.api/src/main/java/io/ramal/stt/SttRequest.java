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
 */
public record SttRequest(UUID callId, LegRole role, Locale language, List<String> phrases) {
    public SttRequest {
        phrases = List.copyOf(phrases);
    }
}
