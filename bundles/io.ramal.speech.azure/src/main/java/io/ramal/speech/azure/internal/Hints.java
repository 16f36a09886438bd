package io.ramal.speech.azure.internal;

import io.ramal.stt.SttRequest;
import java.util.List;

/**
 * The phrase list of an utterance: what is likely, within bounds. What may be answered is none of it: a hint makes its words
 * more likely whatever was said, and a "sim" that is not there is the worst that can be heard.
 */
final class Hints {
    /** No limit is documented, but long lists are said to slow recognition; this is more than a large condominium has. */
    static final int MAX_PHRASES = 500;
    /** Longer ones are no names. */
    static final int MAX_LENGTH = 100;

    private Hints() {}

    static List<String> of(SttRequest request) {
        return request.phrases().stream()
                .map(String::strip)
                .filter(p -> !p.isEmpty() && p.length() <= MAX_LENGTH)
                .distinct()
                .limit(MAX_PHRASES)
                .toList();
    }
}
