package io.ramal.doorman.internal.decision;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a phrase does in an answer; each is a section of {@code answers_xx_YY.txt} by its name in lower case. */
enum Kind {
    /** A whole permission: "libera", "autorizo". */
    PERMISSION,
    /** "Pode": a permission unless something else follows that it belongs to. */
    MODAL,
    /** Half a permission: "deixa", "manda"; whether it is one tells the other half. */
    PERMIT,
    /** The other half, and no permission alone: "subir", "entrar". */
    ACT,
    /** "Sim": a yes when hardly anything else is said. */
    AFFIRMATION,
    /** "Tá bom": says that something was heard, not that it is granted. */
    BACKCHANNEL,
    /** The same, and may end a sentence as "pode subir, tá?" without asking anything. */
    TAG,
    /** Sounds and courtesy. */
    FILLER,
    /** "Boa noite": people also say yes when they pick up a telephone. */
    GREETING,
    /** Who and where, harmless beside a permission. */
    CONTEXT,
    /** "O", "que": harmless too, but with this nobody ends. */
    LINK,

    /** Any no, never, nobody. */
    NEGATION,
    /** A no that needs no other word: "não conheço". */
    REFUSAL,
    /** "Manda embora": a no that can itself be denied. */
    DISMISSAL,
    /** A no in whatever company: "até parece". */
    IRONY,

    CONDITION,
    CORRECTION,
    WAIT,
    QUESTION,
    REPEAT,
    TALK,
    DOUBT,
    LATER,
    ELSEWHERE,
    ASIDE,
    /** A word of no list. */
    UNKNOWN;

    /** What may stand in an answer that permits. */
    static final Set<Kind> PERMITTING =
            EnumSet.of(PERMISSION, MODAL, PERMIT, ACT, AFFIRMATION, BACKCHANNEL, TAG, FILLER, GREETING, CONTEXT, LINK);

    /** What may stand in an answer that only affirms. */
    static final Set<Kind> AFFIRMING = EnumSet.of(AFFIRMATION, BACKCHANNEL, TAG, FILLER);

    /** What a negation reaches over. */
    static final Set<Kind> GLUE = EnumSet.of(BACKCHANNEL, TAG, FILLER, GREETING, CONTEXT, LINK);

    /** What a negation can deny. */
    static final Set<Kind> ACTION = EnumSet.of(PERMISSION, MODAL, PERMIT, ACT, DISMISSAL);

    static Kind named(String section) {
        return valueOf(section.strip().toUpperCase(Locale.ROOT));
    }
}
