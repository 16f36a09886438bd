package io.ramal.doorman.internal.resident;

import io.ramal.doorman.internal.decision.Decider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Words of a decision that sound like others: what may be understood where something else is written. Immutable. */
final class SoundAlikes {
    /** More readings of one name than this are not looked at: it is read as none at all. */
    private static final int MAX = 500;

    private static final SoundAlikes NONE = new SoundAlikes("");
    private static final Map<String, SoundAlikes> LANGUAGES =
            Map.of("pt", load("answers_pt_BR.txt"), "en", load("answers_en_US.txt"));

    private final Map<String, Set<String>> bySound = new TreeMap<>();

    /** @param phrases with headings in brackets and comments behind {@code #} */
    private SoundAlikes(String phrases) {
        String plain = phrases.toLowerCase(Locale.ROOT).replaceAll("#.*|\\[.*", " ");
        for (String word : plain.split("[^\\p{L}]+", -1)) {
            if (!word.isEmpty()) {
                bySound.computeIfAbsent(Sound.of(word), sound -> new TreeSet<>())
                        .add(word);
            }
        }
    }

    private static SoundAlikes load(String name) {
        try (InputStream in = Decider.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new SoundAlikes(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SoundAlikes of(Locale language) {
        return LANGUAGES.getOrDefault(language.getLanguage(), NONE);
    }

    /** What was written, and everything it may be heard as. */
    List<String> of(String text) {
        List<String> all = List.of("");
        for (String word : text.split(" ", -1)) {
            Set<String> readings = new TreeSet<>(bySound.getOrDefault(Sound.of(word), Set.of()));
            readings.add(word);
            List<String> longer = new ArrayList<>();
            for (String begin : all) {
                readings.forEach(reading -> longer.add(begin.isEmpty() ? reading : begin + " " + reading));
            }
            all = longer.subList(0, Math.min(longer.size(), MAX));
        }
        return all;
    }
}
