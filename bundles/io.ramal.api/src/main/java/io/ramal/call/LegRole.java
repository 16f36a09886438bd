package io.ramal.call;

/** Who is at the other end of a leg. */
public enum LegRole {
    /** Came in on the AI extension. */
    VISITOR,
    /** Came in on the return extension. */
    RESIDENT
}
