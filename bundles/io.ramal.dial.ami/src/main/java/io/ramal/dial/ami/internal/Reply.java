package io.ramal.dial.ami.internal;

import java.util.List;

/**
 * What became of an action.
 *
 * @param kind whether Asterisk did it
 * @param message what it said, or why it said nothing
 * @param events what it listed
 */
record Reply(Kind kind, String message, List<Message> events) {
    enum Kind {
        DONE,
        REFUSED,
        /** Nobody knows whether it was done. */
        LOST
    }

    Reply {
        events = List.copyOf(events);
    }

    static Reply lost(String why) {
        return new Reply(Kind.LOST, why, List.of());
    }

    boolean done() {
        return kind == Kind.DONE;
    }
}
