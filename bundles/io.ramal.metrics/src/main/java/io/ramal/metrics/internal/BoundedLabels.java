package io.ramal.metrics.internal;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which values of a label have series of their own; all others share {@value #OTHER}. First come, first served.
 * Thread-safe; the lock is held for a look into a set only.
 */
final class BoundedLabels {
    /** Label of what has no series of its own. */
    static final String OTHER = "other";

    private final Set<String> own = new LinkedHashSet<>();
    private int max;

    BoundedLabels(int max) {
        this.max = max;
    }

    /** The label of a value. */
    synchronized String label(String value) {
        if (own.contains(value)) {
            return value;
        }
        if (own.size() >= max) {
            return OTHER;
        }
        own.add(value);
        return value;
    }

    /** Values that have series of their own now. */
    synchronized List<String> own() {
        return List.copyOf(own);
    }

    /** Changes the bound; what is over it loses its series at the next {@link #keep}. */
    synchronized void limit(int value) {
        max = value;
    }

    /**
     * Forgets values that are of no use any more, or over the bound, so that others have room.
     *
     * @param used values in use; when empty nothing is forgotten, as they may not be known yet
     * @param forgotten told each label that is forgotten, outside of the lock
     */
    void keep(Collection<String> used, Consumer<String> forgotten) {
        Set<String> gone = used.isEmpty() ? Set.of() : reduce(Set.copyOf(used));
        gone.forEach(forgotten);
    }

    private synchronized Set<String> reduce(Set<String> used) {
        Set<String> gone = new LinkedHashSet<>();
        int kept = 0;
        for (Iterator<String> i = own.iterator(); i.hasNext(); ) {
            String value = i.next();
            if (used.contains(value) && kept < max) {
                kept++;
            } else {
                i.remove();
                gone.add(value);
            }
        }
        return gone;
    }
}
