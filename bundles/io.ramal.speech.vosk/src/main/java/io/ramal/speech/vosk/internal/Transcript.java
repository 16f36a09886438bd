package io.ramal.speech.vosk.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of an utterance as it grows out of the engine's JSON: {@code {"partial":"…"}} for what may still change, {@code
 * {"text":"…","result":[{"word":"…","conf":0.98,…}]}} for a finished segment. Not thread-safe.
 *
 * <p>Marks such as {@code [unk]} or {@code <unk>} stand for sound that is no known word; they are left out of the text and
 * count as words of no confidence: what was lost may have been the "não" of a sentence.
 *
 * <p>A text is as certain as its words are together, but at most {@value #LEAST_WEIGHT} times as certain as the least
 * certain of them: one word that was guessed may turn a sentence around. The least alone would be too strict: Vosk often
 * gives a short word that it got right ("a", "de") no more than a third.
 */
final class Transcript {
    private static final int LEAST_WEIGHT = 2;

    private final StringBuilder text = new StringBuilder();
    private double confidences;
    private double least = 1;
    private int words;

    /** Takes a finished segment. */
    void add(String json) {
        JsonObject segment = JsonParser.parseString(json).getAsJsonObject();
        append(text, clean(string(segment, "text")));
        JsonElement list = segment.get("result");
        if (list != null && list.isJsonArray()) {
            for (JsonElement e : list.getAsJsonArray()) {
                JsonObject word = e.getAsJsonObject();
                if (mark(string(word, "word"))) {
                    count(0);
                } else if (word.has("conf")) {
                    count(word.get("conf").getAsDouble());
                }
            }
        }
    }

    private void count(double confidence) {
        confidences += confidence;
        least = Math.min(least, confidence);
        words++;
    }

    /** The finished segments followed by what a partial result says. */
    String with(String partialJson) {
        StringBuilder all = new StringBuilder(text);
        append(all, clean(string(JsonParser.parseString(partialJson).getAsJsonObject(), "partial")));
        return all.toString();
    }

    /** The finished segments. */
    String text() {
        return text.toString();
    }

    /** 0–1, see above; 1 when the engine told none with its words, 0 when there are no words. */
    double confidence() {
        if (text.isEmpty()) {
            return 0;
        }
        if (words == 0) {
            return 1;
        }
        return Math.max(0, Math.min(1, Math.min(confidences / words, LEAST_WEIGHT * least)));
    }

    private static void append(StringBuilder to, String more) {
        if (!more.isEmpty()) {
            to.append(to.isEmpty() ? "" : " ").append(more);
        }
    }

    private static String clean(String raw) {
        return words(raw).filter(w -> !mark(w)).collect(Collectors.joining(" "));
    }

    private static Stream<String> words(String raw) {
        return Arrays.stream(raw.split("\\s+", -1)).filter(w -> !w.isEmpty());
    }

    private static boolean mark(String word) {
        return (word.startsWith("[") && word.endsWith("]")) || (word.startsWith("<") && word.endsWith(">"));
    }

    private static String string(JsonObject object, String name) {
        JsonElement e = object.get(name);
        return e == null || e.isJsonNull() ? "" : e.getAsString();
    }
}
