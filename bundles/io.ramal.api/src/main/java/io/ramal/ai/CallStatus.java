package io.ramal.ai;

/** Whose turn it is after an answer; {@code set_call_status} on the wire. */
public enum CallStatus {
    USER_TURN,
    WAITING,
    IA_TURN,
    STANDBY
}
