package io.ramal.doorman.internal.directory;

import io.ramal.text.Apartment;
import io.ramal.text.Apartments;
import io.ramal.text.Language;
import java.util.List;
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
        List<Apartment> readings = readings(text);
        return readings.isEmpty() ? null : readings.get(0);
    }

    /** All that {@code text} may mean, the likeliest first. */
    List<Apartment> readings(String text) {
        List<Apartment> here = portuguese.readings(text);
        if (!here.isEmpty() && here.get(0).isNumber()) {
            return here;
        }
        List<Apartment> there = english.readings(text);
        return !there.isEmpty() && there.get(0).isNumber() ? there : here;
    }
}
