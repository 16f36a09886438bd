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
 */
final class Transcript {
    private final StringBuilder text = new StringBuilder();
    private double confidences;
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
                    words++;
                } else if (word.has("conf")) {
                    confidences += word.get("conf").getAsDouble();
                    words++;
                }
            }
        }
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

    /** Mean over the words and marks, 0–1; 1 when the engine gave none with its words, 0 when there are no words. */
    double confidence() {
        if (text.isEmpty()) {
            return 0;
        }
        return words == 0 ? 1 : Math.max(0, Math.min(1, confidences / words));
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
