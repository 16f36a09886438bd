package io.ramal.doorman.internal.directory;

import io.ramal.text.Apartment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The homes of one condominium, found by number or by name without walking through all. Immutable. */
final class Book {
    /** {@code COBERTURA 2} */
    private static final Pattern NAME_AND_NUMBER = Pattern.compile("(\\D+) \\d+");

    static final Book EMPTY = new Book(List.of());

    private final Map<Apartment, Home> homes = new LinkedHashMap<>();
    private final Map<String, List<Home>> byNumber = new HashMap<>();
    private final Map<String, List<Home>> byName = new HashMap<>();
    private final Map<String, Set<Home>> bySound = new HashMap<>();
    private final Map<Character, List<String>> soundsByLetter = new HashMap<>();

    Book(List<Entry> entries) {
        Map<Apartment, List<Entry>> apartments = new LinkedHashMap<>();
        for (Entry entry : entries) {
            apartments
                    .computeIfAbsent(entry.apartment(), a -> new ArrayList<>())
                    .add(entry);
        }
        apartments.forEach((apartment, own) -> add(new Home(apartment, own)));
        for (String sound : bySound.keySet()) {
            soundsByLetter
                    .computeIfAbsent(sound.charAt(0), c -> new ArrayList<>())
                    .add(sound);
        }
    }

    private void add(Home home) {
        homes.put(home.apartment(), home);
        byNumber.computeIfAbsent(home.apartment().significant(), n -> new ArrayList<>())
                .add(home);
        Matcher numbered = NAME_AND_NUMBER.matcher(home.apartment().unit());
        if (numbered.matches()) {
            byName.computeIfAbsent(numbered.group(1), n -> new ArrayList<>()).add(home);
        }
        for (Entry entry : home.entries()) {
            for (PersonName resident : entry.residents()) {
                for (PersonName.Word word : resident.words()) {
                    bySound.computeIfAbsent(word.sound(), s -> new LinkedHashSet<>())
                            .add(home);
                }
            }
        }
    }

    boolean isEmpty() {
        return homes.isEmpty();
    }

    boolean has(Apartment apartment) {
        return homes.containsKey(apartment);
    }

    /**
     * All homes of this number whatever the block and the zeros before it; of a name without a number, such as
     * {@code COBERTURA}, those of any number where none has the name alone.
     */
    List<Home> numbered(Apartment apartment) {
        List<Home> homes = byNumber.getOrDefault(apartment.significant(), List.of());
        return homes.isEmpty() ? byName.getOrDefault(apartment.unit(), List.of()) : homes;
    }

    /** Homes in which somebody may have this name; who really has, is for {@link Home#has}. */
    Set<Home> maybe(PersonName name, Names names) {
        PersonName.Word first = name.words().get(0);
        Set<Home> found = new LinkedHashSet<>(bySound.getOrDefault(first.sound(), Set.of()));
        for (String variant : names.variants(first)) {
            found.addAll(bySound.getOrDefault(variant, Set.of()));
        }
        if (Names.mayBeMisheard(first)) {
            for (String sound : soundsByLetter.getOrDefault(first.sound().charAt(0), List.of())) {
                if (names.similar(first, new PersonName.Word(sound, true))) {
                    found.addAll(bySound.getOrDefault(sound, Set.of()));
                }
            }
        }
        return found;
    }
}
