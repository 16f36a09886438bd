package io.ramal.registry.internal;

/** Whether a provider that is lent is to be followed by another one. */
enum Succession {
    /** It is the one to be lent, as far as choices and rankings go. */
    NONE,
    /** A better one has come that cannot serve yet: to be looked at again. */
    AWAITED,
    /** A better one serves. */
    DUE
}
