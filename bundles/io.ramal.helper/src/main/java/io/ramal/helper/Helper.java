package io.ramal.helper;

import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import java.io.IOException;

/** A running helper process. */
public interface Helper {
    /**
     * Sends a command; the pipe has room for all that is ever outstanding, so it does not wait.
     *
     * @throws IOException when the process is gone; {@link Listener#died} tells too
     */
    void send(Command command) throws IOException;

    /** Ends the process at once; {@link Listener#died} follows. Idempotent. */
    void kill();

    /** Hears a helper; called on any thread, one call at a time. */
    interface Listener {
        void reply(Reply reply);

        /** The process has ended; called once, nothing follows. */
        void died(String reason);
    }

    /** Starts helpers. */
    @FunctionalInterface
    interface Launcher {
        /** Starts one; {@link Reply.Hello} follows when it can speak. */
        Helper launch(Listener listener) throws HelperException;
    }
}
