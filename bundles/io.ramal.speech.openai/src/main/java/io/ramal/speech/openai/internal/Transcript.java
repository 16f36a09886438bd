package io.ramal.speech.openai.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ramal.remote.BadReplyException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a service says it has understood.
 *
 * @param confidence of the least certain segment; 1 when the service tells none
 */
record Transcript(String text, double confidence) {
    /** A caller says no more in an utterance; models that loop do. */
    static final int MAX_CHARS = 4000;

    /** Where Whisper itself takes a segment for silence: it makes up words for it otherwise. */
    private static final double SILENCE = 0.6;

    private static final double UNSURE = -1;

    /**
     * Reads {@code json} and {@code verbose_json}.
     *
     * @param prompt what was sent as prompt: some models repeat it when they hear nothing
     * @throws BadReplyException when it is neither
     */
    static Transcript of(byte[] body, String prompt) throws BadReplyException {
        try {
            JsonElement json = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
            if (json instanceof JsonObject object && isText(object.get("text"))) {
                Transcript whole = object.get("segments") instanceof JsonArray segments && !segments.isEmpty()
                        ? of(segments)
                        : new Transcript(plain(object.get("text").getAsString()), 1);
                boolean echo = !prompt.isEmpty() && letters(whole.text).equals(letters(prompt));
                return echo || whole.text.isEmpty() ? new Transcript("", 0) : whole;
            }
        } catch (JsonParseException | IllegalStateException | NumberFormatException | StackOverflowError e) {
            // the parser's own message quotes the answer
        }
        throw new BadReplyException("the answer is no transcription; check url and stt.model");
    }

    private static Transcript of(JsonArray segments) {
        StringBuilder text = new StringBuilder();
        double confidence = 1;
        for (JsonElement element : segments) {
            JsonObject segment = element.getAsJsonObject();
            double certain = number(segment.get("avg_logprob"), 0);
            if (number(segment.get("no_speech_prob"), 0) > SILENCE && certain < UNSURE) {
                continue;
            }
            if (isText(segment.get("text"))) {
                text.append(' ').append(segment.get("text").getAsString());
                confidence = Math.min(confidence, Math.exp(Math.min(0, certain)));
            }
        }
        return new Transcript(plain(text.toString()), confidence);
    }

    private static boolean isText(@Nullable JsonElement element) {
        return element != null
                && element.isJsonPrimitive()
                && element.getAsJsonPrimitive().isString();
    }

    private static double number(@Nullable JsonElement element, double usual) {
        return element != null
                        && element.isJsonPrimitive()
                        && element.getAsJsonPrimitive().isNumber()
                ? element.getAsDouble()
                : usual;
    }

    private static String plain(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return clean.length() <= MAX_CHARS ? clean : clean.substring(0, MAX_CHARS);
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
    }
}
