package io.ramal.doorman.internal.decision;

import io.ramal.doorman.internal.decision.Verdict.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * From kinds of phrases to a verdict. Only the first two rules lead to a yes, and they ask that nothing but what belongs to
 * one was said, in an order in which it is one; the order of the others only tells a no from an answer that must be asked for again.
 */
final class Rules {
    /** What leaves an answer open, in the order in which it is named as the reason. */
    private static final Map<Kind, Reason> OPEN = new EnumMap<>(Map.of(
            Kind.QUESTION, Reason.QUESTION,
            Kind.REPEAT, Reason.REPEAT,
            Kind.TALK, Reason.TALK,
            Kind.DOUBT, Reason.DOUBT,
            Kind.LATER, Reason.LATER,
            Kind.ELSEWHERE, Reason.ELSEWHERE,
            Kind.ASIDE, Reason.ASIDE));

    private Rules() {}

    static Reason read(Sentence said) {
        Evidence evidence = Evidence.of(said);
        if (Permission.in(said) && evidence.permitted()) {
            return said.has(Kind.CAN) && !said.has(Kind.AFFIRMATION) ? Reason.CLIPPED : Reason.PERMISSION;
        }
        if (Permission.affirms(said)) {
            return Reason.AFFIRMATION;
        }
        if (Permission.emphasises(said)) {
            return Reason.CLIPPED;
        }
        if (said.has(Kind.IRONY)) {
            return Reason.IRONY;
        }
        if (said.has(Kind.CONDITION)) {
            return Reason.CONDITION;
        }
        if (said.has(Kind.CORRECTION)) {
            return Reason.CORRECTION;
        }
        if (said.has(Kind.WAIT)) {
            return Reason.WAIT;
        }
        boolean refused = evidence.denied() || evidence.dismissed() || said.has(Kind.REFUSAL);
        boolean anyNo = refused || evidence.spared() || said.has(Kind.NEGATION);
        boolean anyYes =
                evidence.permitted() || evidence.spared() || said.has(Kind.AFFIRMATION) || said.has(Kind.EMPHASIS);
        if (anyNo && anyYes) {
            return Reason.CONTRADICTION;
        }
        if (refused) {
            return evidence.denied()
                    ? Reason.DENIED_PERMISSION
                    : evidence.dismissed() ? Reason.DISMISSAL : Reason.REFUSAL;
        }
        if (endsWithPlainNo(said)) {
            return Reason.PLAIN_NO;
        }
        for (Map.Entry<Kind, Reason> open : OPEN.entrySet()) {
            if (said.has(open.getKey())) {
                return open.getValue();
            }
        }
        if (said.has(Kind.NEGATION) && (!said.has(Kind.UNKNOWN) || beginsOrEndsWithNo(said))) {
            return Reason.PLAIN_NO;
        }
        return said.has(Kind.UNKNOWN) ? Reason.UNKNOWN_WORDS : Reason.NO_ANSWER;
    }

    /** "Autorizar? Nunca." */
    private static boolean endsWithPlainNo(Sentence said) {
        List<Kind> last = said.parts().get(said.parts().size() - 1);
        return last.contains(Kind.NEGATION) && last.stream().allMatch(k -> k == Kind.NEGATION || Kind.GLUE.contains(k));
    }

    /** "Não" before or behind words that are in no list is an answer; among them it may belong to anything. */
    private static boolean beginsOrEndsWithNo(Sentence said) {
        List<Kind> words = said.parts().stream()
                .flatMap(List::stream)
                .filter(k -> !Kind.GLUE.contains(k))
                .toList();
        return words.get(0) == Kind.NEGATION || words.get(words.size() - 1) == Kind.NEGATION;
    }
}
