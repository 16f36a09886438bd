package io.ramal.doorman.internal.directory;

import io.ramal.text.Apartment;
import io.ramal.text.Apartments;
import io.ramal.text.Language;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads apartments in every language that callers and backends speak; what is no number anywhere is read in Portuguese. */
final class ApartmentReader {
    private final Apartments portuguese =
            Language.of(Locale.forLanguageTag("pt-BR")).apartments();
    private final Apartments english = Language.of(Locale.US).apartments();

    /** @return null when {@code text} is no single apartment */
    @Nullable
    Apartment read(String text) {
        Apartment here = portuguese.read(text);
        if (here != null && here.isNumber()) {
            return here;
        }
        Apartment there = english.read(text);
        return there != null && there.isNumber() ? there : here;
    }
}
