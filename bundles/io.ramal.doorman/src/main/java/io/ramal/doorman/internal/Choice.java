package io.ramal.doorman.internal;

import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.doorman.internal.talk.Unit;
import io.ramal.text.Apartment;
import io.ramal.text.Apartments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of several apartments: "bloco B", "o B" or a key name one of those that were asked about. Only blocks of the one
 * number that the visitor has told are ever named; other apartments are asked for anew. Anything longer or less clear is
 * no answer to that question and goes the way of everything a visitor says. Immutable.
 */
final class Choice {
    /** More than these are not read out. */
    private static final int MAX_SPOKEN = 4;

    private static final int MAX_KEYS = 9;

    private final Apartments language;
    private final String apartment;
    private final List<String> options;
    private final List<Apartment> homes;
    private final boolean byBlock;

    /**
     * @param language in which the visitor answers
     * @param apartment as the visitor has told it
     * @param options as in the directory; empty when they cannot be named
     */
    Choice(Apartments language, String apartment, List<String> options) {
        this.language = language;
        this.options = options;
        this.homes =
                options.stream().map(language::read).filter(Objects::nonNull).toList();
        this.byBlock = homes.size() == options.size() && tellsApartByBlock(homes);
        this.apartment = byBlock ? apartment : "";
    }

    private static boolean tellsApartByBlock(List<Apartment> homes) {
        Set<String> blocks = new HashSet<>();
        homes.forEach(home -> blocks.add(home.block()));
        return !homes.isEmpty()
                && !blocks.contains("")
                && blocks.size() == homes.size()
                && homes.stream().map(Apartment::unit).distinct().count() == 1;
    }

    /** The apartment in question; empty when even its number has to be told again. */
    String apartment() {
        return apartment;
    }

    /** Whether it is still this apartment that is in question. */
    boolean isAbout(String known) {
        return apartment.equals(known);
    }

    /** The question to somebody who speaks. */
    String question(Sentences sentences) {
        if (options.isEmpty()) {
            return sentences.get("lookup.unsure");
        }
        if (!byBlock) {
            return sentences.get("lookup.digits");
        }
        if (homes.size() > MAX_SPOKEN) {
            return sentences.get("lookup.many");
        }
        String blocks = homes.get(homes.size() - 1).block();
        for (int i = homes.size() - 2; i >= 0; i--) {
            blocks = sentences.fill("lookup.block.other", homes.get(i).block(), blocks);
        }
        return sentences.fill("lookup.blocks", new Unit(homes.get(0).unit(), "").spokenNumber(), blocks);
    }

    /** Whether there is a key for each. */
    boolean hasKeys() {
        return byBlock && homes.size() <= MAX_KEYS;
    }

    /** The question to somebody who has only keys. */
    String menu(Sentences sentences) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < homes.size(); i++) {
            String name = sentences.fill("lookup.block", homes.get(i).block());
            lines.add(sentences.fill("lookup.key", name, String.valueOf(key(i))));
        }
        lines.add(sentences.fill("lookup.key", sentences.get("lookup.other"), sentences.get("key.star")));
        return String.join(" ", lines);
    }

    /** Blocks that are digits have their own key, others that of their place. */
    private char key(int at) {
        boolean own = homes.stream().allMatch(home -> home.block().matches("[1-9]"));
        return own ? homes.get(at).block().charAt(0) : (char) ('1' + at);
    }

    /** The apartment a key stands for. */
    @Nullable
    String pressed(char key) {
        for (int i = 0; hasKeys() && i < options.size(); i++) {
            if (key(i) == key) {
                return options.get(i);
            }
        }
        return null;
    }

    /** The apartment that was said, as it can be looked up. */
    @Nullable
    String said(String text) {
        Apartments.BlockAnswer answer = answer(text);
        return answer != null && answer.sure() ? option(answer) : null;
    }

    /** Whether it sounds like one of them, and may as well be a noise: nobody is rung because of it. */
    boolean isScrap(String text) {
        Apartments.BlockAnswer answer = answer(text);
        return answer != null && !answer.sure() && option(answer) != null;
    }

    private Apartments.@Nullable BlockAnswer answer(String text) {
        return byBlock ? language.whichBlock(text, homes.get(0).unit()) : null;
    }

    private @Nullable String option(Apartments.BlockAnswer answer) {
        for (int i = 0; i < options.size(); i++) {
            if (homes.get(i).block().equals(answer.block())) {
                return options.get(i);
            }
        }
        return null;
    }
}
