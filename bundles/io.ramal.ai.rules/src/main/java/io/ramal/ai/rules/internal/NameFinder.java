package io.ramal.ai.rules.internal;

import io.ramal.text.Token;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The name of the one who speaks. */
final class NameFinder {
    /**
     * What was found.
     *
     * @param name empty when none was
     * @param explicit said as such ("meu nome é"): may replace what is known
     */
    record Found(String name, boolean explicit) {}

    private static final Found NONE = new Found("", false);

    private final Lexicon lexicon;
    private final NameReader reader;

    NameFinder(Lexicon lexicon, NameReader reader) {
        this.lexicon = lexicon;
        this.reader = reader;
    }

    /**
     * @param from words before it were left aside as greetings
     * @param asked whether the name was asked for: then a bare word may be one
     * @param taken words that belong to something else
     */
    Found find(List<Token> tokens, int from, boolean asked, BitSet taken) {
        NameReader.Name name = after(tokens, "introducer strong", from, true, taken);
        if (name != null) {
            return new Found(name.value(), true);
        }
        name = after(tokens, "introducer weak", from, asked, taken);
        if (name == null) {
            name = bare(tokens, from, asked, taken);
        }
        if (name == null) {
            name = anywhere(tokens, from, taken);
        }
        return name == null ? NONE : new Found(name.value(), false);
    }

    private NameReader.@Nullable Name after(
            List<Token> tokens, String introducer, int from, boolean sure, BitSet taken) {
        for (int at = 0; at < tokens.size(); at++) {
            int words = lexicon.words(introducer).match(tokens, at);
            if (words == 0 || at + words <= from && !introducer.endsWith("strong")) {
                continue;
            }
            if (joinsTwo(tokens, at)) {
                continue;
            }
            int start = skip(tokens, at + words);
            NameReader.Name name = reader.read(tokens, start, taken);
            // a bare "é" or "it's" introduces anything, "sou" without an article a trade as well as a person
            boolean vague = words == 1 && isCopula(tokens.get(at)) || start == at + words;
            if (name != null && (name.known() || sure || !vague)) {
                return name;
            }
            name = afterRole(tokens, start, taken);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /** "Sou o entregador Marcelo", "sou o neto dele, o Lucas". */
    private NameReader.@Nullable Name afterRole(List<Token> tokens, int start, BitSet taken) {
        int at = start;
        while (at < tokens.size() && (taken.get(at) || isRole(tokens.get(at)))) {
            at++;
        }
        NameReader.Name name = at > start ? reader.read(tokens, at, taken) : null;
        return name != null && name.known() ? name : null;
    }

    /** What is said begins with a name, and when it was asked for, is nothing else. */
    private NameReader.@Nullable Name bare(List<Token> tokens, int from, boolean asked, BitSet taken) {
        int start = skip(tokens, from);
        NameReader.Name name = reader.read(tokens, start, taken);
        if (name == null) {
            return null;
        }
        boolean alone = asked && name.end() == tokens.size();
        return alone || name.known() ? name : null;
    }

    /** A common first name somewhere, with nothing before it that makes it somebody else's. */
    private NameReader.@Nullable Name anywhere(List<Token> tokens, int from, BitSet taken) {
        for (int at = from + 1; at < tokens.size(); at++) {
            Token before = tokens.get(at - 1);
            boolean other = lexicon.words("addressee").has(before)
                    || lexicon.words("owner").has(before)
                    || lexicon.words("title").has(before)
                    || lexicon.words("article").has(before);
            if (!other && !taken.get(at) && lexicon.firstName(tokens.get(at)) != null) {
                return reader.read(tokens, at, taken);
            }
        }
        return null;
    }

    /** "Eduardo e a Carla", but not "não é Valéria, é Vanessa". */
    private boolean joinsTwo(List<Token> tokens, int at) {
        return at > 0
                && at + 1 < tokens.size()
                && isCopula(tokens.get(at))
                && lexicon.firstName(tokens.get(at - 1)) != null
                && lexicon.words("article").has(tokens.get(at + 1));
    }

    private boolean isRole(Token token) {
        return lexicon.words("relation").has(token)
                || lexicon.words("theirs").has(token)
                || lexicon.words("article").has(token);
    }

    private static boolean isCopula(Token token) {
        return token.plain().equals("e")
                || token.plain().equals("its")
                || token.plain().equals("fala");
    }

    private int skip(List<Token> tokens, int at) {
        int next = at;
        while (next < tokens.size()
                && (lexicon.words("article").has(tokens.get(next))
                        || lexicon.words("title").has(tokens.get(next))
                        || lexicon.words("filler").has(tokens.get(next)))) {
            next++;
        }
        return next;
    }
}
