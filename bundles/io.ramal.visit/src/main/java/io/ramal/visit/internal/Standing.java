package io.ramal.visit.internal;

/** Whether a resident's word still counts for the visitor. */
enum Standing {
    HERE,
    /** The visitor is being said goodbye to, hung up or handed over, though the leg may still be there. */
    CLOSING,
    GONE
}
