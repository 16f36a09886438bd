package io.ramal.doorman.internal.decision;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is permitted and what denied in an answer. A negation denies the action beside it in its part of the sentence, the
 * one behind it if there is one ("não pode"), else the one before it ("pode não"); who and where in between do not stop it.
 */
final class Evidence {
    private static final Set<Kind> WHOLE = EnumSet.of(Kind.PERMISSION, Kind.GRANT, Kind.STATE, Kind.WHOLE, Kind.MODAL);
    private static final Set<Kind> HALVES = EnumSet.of(Kind.PERMIT, Kind.CAN, Kind.LET, Kind.TELL, Kind.ASK, Kind.HALF);

    private boolean permitted;
    private boolean denied;
    private boolean dismissed;
    private boolean spared;

    private Evidence() {}

    static Evidence of(Sentence sentence) {
        Evidence evidence = new Evidence();
        sentence.parts().forEach(evidence::read);
        return evidence;
    }

    /** A permission that nothing denies. */
    boolean permitted() {
        return permitted;
    }

    /** A permission, whole or half, is denied. */
    boolean denied() {
        return denied;
    }

    /** The visitor is sent away. */
    boolean dismissed() {
        return dismissed;
    }

    /** That the visitor be sent away is denied. */
    boolean spared() {
        return spared;
    }

    private void read(List<Kind> part) {
        List<List<Kind>> runs = runs(part);
        boolean[] negated = new boolean[runs.size()];
        for (int at = 0; at < runs.size(); at++) {
            if (isNegation(runs, at)) {
                int right = at + 1;
                while (isNegation(runs, right)) {
                    right++;
                }
                if (isAction(runs, right)) {
                    negated[right] = true;
                } else if (isAction(runs, at - 1)) {
                    negated[at - 1] = true;
                }
            }
        }
        for (int at = 0; at < runs.size(); at++) {
            if (isAction(runs, at)) {
                weigh(runs.get(at), negated[at]);
            }
        }
    }

    private void weigh(List<Kind> action, boolean negated) {
        if (action.contains(Kind.DISMISSAL)) {
            spared |= negated;
            dismissed |= !negated;
        } else if (negated) {
            denied = true;
        } else {
            permitted |= permits(action);
        }
    }

    private static boolean permits(List<Kind> action) {
        if (action.stream().anyMatch(WHOLE::contains)) {
            return true;
        }
        int half = 0;
        while (half < action.size() && !HALVES.contains(action.get(half))) {
            half++;
        }
        return half < Math.max(action.lastIndexOf(Kind.ACT), action.lastIndexOf(Kind.OPEN));
    }

    /** Actions that follow one another are one; anything else stands alone; who and where is left out. */
    private static List<List<Kind>> runs(List<Kind> part) {
        List<List<Kind>> runs = new ArrayList<>();
        for (Kind kind : part) {
            if (Kind.GLUE.contains(kind)) {
                continue;
            }
            if (Kind.ACTION.contains(kind) && isAction(runs, runs.size() - 1)) {
                runs.get(runs.size() - 1).add(kind);
            } else {
                runs.add(new ArrayList<>(List.of(kind)));
            }
        }
        return runs;
    }

    private static boolean isNegation(List<List<Kind>> runs, int at) {
        return at >= 0 && at < runs.size() && runs.get(at).get(0) == Kind.NEGATION;
    }

    private static boolean isAction(List<List<Kind>> runs, int at) {
        return at >= 0 && at < runs.size() && Kind.ACTION.contains(runs.get(at).get(0));
    }
}
