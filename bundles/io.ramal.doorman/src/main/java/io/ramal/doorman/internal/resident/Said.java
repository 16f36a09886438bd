package io.ramal.doorman.internal.resident;

import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.Verdict;
import io.ramal.doorman.internal.decision.Verdict.Answer;
import io.ramal.doorman.internal.decision.Verdict.Reason;
import java.util.Locale;

/**
 * What was said in one turn or, where a speaker paused, in several.
 *
 * @param confidence the least of all turns
 */
record Said(String text, double confidence) {
    /** Something, but nobody knows what. */
    static final Said LOST = new Said("", 0);

    Verdict verdict(Decider decider, Locale language) {
        return decider.decide(text, confidence, language);
    }

    /** Both, as they were said. */
    Said and(Said second) {
        return joined(second, ". ");
    }

    private Said joined(Said second, String between) {
        return new Said(text + between + second.text, Math.min(confidence, second.confidence));
    }

    /**
     * After a yes more was said: what is to be judged now. A no in any reading is a no. A yes stays one when both turns read
     * as one sentence are a yes and the second raises no doubt of its own ("pode" – "subir"), or when the second is a yes
     * for itself beside the first. Anything else is judged so that it is none.
     */
    Said followedBy(Said second, Decider decider, Locale language) {
        Said sentence = joined(second, " ");
        Said sentences = and(second);
        Verdict alone = second.verdict(decider, language);
        Answer asOne = sentence.verdict(decider, language).answer();
        Answer asTwo = sentences.verdict(decider, language).answer();
        if (alone.answer() == Answer.NO) {
            return second;
        }
        if (asOne == Answer.NO || asTwo == Answer.NO) {
            return asOne == Answer.NO ? sentence : sentences;
        }
        if (alone.answer() == Answer.YES) {
            return sentences;
        }
        boolean neither = alone.reason() == Reason.NO_ANSWER || alone.reason() == Reason.CLIPPED;
        return neither ? sentence : second;
    }

    /**
     * After something unclear more was said, and the question not once more in between: what is to be judged now. A yes is
     * one only where it is one for itself and in every reading together with what came before: "acho que" – "pode" is none.
     */
    Said doubting(Said second, Decider decider, Locale language) {
        Said sentence = joined(second, " ");
        Said sentences = and(second);
        Answer alone = second.verdict(decider, language).answer();
        Answer asOne = sentence.verdict(decider, language).answer();
        Answer asTwo = sentences.verdict(decider, language).answer();
        if (alone == Answer.NO) {
            return second;
        }
        if (asOne == Answer.NO || asTwo == Answer.NO) {
            return asOne == Answer.NO ? sentence : sentences;
        }
        if (alone != Answer.YES) {
            return second;
        }
        return asOne == Answer.YES ? sentences : sentence;
    }
}
