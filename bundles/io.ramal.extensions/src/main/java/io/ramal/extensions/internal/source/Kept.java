package io.ramal.extensions.internal.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Keeps old objects in place of new ones that are equal. Of thousands of rows a refresh changes a few; if all of them were
 * replaced, each refresh would leave a table of old ones behind, and the collector that clears those away stops every call
 * for several frames.
 */
public final class Kept {
    private Kept() {}

    /**
     * What {@code now} holds, with objects of {@code before} where they are equal.
     *
     * @param id by which both are in ascending order; where they are not, less is kept
     */
    public static <T> List<T> of(List<T> before, List<T> now, ToIntFunction<T> id) {
        List<T> kept = new ArrayList<>(now.size());
        int at = 0;
        for (T item : now) {
            int wanted = id.applyAsInt(item);
            while (at < before.size() && id.applyAsInt(before.get(at)) < wanted) {
                at++;
            }
            T old = at < before.size() ? before.get(at) : item;
            kept.add(item.equals(old) ? old : item);
        }
        return kept;
    }
}
