package io.ramal.speech.azure.internal;

/**
 * The text of an utterance as it grows phrase by phrase. It is as certain as its least certain phrase: one that was guessed
 * may turn it around. Not thread-safe.
 */
final class Transcript {
    private final StringBuilder text = new StringBuilder();
    private double least = 1;

    /** Takes a finished phrase; an empty one changes nothing. */
    void add(String phrase, double confidence) {
        if (!phrase.isBlank()) {
            text.append(text.isEmpty() ? "" : " ").append(phrase.strip());
            least = Math.min(least, Math.max(0, confidence));
        }
    }

    /** With what is understood of the phrase that is being spoken. */
    String with(String partial) {
        return text.isEmpty() ? partial.strip() : (text + " " + partial.strip()).strip();
    }

    String text() {
        return text.toString();
    }

    /** 0–1; 0 when there are no words. */
    double confidence() {
        return text.isEmpty() ? 0 : least;
    }
}
