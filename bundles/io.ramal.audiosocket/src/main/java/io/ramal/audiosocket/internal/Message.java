package io.ramal.audiosocket.internal;

import java.util.UUID;

/** What a peer can say, decoded. */
sealed interface Message {
    /** Kind 0x01: the call's UUID, always first and once. */
    record Uuid(UUID id) implements Message {}

    /** Kind 0x03: a key, at its end. */
    record Dtmf(char digit) implements Message {}

    /** Kind 0x00: the peer hangs up. */
    record Hangup() implements Message {}

    /** Kind 0xff: the peer reports an error; 0 when it gives no code. */
    record PeerError(int code) implements Message {
        /** The code that says the calling party has hung up; others tell of trouble inside the peer. */
        static final int CALLER_HUNG_UP = 1;
    }

    /** Kinds 0x10 to 0x18: sound. Owns its samples; not empty. */
    final class Audio implements Message {
        private final int rate;
        private final short[] samples;

        Audio(int rate, short[] samples) {
            this.rate = rate;
            this.samples = samples;
        }

        /** Sample rate in Hz, by the kind. */
        int rate() {
            return rate;
        }

        /** The samples themselves, not a copy. */
        short[] samples() {
            return samples;
        }

        long nanos() {
            return samples.length * 1_000_000_000L / rate;
        }
    }
}
