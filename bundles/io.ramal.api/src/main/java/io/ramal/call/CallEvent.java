package io.ramal.call;

import io.ramal.extension.Extension;
import java.time.Duration;
import java.util.UUID;

/** What happens to calls, without anybody's words. */
public sealed interface CallEvent {
    /** The pair it happened on. */
    Extension extension();

    /** A visitor's leg was taken in. */
    record Started(UUID callId, Extension extension) implements CallEvent {}

    /** A leg that came in was refused; {@code reason} is one of a few fixed words such as {@code draining}. */
    record Refused(UUID callId, Extension extension, LegRole role, String reason) implements CallEvent {}

    /** A turn of the caller is over. */
    record Heard(UUID callId, Extension extension, boolean understood) implements CallEvent {}

    /** The caller talked over us and was given the floor. */
    record Interrupted(UUID callId, Extension extension) implements CallEvent {}

    /** The first frame that answers a turn has left. */
    record Answered(UUID callId, Extension extension, TurnTimeline timeline) implements CallEvent {}

    /** The call is over. */
    record Ended(UUID callId, Extension extension, LineEnd end, Duration duration) implements CallEvent {}
}
