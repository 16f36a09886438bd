package io.ramal.metrics.internal;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which AI extensions have series of their own; all others share {@value #OTHER}. First come, first served, and what the
 * configuration no longer holds makes room. Thread-safe; the lock is held for a look into a set only.
 */
final class Ramals {
    /** Label of extensions without a series of their own. */
    static final String OTHER = "other";

    private final Set<String> own = new LinkedHashSet<>();
    private int max;

    Ramals(int max) {
        this.max = max;
    }

    /** The label of an extension. */
    synchronized String label(String number) {
        if (own.contains(number)) {
            return number;
        }
        if (own.size() >= max) {
            return OTHER;
        }
        own.add(number);
        return number;
    }

    /** Changes the bound; extensions that are over it lose their series at the next {@link #keep}. */
    synchronized void limit(int value) {
        max = value;
    }

    /**
     * Forgets extensions that are not configured any more, or are over the bound.
     *
     * @param configured numbers of all extensions; when empty nothing is forgotten, as the configuration may not be read yet
     * @param forgotten told each label that is of no use any more, outside of the lock
     */
    void keep(Collection<String> configured, Consumer<String> forgotten) {
        Set<String> gone = configured.isEmpty() ? Set.of() : reduce(Set.copyOf(configured));
        gone.forEach(forgotten);
    }

    private synchronized Set<String> reduce(Set<String> configured) {
        Set<String> gone = new LinkedHashSet<>();
        int kept = 0;
        for (Iterator<String> i = own.iterator(); i.hasNext(); ) {
            String number = i.next();
            if (configured.contains(number) && kept < max) {
                kept++;
            } else {
                i.remove();
                gone.add(number);
            }
        }
        return gone;
    }
}
