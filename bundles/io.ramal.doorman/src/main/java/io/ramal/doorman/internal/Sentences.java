package io.ramal.doorman.internal;

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
final class Sentences {
    /** Sentences without anybody's data, in the order a caller is likely to hear them. */
    private static final List<String> FIXED = List.of(
            "greeting",
            "question",
            "goodbye",
            "keypad.start",
            "keypad.menu",
            "keypad.apartment",
            "unclear.1",
            "silence.1",
            "apology",
            "ask.intent",
            "ask.name",
            "ask.apartment",
            "unclear.2",
            "silence.2",
            "unclear.3",
            "silence.goodbye",
            "wait",
            "continue",
            "keypad.invalid",
            "keypad.only",
            "keypad.correct",
            "digits.cleared",
            "understood",
            "handover");

    /** Wordings of prompts that are numbered. */
    private static final int UNCLEAR = 3;

    private static final int SILENCE = 2;

    private final Properties texts = new Properties();

    /** @param greeting instead of the built-in one, empty for that */
    Sentences(Locale language, String greeting) {
        String name = "phrases_" + language + ".properties";
        try (InputStream in = Sentences.class.getResourceAsStream(name)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!greeting.isEmpty()) {
            texts.setProperty("greeting", greeting);
        }
    }

    String get(String key) {
        return Objects.requireNonNull(texts.getProperty(key), key);
    }

    /** @param count how often in a row */
    String unclear(int count) {
        return get("unclear." + Math.min(count, UNCLEAR));
    }

    /** @param count how often in a row */
    String silence(int count) {
        return get("silence." + Math.min(Math.max(count, 1), SILENCE));
    }

    /** Asks for the first thing that is missing; the first question of all when nothing is known. */
    String missing(VisitData known) {
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

    String confirm(VisitData data) {
        return get("keypad.confirm")
                .replace("{0}", texts.getProperty("intent." + data.intent(), data.intent()))
                .replace("{1}", spoken(data.apartment()));
    }

    /** Long numbers and leading zeros digit by digit; an engine reads the others well as they are. */
    private static String spoken(String apartment) {
        boolean digits = !apartment.isEmpty() && apartment.chars().allMatch(Character::isDigit);
        boolean byDigit = digits && (apartment.length() > 4 || apartment.startsWith("0"));
        return byDigit ? String.join(" ", apartment.split("")) : apartment;
    }

    List<String> fixed() {
        List<String> fixed = new ArrayList<>();
        FIXED.forEach(key -> fixed.add(get(key)));
        return List.copyOf(fixed);
    }
}
