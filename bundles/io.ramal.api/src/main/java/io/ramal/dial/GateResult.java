package io.ramal.dial;

/** What has become of a gate that was to be opened. */
public enum GateResult {
    /** Nothing is set that opens it; people do. */
    NONE,
    /** The command was carried out; whether the gate moved nobody knows. */
    OPENED,
    FAILED
}
