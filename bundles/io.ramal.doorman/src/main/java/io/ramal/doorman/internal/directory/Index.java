package io.ramal.doorman.internal.directory;

import io.ramal.conversation.VisitData;
import io.ramal.text.Apartment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One state of the directory. A home of the call's condominium hides the one of the same number that is of any.
 * Immutable.
 */
final class Index implements Directory {
    /** By a name alone only who knows all of it reaches anybody: a first name would be a way to find out who lives there. */
    private static final int FULL_NAME = 2;

    private final Map<Integer, Book> condominiums = new HashMap<>();
    private final Book any;
    private final Map<Integer, List<String>> phrases = new HashMap<>();
    private final List<String> anyPhrases;
    private final Names names;
    private final ApartmentReader apartments;

    Index(List<Entry> entries, Names names, ApartmentReader apartments) {
        this.names = names;
        this.apartments = apartments;
        Map<Integer, List<Entry>> own = new HashMap<>();
        List<Entry> shared = new ArrayList<>();
        for (Entry entry : entries) {
            Integer condominium = entry.condominium();
            (condominium == null ? shared : own.computeIfAbsent(condominium, c -> new ArrayList<>())).add(entry);
        }
        own.forEach((condominium, of) -> {
            condominiums.put(condominium, new Book(of));
            phrases.put(
                    condominium,
                    phrases(Stream.concat(of.stream(), shared.stream()).toList()));
        });
        any = new Book(shared);
        anyPhrases = phrases(shared);
    }

    private static List<String> phrases(List<Entry> entries) {
        return Stream.concat(
                        entries.stream().flatMap(e -> e.residents().stream().map(PersonName::written)),
                        entries.stream().map(e -> e.apartment().toString()))
                .distinct()
                .limit(MAX_PHRASES)
                .toList();
    }

    @Override
    public List<String> phrases(int condominium) {
        return phrases.getOrDefault(condominium, anyPhrases);
    }

    @Override
    public Lookup find(int condominium, VisitData visit) {
        Book own = condominiums.getOrDefault(condominium, Book.EMPTY);
        if (own.isEmpty() && any.isEmpty()) {
            return new Lookup.NoDirectory();
        }
        PersonName name = names.read(visit.residentName());
        if (visit.apartment().isBlank()) {
            return named(own, name);
        }
        List<Home> homes = told(own, visit.apartment());
        if (homes.isEmpty()) {
            return new Lookup.NoSuchApartment();
        }
        if (homes.size() > 1) {
            return several(homes, name);
        }
        return homes.get(0).resident(name, names);
    }

    /** Of several ways to read what was told, those that are homes; a home's own spelling means that home. */
    private List<Home> told(Book own, String apartment) {
        List<Home> homes = new ArrayList<>();
        for (Apartment reading : apartments.readings(apartment)) {
            List<Home> meant = meant(reading, visible(own, own.numbered(reading).stream(), any.numbered(reading)));
            if (reading.toString().equals(apartment.strip()) && !meant.isEmpty()) {
                return meant;
            }
            homes.addAll(meant);
        }
        return homes;
    }

    private static List<Home> visible(Book own, Stream<Home> homes, Iterable<Home> shared) {
        List<Home> visible = new ArrayList<>(homes.toList());
        for (Home home : shared) {
            if (!own.has(home.apartment())) {
                visible.add(home);
            }
        }
        return visible;
    }

    /** The narrowest that fits: with all its figures, then without zeros; without a block, the one that has none. */
    private static List<Home> meant(Apartment told, List<Home> numbered) {
        List<Home> block = numbered.stream()
                .filter(home ->
                        told.block().isEmpty() || home.apartment().block().equals(told.block()))
                .toList();
        List<Home> exact = block.stream()
                .filter(home -> home.apartment().unit().equals(told.unit()))
                .toList();
        List<Home> homes = exact.isEmpty() ? block : exact;
        List<Home> same = homes.stream()
                .filter(home -> home.apartment().block().equals(told.block()))
                .toList();
        return same.isEmpty() ? homes : same;
    }

    /** A name that lives in one of them only tells which; otherwise the visitor has to. */
    private Lookup several(List<Home> homes, PersonName name) {
        List<Home> fitting =
                homes.stream().filter(home -> home.has(name, names)).toList();
        if (fitting.size() == 1) {
            return fitting.get(0).resident(name, names);
        }
        return new Lookup.Ambiguous(
                homes.stream().map(home -> home.apartment().toString()).toList());
    }

    /** Whether nobody has the name or several have, is the same answer: it would tell who lives here. */
    private Lookup named(Book own, PersonName name) {
        if (name.words().size() < FULL_NAME) {
            return new Lookup.Ambiguous(List.of());
        }
        List<Home> fitting = visible(own, own.maybe(name, names).stream(), any.maybe(name, names)).stream()
                .filter(home -> home.has(name, names))
                .limit(2)
                .toList();
        return fitting.size() == 1 ? fitting.get(0).resident(name, names) : new Lookup.Ambiguous(List.of());
    }
}
