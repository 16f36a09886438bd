package io.ramal.doorman.internal.decision;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a phrase does in an answer; each is a section of {@code answers_xx_YY.txt} by its name in lower case. */
enum Kind {
    /** An order that opens: "libera". */
    PERMISSION('y'),
    /** The same of oneself: "autorizo". */
    GRANT('t'),
    /** The same as a fact: "tá liberado". */
    STATE('s'),
    /** A permission that takes nothing more: "que suba". */
    WHOLE('f'),
    /** "Pode": a permission unless something else follows that it belongs to. */
    MODAL('m'),
    /** Half a permission: "deixa", "manda"; whether it is one tells the other half. */
    PERMIT('P'),
    /** The same, of which a "not" or "'t" is easily lost: "he can". No yes unless one is said beside it. */
    CAN('P'),
    /** The same, and asks for whom: "let". */
    LET('L'),
    /** The same, for the visitor alone: "fala pra ele". */
    TELL('T'),
    /** "Faz favor de". */
    ASK('k'),
    /** A half with a half missing before it: "deixar". */
    HALF('H'),
    /** The other half, and no permission alone: "subir", "entrar". */
    ACT('g'),
    /** The same for whoever keeps the gate: "liberar". */
    OPEN('o'),
    /** "Claro que", "fala que": a permission may follow. */
    REPORT('r'),
    /** "Sim": a yes when hardly anything else is said. */
    AFFIRMATION('a'),
    /** "Claro": a yes beside one only. Alone it may be what is left of "claro que não", whose short end was not heard. */
    EMPHASIS('a'),
    /** "Tá bom": says that something was heard, not that it is granted. */
    BACKCHANNEL('a'),
    /** The same, and may end a sentence as "pode subir, tá?" without asking anything. */
    TAG('a'),
    /** Sounds and courtesy. */
    FILLER('a'),
    /** The same, but not right before anything else: "hum pode" may be "num pode", "moça pode" somebody else. */
    LOOSE('l'),
    /** "Tchau", harmless at the end. */
    CLOSING('z'),
    /** "Boa noite": people also say yes when they pick up a telephone. */
    GREETING('a'),
    ARTICLE('d'),
    /** "Meu". */
    OWN('h'),
    THAT('q'),
    OF('e'),
    FOR('x'),
    IS('I'),
    /** Binds too, but stands in no yes. */
    LINK('#'),
    /** "Eu". */
    SELF('i'),
    /** "Ele", as the visitor is called. */
    PRONOUN('p'),
    /** Who may be a visitor; before a permission somebody else decides or is spoken to. */
    WHO('w'),
    /** "Minha mãe": the same with its own. */
    FAMILY('v'),
    /** What is opened for a visitor. */
    GATE('G'),
    /** The same, and also what is opened in a flat. */
    DOOR('D'),
    /** "Dele". */
    HIS('j'),
    /** "Da farmácia", "veio me visitar": says more of somebody. */
    ABOUT('R'),
    /** "É a pizza". */
    BROUGHT('A'),
    /** What the resident says of himself: "tô esperando". */
    KNOWN('K'),
    /** "Agora", "direto". */
    WHEN('W'),
    /** Who, where, what else: harmless beside a no, and in no yes. */
    CONTEXT('#'),

    /** Any no, never, nobody. */
    NEGATION('#'),
    /** A no that needs no other word: "não conheço". */
    REFUSAL('#'),
    /** "Manda embora": a no that can itself be denied. */
    DISMISSAL('#'),
    /** A no in whatever company: "até parece". */
    IRONY('#'),

    CONDITION('#'),
    CORRECTION('#'),
    WAIT('#'),
    QUESTION('#'),
    REPEAT('#'),
    TALK('#'),
    DOUBT('#'),
    LATER('#'),
    ELSEWHERE('#'),
    ASIDE('#'),
    /** A word of no list. */
    UNKNOWN('#');

    /** What may stand in an answer that only affirms. */
    static final Set<Kind> AFFIRMING = EnumSet.of(AFFIRMATION, EMPHASIS, BACKCHANNEL, TAG, FILLER, LOOSE, CLOSING);

    /** What a negation reaches over. */
    static final Set<Kind> GLUE = EnumSet.range(REPORT, CONTEXT);

    /** What a negation can deny. */
    static final Set<Kind> ACTION = EnumSet.range(PERMISSION, OPEN);

    /** What answers are made of. */
    static final Set<Kind> ANSWERS = EnumSet.range(PERMISSION, OPEN);

    static {
        ANSWERS.remove(TELL);
        ANSWERS.remove(ASK);
        ANSWERS.remove(HALF);
        ANSWERS.addAll(EnumSet.of(AFFIRMATION, EMPHASIS, NEGATION, REFUSAL, DISMISSAL));
        GLUE.remove(AFFIRMATION);
        GLUE.remove(EMPHASIS);
        ACTION.add(DISMISSAL);
    }

    private final char letter;

    Kind(char letter) {
        this.letter = letter;
    }

    /** As {@link Permission} writes it; {@code #} stands in no yes, {@code a} is nothing beside one. */
    char letter() {
        return letter;
    }

    static Kind named(String section) {
        return valueOf(section.strip().toUpperCase(Locale.ROOT));
    }
}
