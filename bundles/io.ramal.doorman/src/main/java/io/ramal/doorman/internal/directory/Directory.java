package io.ramal.doorman.internal.directory;

import io.ramal.conversation.VisitData;

/** Who lives where. Returns at once, any thread; changes while calls are up. */
@FunctionalInterface
public interface Directory {
    /**
     * Whom a visitor means.
     *
     * @param condominium of the extension the visitor has called
     * @param visit what is known; the apartment as somebody said or keyed it in, such as {@code 501}, {@code 501 bloco B},
     *     {@code quinhentos e um}
     */
    Lookup find(int condominium, VisitData visit);
}
