package io.ramal.speech.vosk.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A second opinion on an utterance that should be one of a few answers: a grammar that knows only their words, some
 * everyday words for what else may be said, and a mark for the rest.
 *
 * <p>A grammar finds its words in anything: it hears a "sim" in a cough. So its text is never delivered. It can only make
 * what the open recogniser understood less certain, never more, and never into something else.
 *
 * @param words the words of the answers that the model knows
 * @param denials those of them that turn an answer around
 * @param json the grammar
 */
record Answers(Set<String> words, Set<String> denials, String json) {
    /** What an unconfirmed answer counts at most: low enough to be asked for again. */
    static final double UNCONFIRMED = 0.3;

    static final Answers NONE = new Answers(Set.of(), Set.of(), "[]");

    /** Stands in a grammar for every other sound, in models that have it. */
    private static final String ANYTHING_ELSE = "[unk]";

    /** The engine does not read apostrophes that are escaped: a "don't" written so is a word it does not know. */
    private static final Gson PLAIN = new GsonBuilder().disableHtmlEscaping().create();

    private static final int WORDS_MAX = 500;
    private static final Pattern WORD = Pattern.compile("[\\p{L}'-]{1,40}");

    /** What people say at a gate that is no answer; drawn off, so that it need not look like one. */
    private static final Map<String, List<String>> EVERYDAY = Map.of(
            "pt",
            List.of(
                    "quem",
                    "que",
                    "é",
                    "está",
                    "ele",
                    "ela",
                    "eu",
                    "você",
                    "o",
                    "a",
                    "os",
                    "de",
                    "do",
                    "da",
                    "com",
                    "por",
                    "para",
                    "favor",
                    "obrigado",
                    "obrigada",
                    "bom",
                    "dia",
                    "tarde",
                    "noite",
                    "alô",
                    "oi",
                    "onde",
                    "como",
                    "qual",
                    "porta",
                    "portão",
                    "aqui",
                    "ali",
                    "nome",
                    "mais",
                    "mas",
                    "já",
                    "agora",
                    "sei",
                    "acho"),
            "en",
            List.of(
                    "who", "what", "where", "the", "a", "is", "it", "i", "you", "he", "she", "they", "this", "that",
                    "and", "to", "of", "in", "on", "him", "her", "know", "think", "please", "thank", "thanks", "good",
                    "morning", "hello", "door", "gate", "here", "there", "name", "let", "open", "do", "not", "my",
                    "but"));

    /** Words that turn an answer around. */
    private static final Map<String, Set<String>> DENIALS = Map.of(
            "pt",
            Set.of(
                    "não",
                    "nunca",
                    "jamais",
                    "nem",
                    "ninguém",
                    "nenhum",
                    "nada",
                    "negativo",
                    "negado",
                    "proibido",
                    "recuso"),
            "en",
            Set.of(
                    "no",
                    "not",
                    "never",
                    "nope",
                    "nah",
                    "nobody",
                    "none",
                    "nothing",
                    "neither",
                    "nor",
                    "don't",
                    "doesn't",
                    "didn't",
                    "won't",
                    "can't",
                    "shouldn't",
                    "couldn't",
                    "wouldn't",
                    "mustn't",
                    "isn't",
                    "aren't",
                    "wasn't",
                    "negative",
                    "refuse",
                    "refused",
                    "denied",
                    "decline",
                    "rejected",
                    "forbidden"));

    Answers {
        words = Set.copyOf(words);
        denials = Set.copyOf(denials);
    }

    /**
     * Makes the grammar.
     *
     * @param language of the model, such as {@code pt}
     * @param known which of these words the model knows
     */
    static Answers of(Collection<String> answers, String language, UnaryOperator<Set<String>> known) {
        Set<String> wanted = new LinkedHashSet<>();
        answers.stream()
                .flatMap(a -> split(a).stream())
                .distinct()
                .limit(WORDS_MAX)
                .forEach(wanted::add);
        if (wanted.isEmpty()) {
            return NONE;
        }
        Set<String> all = new LinkedHashSet<>(wanted);
        all.addAll(EVERYDAY.getOrDefault(language, List.of()));
        all.add(ANYTHING_ELSE);
        List<String> grammar = new ArrayList<>(known.apply(all));
        wanted.retainAll(grammar);
        Set<String> denials = new LinkedHashSet<>(wanted);
        denials.retainAll(DENIALS.getOrDefault(language, Set.of()));
        return wanted.isEmpty() ? NONE : new Answers(wanted, denials, PLAIN.toJson(grammar));
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /**
     * How certain the open recogniser's text is after all. Where it holds words of answers and denies nothing, the grammar
     * must have heard an answer as well, and no denial: a "not" that only one of both heard may have been said. A no stays
     * as certain as it is, nothing is opened by it; and so does a text without any words of answers.
     *
     * <p>That both heard the very same words is not asked for: a grammar of so many takes "yeah" for "yes", and loses "the".
     *
     * @param open the text delivered
     * @param closed what the grammar understood
     */
    double confidence(String open, double confidence, String closed) {
        Set<String> said = in(open);
        if (said.isEmpty() || denies(said)) {
            return confidence;
        }
        Set<String> heard = in(closed);
        return heard.isEmpty() || denies(heard) ? Math.min(confidence, UNCONFIRMED) : confidence;
    }

    private boolean denies(Set<String> said) {
        return !Collections.disjoint(said, denials);
    }

    private Set<String> in(String text) {
        Set<String> found = new LinkedHashSet<>(split(text));
        found.retainAll(words);
        return found;
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(w -> WORD.matcher(w).matches())
                .toList();
    }
}
