package io.ramal.doorman.internal.decision;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sentences that are a yes, written as a pattern over the {@linkplain Kind#letter() letters} of their phrases. It tells
 * all there are: what it does not fit is none, whoever speaks of whatever. The parts of a sentence are divided by a dot;
 * sounds and courtesy are left out before.
 */
final class Permission {
    /** "O rapaz da entrega", "minha sogra", "ele"; never a bare name, which may be called out to. */
    private static final String PERSON = "(?:p|(?:d?h[wl]|d[wl]|d?v)(?:q?R|j)*)";
    /** The same behind what it does ("podem subir os dois"); "pode subir minha filha" speaks to her. */
    private static final String BEHIND = "(?:p|(?:dh?w|dv)[Rj]*)?";
    /** "A entrada dele", "o portão". */
    private static final String GATE = "(?:d?G(?:j|ed?w)?)";
    /** "Pra ele entrar". */
    private static final String FOR = "(?:xpg?)";

    private static final String GOES = "g" + BEHIND + "W*";
    private static final String LETS = "P(?:" + PERSON + "|d|qp)?" + GOES;
    private static final String OPENS = "o(?:" + GATE + "|d?D|" + PERSON + ")?" + FOR + "?";

    private static final String MODAL = "(?:pm" + GOES + "|m(?:" + GOES + "|" + OPENS + "|W)?)";
    private static final String CLAUSE = "(?:"
            + String.join(
                    "|",
                    "r?" + MODAL,
                    LETS,
                    "r?L(?:p|d?h?w)R*gW*",
                    "i?T(?:pgW*|" + LETS + ")",
                    "k(?:" + OPENS + "|H" + PERSON + "?g)",
                    "y(?:(?:" + GATE + "|" + PERSON + ")?" + FOR + "?|d?D" + FOR + ")W?",
                    "r?i?t(?:" + GATE + "|" + PERSON + "?g?)",
                    "r?p?s" + GATE + "?",
                    "fg?")
            + ")";

    /** "É o meu irmão que veio me visitar". */
    private static final String WHO = "(?:(?:I(?:d?h?[wl]|d?v)(?:q?R|j)*|A)(?:qi?K)?)";
    /** "Que eu tô esperando ele". */
    private static final String KNOWN = "(?:q?i?KW?p?)";

    /**
     * Without a pause, "é minha mãe autoriza" and "pode é minha mãe" may tell who decides: only what tells of coming in stands
     * beside such words.
     */
    private static final Pattern YES = Pattern.compile("\\.*(?:I+(?=[mP.])\\.*)?(?:(?:" + WHO
            + "(?:\\.+|(?=p?mg|m?P|r?L|q?i?K))|" + KNOWN + ")\\.*)*+" + CLAUSE + "(?:\\.*" + CLAUSE
            + "|(?:\\.+|(?<=[gW]))"
            + WHO + "|\\.*" + KNOWN + ")*+[.z]*+");

    private static final Set<Kind> BINDING = EnumSet.of(Kind.ARTICLE, Kind.OWN, Kind.IS);

    private Permission() {}

    static boolean in(Sentence said) {
        return YES.matcher(letters(said)).matches();
    }

    /** "Sim, obrigado, tchau." */
    static boolean affirms(Sentence said) {
        if (!said.only(Kind.AFFIRMING) || !said.has(Kind.AFFIRMATION)) {
            return false;
        }
        List<Kind> all = said.parts().stream().flatMap(List::stream).toList();
        int end = all.indexOf(Kind.CLOSING);
        return end < 0 || Math.max(all.lastIndexOf(Kind.AFFIRMATION), all.lastIndexOf(Kind.EMPHASIS)) < end;
    }

    /** "Claro, obrigado": hardly anything else, and no yes beside it. */
    static boolean emphasises(Sentence said) {
        return said.only(Kind.AFFIRMING) && said.has(Kind.EMPHASIS) && !said.has(Kind.AFFIRMATION);
    }

    private static String letters(Sentence said) {
        StringBuilder letters = new StringBuilder();
        for (List<Kind> part : said.parts()) {
            for (int at = 0; at < part.size(); at++) {
                Kind kind = part.get(at);
                if (kind.letter() != 'a' && (kind != Kind.LOOSE || bound(part, at))) {
                    letters.append(kind.letter());
                }
            }
            letters.append('.');
        }
        return letters.toString();
    }

    /** "Moça pode", "a moça": somebody, not a courtesy. */
    private static boolean bound(List<Kind> part, int at) {
        return (at + 1 < part.size() && !Kind.AFFIRMING.contains(part.get(at + 1)))
                || (at > 0 && BINDING.contains(part.get(at - 1)));
    }
}
