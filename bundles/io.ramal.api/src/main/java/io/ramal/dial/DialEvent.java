package io.ramal.dial;

/** How ringing a resident goes. All but {@link Ringing} are the last event. */
public sealed interface DialEvent {
    record Ringing() implements DialEvent {}

    record Answered() implements DialEvent {}

    record Busy() implements DialEvent {}

    record NoAnswer() implements DialEvent {}

    record Rejected() implements DialEvent {}

    record Failed(String reason) implements DialEvent {}
}
