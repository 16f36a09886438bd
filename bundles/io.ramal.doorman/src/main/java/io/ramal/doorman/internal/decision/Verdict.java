package io.ramal.doorman.internal.decision;

import java.util.Objects;

/**
 * What one answer of the resident comes to.
 *
 * @param reason what decided; its name is made for an audit line and tells no words
 */
public record Verdict(Answer answer, Reason reason) {
    /** Whether the visitor may come in. */
    public enum Answer {
        YES,
        NO,
        /** Anything that is not clearly one of the others. */
        UNCLEAR
    }

    /** The class of phrase, or the event, that decided. */
    public enum Reason {
        /** "Pode subir", "libera". */
        PERMISSION(Answer.YES, "permission"),
        /** "Sim", "claro que sim". */
        AFFIRMATION(Answer.YES, "affirmation"),
        YES_DIGIT(Answer.YES, "digit"),

        /** "Não autorizo", "pode não". */
        DENIED_PERMISSION(Answer.NO, "denied-permission"),
        /** "Não", "de jeito nenhum". */
        PLAIN_NO(Answer.NO, "plain-no"),
        /** "Não conheço", "é engano". */
        REFUSAL(Answer.NO, "refusal"),
        /** "Manda embora", "volta amanhã". */
        DISMISSAL(Answer.NO, "dismissal"),
        /** "Até parece". */
        IRONY(Answer.NO, "irony"),
        NO_DIGIT(Answer.NO, "digit"),

        /** "Se for meu irmão, pode", "pode, mas…". */
        CONDITION(Answer.UNCLEAR, "condition"),
        /** "Não, quer dizer, pode". */
        CORRECTION(Answer.UNCLEAR, "correction"),
        /** A yes and a no in one answer. */
        CONTRADICTION(Answer.UNCLEAR, "contradiction"),
        WAIT(Answer.UNCLEAR, "wait"),
        QUESTION(Answer.UNCLEAR, "question"),
        REPEAT(Answer.UNCLEAR, "repeat"),
        /** Wants to speak or to be spoken to, or only says who is on the phone. */
        TALK(Answer.UNCLEAR, "talk"),
        DOUBT(Answer.UNCLEAR, "doubt"),
        LATER(Answer.UNCLEAR, "later"),
        /** Not up here: "deixa na portaria", "eu desço". */
        ELSEWHERE(Answer.UNCLEAR, "elsewhere"),
        /** Said to somebody else in the room. */
        ASIDE(Answer.UNCLEAR, "aside"),
        /** Holds words that are in no list. */
        UNKNOWN_WORDS(Answer.UNCLEAR, "unknown-words"),
        /** "Claro", "he can come in": a yes, or what was heard of "claro que não", "he can't come in". */
        CLIPPED(Answer.UNCLEAR, "clipped"),
        /** Understood, but says neither: "tá bom", "pode deixar", "é meu irmão". */
        NO_ANSWER(Answer.UNCLEAR, "no-answer"),
        OTHER_DIGIT(Answer.UNCLEAR, "other-digit"),
        LOW_CONFIDENCE(Answer.UNCLEAR, "low-confidence"),
        TOO_LONG(Answer.UNCLEAR, "too-long"),
        UNKNOWN_LANGUAGE(Answer.UNCLEAR, "unknown-language"),
        /** A sound, but no words. */
        NOTHING_UNDERSTOOD(Answer.UNCLEAR, "nothing-understood"),
        SILENCE(Answer.UNCLEAR, "silence"),
        PROVIDER_ERROR(Answer.UNCLEAR, "provider-error"),
        TIME_OUT(Answer.UNCLEAR, "time-out");

        private final Answer answer;
        private final String shortName;

        Reason(Answer answer, String shortName) {
            this.answer = answer;
            this.shortName = shortName;
        }

        /** Lower case with hyphens; fixed, records of years ago are compared by it. */
        public String shortName() {
            return shortName;
        }
    }

    public Verdict {
        Objects.requireNonNull(answer);
        if (reason.answer != answer) {
            throw new IllegalArgumentException(reason + " is no reason for " + answer);
        }
    }

    static Verdict of(Reason reason) {
        return new Verdict(reason.answer, reason);
    }
}
