package io.ramal.doorman.internal.decision;

import io.ramal.doorman.internal.decision.Verdict.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a yes from a no from anything else. Immutable, may be used by any thread. */
public final class Decider {
    /** Nobody needs more words for a yes; an engine that runs away writes more. */
    static final int MAX_WORDS = 60;

    private static final int MAX_LENGTH = 1_000;

    /** By language alone: whatever the country, a yes is the same. */
    private static final Map<String, Lexicon> LEXICONS = Map.of(
            "pt", Lexicon.load("answers_pt_BR.txt"),
            "en", Lexicon.load("answers_en_US.txt"));

    private final DecisionSettings settings;

    public Decider(DecisionSettings settings) {
        this.settings = settings;
    }

    /**
     * What was said.
     *
     * @param text the last word of the engine, never something it may still change; null or empty is understood as nothing
     * @param confidence 0–1, as the engine tells it
     */
    public Verdict decide(@Nullable String text, double confidence, Locale language) {
        return Verdict.of(reason(text, confidence, language));
    }

    /** The words that a yes or a no is made of, for engines that can be told what to listen for; empty where none is known. */
    public static List<String> answers(Locale language) {
        Lexicon lexicon = LEXICONS.get(language.getLanguage());
        return lexicon == null ? List.of() : lexicon.answers();
    }

    /** A key that was pressed. */
    public Verdict decide(char digit) {
        if (digit == settings.yesDigit()) {
            return Verdict.of(Reason.YES_DIGIT);
        }
        return Verdict.of(digit == settings.noDigit() ? Reason.NO_DIGIT : Reason.OTHER_DIGIT);
    }

    private Reason reason(@Nullable String text, double confidence, Locale language) {
        if (text == null || text.isBlank()) {
            return Reason.NOTHING_UNDERSTOOD;
        }
        // written so that NaN is too little
        if (!(confidence >= settings.minConfidence())) {
            return Reason.LOW_CONFIDENCE;
        }
        Lexicon lexicon = LEXICONS.get(language.getLanguage());
        if (lexicon == null) {
            return Reason.UNKNOWN_LANGUAGE;
        }
        if (text.length() > MAX_LENGTH) {
            return Reason.TOO_LONG;
        }
        List<String> words = Words.of(text);
        if (words.size() > MAX_WORDS) {
            return Reason.TOO_LONG;
        }
        Sentence said = Sentence.of(words, lexicon);
        return said.isEmpty() ? Reason.NOTHING_UNDERSTOOD : Rules.read(said);
    }
}
