package io.ramal.doorman.internal.directory;

import io.ramal.conversation.Resident;
import io.ramal.text.Apartment;
import java.util.List;
import java.util.function.Predicate;

/**
 * An apartment with all its entries, in the order of the file.
 *
 * @param entries never empty
 */
record Home(Apartment apartment, List<Entry> entries) {
    Home {
        entries = List.copyOf(entries);
    }

    boolean has(PersonName name, Names names) {
        return entries.stream().anyMatch(entry -> has(entry, name, names));
    }

    private static boolean has(Entry entry, PersonName name, Names names) {
        for (PersonName resident : entry.residents()) {
            if (names.match(name, resident)) {
                return true;
            }
        }
        return false;
    }

    /** Whom to ring. Of a home whose people are not written down, any name may be asked for. */
    Lookup resident(PersonName name, Names names) {
        boolean nameless = entries.stream().allMatch(entry -> entry.residents().isEmpty());
        if (!name.isEmpty() && !nameless) {
            if (!has(name, names)) {
                return new Lookup.NoSuchResident();
            }
            Lookup own = first(entry -> entry.ringable() && has(entry, name, names));
            if (own instanceof Lookup.Found) {
                return own;
            }
        }
        return first(Entry::ringable);
    }

    private Lookup first(Predicate<Entry> wanted) {
        return entries.stream()
                .filter(wanted)
                .findFirst()
                .<Lookup>map(entry -> new Lookup.Found(new Resident(apartment.toString(), entry.destination())))
                .orElseGet(Lookup.NoNumber::new);
    }
}
