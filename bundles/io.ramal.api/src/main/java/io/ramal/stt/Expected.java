package io.ramal.stt;

import java.util.List;

/**
 * What a caller is likely to say.
 *
 * @param phrases see {@link SttRequest#phrases}
 * @param answers see {@link SttRequest#answers}
 */
public record Expected(List<String> phrases, List<String> answers) {
    /** Anything. */
    public static final Expected ANYTHING = new Expected(List.of(), List.of());

    public Expected {
        phrases = List.copyOf(phrases);
        answers = List.copyOf(answers);
    }
}
