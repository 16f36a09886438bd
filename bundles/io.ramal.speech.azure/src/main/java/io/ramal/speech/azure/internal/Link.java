package io.ramal.speech.azure.internal;

import io.ramal.helper.HelperException;
import io.ramal.speech.azure.wire.Reply;
import java.time.Duration;

/** A helper process, and the pipes to it. What is sent before it has started waits for it. */
interface Link {
    /** Hears the process; one call at a time. */
    interface Listener {
        void reply(Reply reply);

        /** The process has ended; called once, nothing follows. Not called where {@link #start} has thrown. */
        void ended(String reason);
    }

    /** Makes links. */
    @FunctionalInterface
    interface Maker {
        /** Starts nothing yet. */
        Link of(Listener listener);
    }

    /**
     * Starts the process; may take a while.
     *
     * @throws HelperException when it cannot be started
     */
    void start() throws HelperException;

    /**
     * Sends a message, without waiting.
     *
     * @param needed whether it is taken however many wait
     * @return false when it was not taken
     */
    boolean send(byte[] message, boolean needed);

    /** Closes the process' input after what was sent: the process then ends. One that was not started never will be. */
    void end();

    /** Ends the process at once. */
    void kill();

    /** Waits for the end of the process and of everything that serves it; false when that takes longer. */
    boolean await(Duration time) throws InterruptedException;
}
