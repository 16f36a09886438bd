package io.ramal.call;

import io.ramal.conversation.ResidentDecision;
import io.ramal.dial.GateResult;
import io.ramal.extension.Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What happens to calls, without anybody's words. */
public sealed interface CallEvent {
    /** The pair it happened on. */
    Extension extension();

    /**
     * A visitor's leg was taken in.
     *
     * @param simulated whether the caller is the simulator
     */
    record Started(UUID callId, Extension extension, boolean simulated) implements CallEvent {
        public Started(UUID callId, Extension extension) {
            this(callId, extension, false);
        }
    }

    /** A leg that came in was refused; {@code reason} is one of a few fixed words such as {@code draining}. */
    record Refused(UUID callId, Extension extension, LegRole role, String reason) implements CallEvent {}

    /** A turn of the caller is over. */
    record Heard(UUID callId, Extension extension, boolean understood) implements CallEvent {}

    /** The caller talked over us and was given the floor. */
    record Interrupted(UUID callId, Extension extension) implements CallEvent {}

    /** The first frame that answers a turn has left. */
    record Answered(UUID callId, Extension extension, TurnTimeline timeline) implements CallEvent {}

    /** The visitor's leg is over. */
    record Ended(UUID callId, Extension extension, LineEnd end, Duration duration) implements CallEvent {}

    /** A resident's leg has come in for the visit. */
    record Joined(UUID callId, Extension extension) implements CallEvent {}

    /**
     * An attempt to reach the resident is over.
     *
     * @param attempt 1 for the first
     * @param provider id of who rang, empty when nobody could
     * @param result one of {@code answered}, {@code busy}, {@code no_answer}, {@code rejected}, {@code failed},
     *     {@code cancelled}
     * @param duration it rang
     */
    record Dialled(UUID callId, Extension extension, int attempt, String provider, String result, Duration duration)
            implements CallEvent {}

    /**
     * A resident has decided, or will not. Told of every visit that was to be decided; one nobody picked up for has none.
     *
     * @param decision without words unless transcripts are on
     * @param provider id of the speech engine that understood what decided, empty for keys and where none did
     */
    record Decided(
            UUID callId, Extension extension, Instant at, ResidentDecision decision, String provider, boolean simulated)
            implements CallEvent {
        public Decided(UUID callId, Extension extension, Instant at, ResidentDecision decision, String provider) {
            this(callId, extension, at, decision, provider, false);
        }
    }

    /** The gate was opened, or was to be. */
    record Gate(UUID callId, Extension extension, GateResult result, boolean simulated) implements CallEvent {
        public Gate(UUID callId, Extension extension, GateResult result) {
            this(callId, extension, result, false);
        }
    }

    /** The visit is over, all its legs are: the last event of a call. */
    record Over(CallSnapshot visit) implements CallEvent {
        @Override
        public Extension extension() {
            return visit.extension();
        }
    }
}
