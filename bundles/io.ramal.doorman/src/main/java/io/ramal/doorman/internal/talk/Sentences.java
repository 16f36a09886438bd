package io.ramal.doorman.internal.talk;

import io.ramal.conversation.VisitData;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** What the doorman says in one language. Immutable. */
public final class Sentences {
    /** Sentences without anybody's data, in the order a caller is likely to hear them. */
    private static final List<String> FIXED = List.of(
            "greeting",
            "question",
            "calling",
            "cover.ringing.1",
            "resident.greeting",
            "resident.ask",
            "resident.how",
            "cover.talking",
            "resident.authorised",
            "resident.refused",
            "result.authorised",
            "result.refused",
            "cover.ringing.2",
            "cover.talking.1",
            "keypad.start",
            "keypad.menu",
            "keypad.apartment",
            "unclear.1",
            "silence.1",
            "apology",
            "ask.intent",
            "ask.name",
            "ask.apartment",
            "resident.how.short",
            "resident.unclear",
            "resident.clear",
            "resident.silence",
            "resident.wait",
            "resident.talk",
            "resident.undecided",
            "resident.left",
            "resident.how.keys",
            "resident.keys",
            "resident.key",
            "missed.human",
            "result.no_answer",
            "result.no_decision",
            "result.busy",
            "result.rejected",
            "result.unreachable",
            "missed.goodbye",
            "lookup.apartment",
            "lookup.resident",
            "lookup.unsure",
            "lookup.many",
            "lookup.digits",
            "lookup.word",
            "lookup.failed",
            "lookup.uncallable",
            "cover.again",
            "cover.ringing.3",
            "cover.ringing.4",
            "cover.talking.2",
            "cover.talking.3",
            "busy.ringing",
            "busy.talking",
            "unclear.2",
            "silence.2",
            "keys.offer",
            "silence.goodbye",
            "wait",
            "continue",
            "keypad.invalid",
            "keypad.only",
            "keypad.correct",
            "digits.cleared",
            "handover",
            "handover.stuck");

    /** Wordings of prompts that are numbered. */
    private static final int UNCLEAR = 2;

    private static final int SILENCE = 2;

    private final Properties texts = new Properties();

    /** With the keys that decide where nothing else is set. */
    public Sentences(Locale language, String greeting) {
        this(language, greeting, '1', '2');
    }

    /**
     * @param greeting instead of the built-in one, empty for that
     * @param yes the resident's key that lets a visitor in
     * @param no the key that does not
     */
    public Sentences(Locale language, String greeting, char yes, char no) {
        String name = "phrases_" + language + ".properties";
        try (InputStream in = Sentences.class.getResourceAsStream(name)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String yesName = keyName(yes);
        String noName = keyName(no);
        texts.replaceAll(
                (key, text) -> ((String) text).replace("{yes}", yesName).replace("{no}", noName));
        if (!greeting.isEmpty()) {
            texts.setProperty("greeting", greeting);
        }
    }

    private String keyName(char key) {
        return switch (key) {
            case '*' -> get("key.star");
            case '#' -> get("key.hash");
            default -> String.valueOf(key);
        };
    }

    public String get(String key) {
        return Objects.requireNonNull(texts.getProperty(key), key);
    }

    /** Whether there is a sentence for this; what comes from elsewhere may be part of the key. */
    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** With what belongs in the place of {@code {0}}, {@code {1}}…; nothing is replaced in what is put in. */
    public String fill(String key, String... values) {
        StringBuilder out = new StringBuilder();
        String text = get(key);
        int at = 0;
        while (at < text.length()) {
            boolean place = text.startsWith("{", at) && text.startsWith("}", at + 2);
            if (place) {
                out.append(values[Character.digit(text.charAt(at + 1), 10)]);
                at += 3;
            } else {
                out.append(text.charAt(at++));
            }
        }
        return out.toString();
    }

    /** @param count how often in a row */
    public String unclear(int count) {
        return get("unclear." + Math.min(Math.max(count, 1), UNCLEAR));
    }

    /** @param count how often in a row */
    public String silence(int count) {
        return get("silence." + Math.min(Math.max(count, 1), SILENCE));
    }

    /** Asks for the first thing that is missing; the first question of all when nothing is known. */
    public String missing(VisitData known) {
        if (known.equals(VisitData.EMPTY)) {
            return get("question");
        }
        if (known.intent().isEmpty()) {
            return get("ask.intent");
        }
        if (known.visitorName().isEmpty()) {
            return get("ask.name");
        }
        return known.apartment().isEmpty() ? get("ask.apartment") : get("continue");
    }

    public String confirm(VisitData data) {
        String intent = texts.getProperty("intent." + data.intent(), data.intent());
        return fill("keypad.confirm", intent, new Unit(data.apartment(), "").spokenNumber());
    }

    public List<String> fixed() {
        List<String> fixed = new ArrayList<>();
        FIXED.forEach(key -> fixed.add(get(key)));
        return fixed.stream().distinct().toList();
    }
}
