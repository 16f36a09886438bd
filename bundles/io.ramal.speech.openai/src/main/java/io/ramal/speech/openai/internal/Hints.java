package io.ramal.speech.openai.internal;

import java.util.List;

/** The prompt of an utterance: likely words, as many as a model takes note of. */
final class Hints {
    /** Whisper heeds the last 224 tokens of a prompt only; the first phrases are the most likely ones. */
    static final int MAX_CHARS = 500;

    private Hints() {}

    /** Answers of a closed question are left out: a model repeats its prompt into silence, and a yes must not come from there. */
    static String of(List<String> phrases) {
        StringBuilder prompt = new StringBuilder();
        for (String phrase : phrases) {
            String clean = phrase.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            if (clean.isEmpty()) {
                continue;
            }
            if (prompt.length() + clean.length() + 2 > MAX_CHARS) {
                break;
            }
            prompt.append(prompt.isEmpty() ? "" : ", ").append(clean);
        }
        return prompt.toString();
    }
}
