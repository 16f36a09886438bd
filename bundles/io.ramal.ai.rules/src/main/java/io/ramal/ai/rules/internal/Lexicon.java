package io.ramal.ai.rules.internal;

import io.ramal.text.Language;
import io.ramal.text.Phrases;
import io.ramal.text.Token;
import io.ramal.text.WordFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The words of one language, read once from {@code lexicon_xx_YY.txt}. Immutable. */
final class Lexicon {
    /** An intent and the phrases that tell it; a greater weight wins. */
    record IntentWords(String intent, int weight, Phrases phrases) {}

    /** Words that tell an intent for sure are recognised when misheard, too. */
    private static final int FUZZY_WEIGHT = 3;

    private final Language language;
    private final Map<String, Phrases> sections = new HashMap<>();
    private final List<IntentWords> intents = new ArrayList<>();

    Lexicon(Locale locale) {
        language = Language.of(locale);
        WordFile.sections(Lexicon.class, "lexicon_" + locale + ".txt").forEach(this::add);
    }

    private void add(String section, List<String> entries) {
        String[] words = section.split(" ");
        if (words[0].equals("intent")) {
            int weight = Integer.parseInt(words[2]);
            intents.add(new IntentWords(words[1], weight, new Phrases(entries, weight >= FUZZY_WEIGHT)));
        } else {
            sections.put(section, new Phrases(entries, false));
        }
    }

    /** What is known of the language beyond gatehouses. */
    Language language() {
        return language;
    }

    List<IntentWords> intents() {
        return intents;
    }

    /** The words of a section. */
    Phrases words(String section) {
        return Objects.requireNonNull(sections.get(section), section);
    }

    /** The spelling of a common first name, or null. */
    @Nullable
    String firstName(Token token) {
        return language.firstNames().spelling(token);
    }
}
