package io.ramal.provider;

/** What a provider can do beyond its seam's contract; what nobody asks for makes no difference. */
public enum Capability {
    /** Nothing of a call leaves this machine. */
    LOCAL,
    /** Speech-to-text: tells words while the caller still speaks. */
    PARTIALS,
    /** Speech-to-text: listens harder for the phrases of a request. */
    HINTS,
    /** Speech-to-text: can be held to the answers of a request. */
    CLOSED_ANSWERS,
    /** Text-to-speech, AI: delivers the beginning of its result before it has the end. */
    STREAMING,
    /** AI: may be asked ahead of the end of a turn, because an answer that is thrown away leaves no trace with it. */
    ASKED_AHEAD
}
