package io.ramal.call;

import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;

/** The transport's side of one leg: a connection from Asterisk that has told its UUID. */
@ProviderType
public interface Line {
    LineInfo info();

    /**
     * The one thread that owns this leg. Tasks run in order; they never wait. One that comes after the thread has ended,
     * which it does only after {@link LineHandler#closed}, is rejected ({@link
     * java.util.concurrent.RejectedExecutionException}).
     */
    Executor executor();

    /**
     * Ends the leg from our side: the hangup frame is sent, the peer's end is read, {@link LineHandler#closed} follows.
     * Idempotent, any thread.
     */
    void hangup();
}
