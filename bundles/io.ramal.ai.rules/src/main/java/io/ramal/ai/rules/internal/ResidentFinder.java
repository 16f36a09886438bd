package io.ramal.ai.rules.internal;

import io.ramal.text.Token;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a visitor wants to reach: "falar com a dona Márcia", "encomenda para Roberto", "sou amigo do Rafael". */
final class ResidentFinder {
    /**
     * What was found.
     *
     * @param name null when none was
     * @param reach whether the caller wants to meet the person, which is a visit
     */
    record Found(NameReader.@Nullable Name name, boolean reach) {}

    private static final Found NOBODY = new Found(null, false);

    private final Lexicon lexicon;
    private final NameReader reader;

    ResidentFinder(Lexicon lexicon, NameReader reader) {
        this.lexicon = lexicon;
        this.reader = reader;
    }

    /** @param from words before it were left aside as greetings */
    Found find(List<Token> tokens, int from, BitSet taken) {
        for (int at = from; at < tokens.size(); at++) {
            int reach = lexicon.words("reach").match(tokens, at);
            if (reach > 0) {
                NameReader.Name name = reader.read(tokens, skipTitles(tokens, at + reach), taken);
                if (name != null) {
                    return new Found(name, true);
                }
            }
        }
        for (int at = from; at < tokens.size(); at++) {
            NameReader.Name owner = owner(tokens, at, taken);
            if (owner != null) {
                return new Found(owner, lexicon.words("relation").has(tokens.get(at - 1)));
            }
            NameReader.Name name = addressed(tokens, at, taken);
            if (name == null && at > from) {
                name = titled(tokens, at, taken);
            }
            if (name != null) {
                return new Found(name, false);
            }
        }
        return atHome(tokens, from, taken);
    }

    /** "Para a Juliana"; a name that is no common one may be a place or a thing. */
    private NameReader.@Nullable Name addressed(List<Token> tokens, int at, BitSet taken) {
        int words = lexicon.words("addressee").match(tokens, at);
        return words == 0 ? null : knownOrTitled(tokens, at + words, taken);
    }

    /** "Amigo do Rafael", "na casa da dona Teresa", "cento e quatro do Antônio". */
    private NameReader.@Nullable Name owner(List<Token> tokens, int at, BitSet taken) {
        if (at == 0 || !lexicon.words("owner").has(tokens.get(at))) {
            return null;
        }
        Token before = tokens.get(at - 1);
        boolean belongs = lexicon.words("relation").has(before)
                || lexicon.language().apartments().announces(before)
                || lexicon.language().numbers().has(before);
        return belongs ? knownOrTitled(tokens, at + 1, taken) : null;
    }

    private NameReader.@Nullable Name titled(List<Token> tokens, int at, BitSet taken) {
        if (!lexicon.words("title").has(tokens.get(at)) || introduced(tokens, at)) {
            return null;
        }
        NameReader.Name name = reader.read(tokens, at + 1, taken);
        return name != null && name.known() ? name : null;
    }

    /** "Aqui é a dona Marta" tells who speaks. */
    private boolean introduced(List<Token> tokens, int at) {
        int end = lexicon.words("article").has(tokens.get(at - 1)) ? at - 1 : at;
        return lexicon.words("introducer strong").endsAt(tokens, end)
                || lexicon.words("introducer weak").endsAt(tokens, end);
    }

    private NameReader.@Nullable Name knownOrTitled(List<Token> tokens, int at, BitSet taken) {
        int start = skipTitles(tokens, at);
        NameReader.Name name = reader.read(tokens, start, taken);
        boolean titled = start > at && lexicon.words("title").has(tokens.get(start - 1));
        return name != null && (name.known() || titled) ? name : null;
    }

    /** "O Paulo está?", "a Cláudia do trezentos e um está?" */
    private Found atHome(List<Token> tokens, int from, BitSet taken) {
        int at = skipTitles(tokens, from);
        NameReader.Name name = reader.read(tokens, at, taken);
        if (name == null || !name.known()) {
            return NOBODY;
        }
        int end = name.end();
        while (end < tokens.size() && (taken.get(end) || lexicon.words("owner").has(tokens.get(end)))) {
            end++;
        }
        boolean home = lexicon.words("at home").match(tokens, end) > 0;
        return home ? new Found(name, true) : NOBODY;
    }

    private int skipTitles(List<Token> tokens, int at) {
        int next = at;
        while (next < tokens.size()
                && (lexicon.words("article").has(tokens.get(next))
                        || lexicon.words("title").has(tokens.get(next))
                        || lexicon.words("relation").has(tokens.get(next))
                        || lexicon.words("theirs").has(tokens.get(next)))) {
            next++;
        }
        return next;
    }
}
