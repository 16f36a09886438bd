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
    Verdict verdict(Decider decider, Locale language) {
        return decider.decide(text, confidence, language);
    }

    /**
     * After a yes more was said: what is to be judged now. A no in any reading is a no. A yes stays one when both turns read
     * as one sentence are a yes and the second raises no doubt of its own ("pode" – "subir"), or when the second is a yes
     * for itself beside the first. Anything else is judged so that it is none.
     */
    Said followedBy(Said second, Decider decider, Locale language) {
        double least = Math.min(confidence, second.confidence);
        Said sentence = new Said(text + " " + second.text, least);
        Said sentences = new Said(text + ". " + second.text, least);
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
        return alone.reason() == Reason.NO_ANSWER ? sentence : second;
    }
}
