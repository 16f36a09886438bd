package io.ramal.doorman.internal.directory;

import io.ramal.text.FirstNames;
import io.ramal.text.Language;
import io.ramal.text.Spelling;
import io.ramal.text.Token;
import io.ramal.text.Tokens;
import io.ramal.text.WordFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a name that was heard is one that is written in the directory. Names that are common are only themselves:
 * "Marina" is never Mariana, however near they are; only what is no name at all may be a misheard one. Immutable.
 */
final class Names {
    /** Of a name of four letters every one may make another: Lara, Nara, Iara; Lima, Lira. */
    private static final int SHORTEST_MISHEARD = 5;

    /** A runaway backend's sentence is no name. */
    private static final int MAX_WORDS = 8;

    private final List<FirstNames> firstNames = List.of(
            Language.of(Locale.forLanguageTag("pt-BR")).firstNames(),
            Language.of(Locale.US).firstNames());
    private final Set<String> surnames;
    private final Set<String> titles;
    private final Set<String> particles;
    private final Map<String, Set<String>> variants = new HashMap<>();

    Names() {
        Map<String, List<String>> sections = WordFile.sections(Names.class, "names.txt");
        surnames = Set.copyOf(new HashSet<>(sections.getOrDefault("surname", List.of())));
        titles = Set.copyOf(new HashSet<>(sections.getOrDefault("title", List.of())));
        particles = Set.copyOf(new HashSet<>(sections.getOrDefault("particle", List.of())));
        for (String pair : sections.getOrDefault("variant", List.of())) {
            int equal = pair.indexOf('=');
            String one = Sounds.of(pair.substring(0, equal));
            String other = Sounds.of(pair.substring(equal + 1));
            variants.computeIfAbsent(one, v -> new HashSet<>()).add(other);
            variants.computeIfAbsent(other, v -> new HashSet<>()).add(one);
        }
    }

    /** Empty where nobody is named, such as in "minha mãe" or "o morador". */
    PersonName read(String text) {
        List<PersonName.Word> words = new ArrayList<>();
        for (Token token : Tokens.of(text)) {
            String plain = token.plain();
            boolean left = particles.contains(plain) || words.isEmpty() && titles.contains(plain);
            String sound = token.isLetters() ? Sounds.of(plain) : "";
            if (!left && !sound.isEmpty() && words.size() < MAX_WORDS) {
                words.add(new PersonName.Word(sound, common(plain)));
            }
        }
        return new PersonName(words, text.strip());
    }

    /**
     * Whether all that was heard is in the name, in its order; or the other way round when more was heard than is
     * written, then beginning with the same name.
     */
    boolean match(PersonName heard, PersonName written) {
        if (heard.isEmpty() || written.isEmpty()) {
            return false;
        }
        return within(heard.words(), written.words(), false)
                || (similar(heard.words().get(0), written.words().get(0))
                        && within(written.words(), heard.words(), true))
                || heard.joinedBegins(written);
    }

    private boolean within(List<PersonName.Word> few, List<PersonName.Word> many, boolean manyHeard) {
        int at = 0;
        for (PersonName.Word word : few) {
            while (at < many.size() && !(manyHeard ? similar(many.get(at), word) : similar(word, many.get(at)))) {
                at++;
            }
            if (at++ >= many.size()) {
                return false;
            }
        }
        return true;
    }

    boolean similar(PersonName.Word heard, PersonName.Word written) {
        return heard.sound().equals(written.sound())
                || variants(heard).contains(written.sound())
                || (mayBeMisheard(heard) && misheard(heard.sound(), written.sound()));
    }

    /** The sounds of other forms of a name, such as of Zé and José. */
    Set<String> variants(PersonName.Word word) {
        return variants.getOrDefault(word.sound(), Set.of());
    }

    private boolean common(String plain) {
        return surnames.contains(plain) || firstNames.stream().anyMatch(names -> names.has(plain));
    }

    /** Whether it is no name that anybody has, so that it must be something else. */
    static boolean mayBeMisheard(PersonName.Word heard) {
        return !heard.common() && heard.sound().length() >= SHORTEST_MISHEARD;
    }

    /** The beginning is what engines hear best, and the last letter tells Paulo from Paula. */
    private static boolean misheard(String heard, String written) {
        return heard.charAt(0) == written.charAt(0)
                && heard.endsWith("a") == written.endsWith("a")
                && Spelling.similar(heard, written, SHORTEST_MISHEARD);
    }
}
