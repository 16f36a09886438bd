package io.ramal.doorman.internal.directory;

import io.ramal.conversation.VisitData;
import java.util.List;

/** Who lives where. Returns at once, any thread; changes while calls are up. */
@FunctionalInterface
public interface Directory {
    /** What the engines that take hints take well; apartments are left out before names are. */
    int MAX_PHRASES = 500;

    /**
     * Whom a visitor means.
     *
     * @param condominium of the extension the visitor has called
     * @param visit what is known; the apartment as somebody said or keyed it in, such as {@code 501}, {@code 501 bloco B},
     *     {@code quinhentos e um}
     */
    Lookup find(int condominium, VisitData visit);

    /**
     * What is likely to be said of this condominium: names of residents as they are written, then apartments. Personal data,
     * at most {@value #MAX_PHRASES}.
     */
    default List<String> phrases(int condominium) {
        return List.of();
    }
}
