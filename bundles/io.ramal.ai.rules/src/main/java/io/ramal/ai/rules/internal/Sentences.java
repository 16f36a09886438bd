package io.ramal.ai.rules.internal;

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

/** What the rules say in one language. Immutable. */
final class Sentences {
    /** Wordings of a question; the last one hints at the keypad. */
    static final int WORDINGS = 4;

    private final Properties texts = new Properties();

    Sentences(Locale language) {
        String name = "phrases_" + language + ".properties";
        try (InputStream in = Sentences.class.getResourceAsStream(name)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param misses how often in a row the answer was not understood */
    String ask(Slot slot, int misses) {
        return text("ask." + key(slot) + "." + Math.min(misses, WORDINGS - 1));
    }

    String repeat(Slot slot) {
        return text("repeat." + key(slot));
    }

    String wrongApartment() {
        return text("wrong.apartment");
    }

    String complete(String intent, String name, String apartment) {
        return text("complete")
                .replace("{0}", intent(intent))
                .replace("{1}", name)
                .replace("{2}", spoken(apartment));
    }

    private String intent(String intent) {
        return texts.getProperty("intent." + intent, intent);
    }

    /** As an engine speaks it best: a plain number as it is, long ones digit by digit, the block by its name. */
    private String spoken(String apartment) {
        int digits = 0;
        while (digits < apartment.length() && Character.isDigit(apartment.charAt(digits))) {
            digits++;
        }
        String number = apartment.substring(0, digits);
        boolean byDigit = digits > 4 || number.startsWith("0");
        String spoken = byDigit ? String.join(" ", number.split("")) : number;
        String block = apartment.substring(digits).replace("-", "");
        return block.isEmpty() ? spoken : text("block").replace("{0}", spoken).replace("{1}", block);
    }

    /** Everything that holds nobody's data, most urgent first. */
    List<String> fixed() {
        List<String> fixed = new ArrayList<>();
        for (int misses = 0; misses < WORDINGS; misses++) {
            for (Slot slot : Slot.values()) {
                fixed.add(ask(slot, misses));
            }
        }
        for (Slot slot : Slot.values()) {
            fixed.add(repeat(slot));
        }
        fixed.add(wrongApartment());
        return List.copyOf(fixed);
    }

    private String text(String key) {
        return Objects.requireNonNull(texts.getProperty(key), key);
    }

    private static String key(Slot slot) {
        return slot.name().toLowerCase(Locale.ROOT);
    }
}
