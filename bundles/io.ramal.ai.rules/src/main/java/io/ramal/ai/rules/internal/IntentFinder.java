package io.ramal.ai.rules.internal;

import io.ramal.text.Token;
import java.util.BitSet;
import java.util.List;

/** Why somebody came, by key words; the heaviest decides, and at equal weight the list's order. */
final class IntentFinder {
    /**
     * What was found.
     *
     * @param intent empty when none was
     * @param negated the intent said not to be the one, when no other was said
     * @param words the key words, which belong to no name
     */
    record Found(String intent, String negated, BitSet words) {}

    /** Words of less weight, such as "amigo", may still be something else. */
    private static final int SURE = 2;

    private final Lexicon lexicon;

    IntentFinder(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    Found find(List<Token> tokens) {
        String best = "";
        String negated = "";
        int weight = 0;
        BitSet words = new BitSet();
        for (Lexicon.IntentWords intent : lexicon.intents()) {
            for (int at = 0; at < tokens.size(); at++) {
                int length = intent.phrases().match(tokens, at);
                if (length == 0) {
                    continue;
                }
                if (intent.weight() >= SURE) {
                    words.set(at, at + length);
                }
                if (negated(tokens, at)) {
                    negated = negated.isEmpty() ? intent.intent() : negated;
                } else if (intent.weight() > weight) {
                    best = intent.intent();
                    weight = intent.weight();
                }
            }
        }
        return new Found(best, best.isEmpty() ? negated : "", words);
    }

    /** "Não é entrega", "não é uma entrega", "it is not a delivery". */
    private boolean negated(List<Token> tokens, int at) {
        int before = at - 1;
        while (before >= 0 && (lexicon.words("article").has(tokens.get(before)) || isCopula(tokens.get(before)))) {
            before--;
        }
        return before >= 0
                && before < at - 1
                && lexicon.words("negation").has(tokens.get(before))
                && !tokens.get(before).plain().equals("no");
    }

    private static boolean isCopula(Token token) {
        return token.plain().equals("e") || token.plain().equals("its");
    }
}
