package io.ramal.text;

import java.util.Locale;

/** All that is known of one language. Made once and kept: making it reads files. Immutable. */
public final class Language {
    private final Numbers numbers;
    private final Apartments apartments;
    private final FirstNames firstNames;

    private Language(Vocabulary words, Numbers numbers, FirstNames firstNames) {
        this.numbers = numbers;
        this.apartments = new Apartments(words, numbers);
        this.firstNames = firstNames;
    }

    /**
     * Portuguese as in Brazil or English as in the United States, whatever the country of {@code language}.
     *
     * @throws IllegalArgumentException for any other language
     */
    public static Language of(Locale language) {
        switch (language.getLanguage()) {
            case "pt" -> {
                Vocabulary words = new Vocabulary("pt_BR");
                return new Language(words, new PortugueseNumbers(words), new FirstNames("pt_BR"));
            }
            case "en" -> {
                Vocabulary words = new Vocabulary("en_US");
                return new Language(words, new EnglishNumbers(words), new FirstNames("en_US"));
            }
            default -> throw new IllegalArgumentException("Portuguese and English are known, not " + language);
        }
    }

    public Numbers numbers() {
        return numbers;
    }

    public Apartments apartments() {
        return apartments;
    }

    public FirstNames firstNames() {
        return firstNames;
    }
}
