package io.ramal.helper.child;

import io.ramal.helper.wire.Command;
import java.io.IOException;

/** An engine in this process; one thread only. */
public interface Voice {
    /** Takes sound as it is made; answers whether more is wanted. */
    interface Sink {
        boolean accept(int rate, byte[] pcm);
    }

    /**
     * Speaks to the end, or until the sink wants no more. {@link #renew()} is due before the next sentence.
     *
     * @throws IOException when the engine refuses
     */
    void speak(Command.Speak command, Sink target) throws IOException;

    /** Forgets the last sentence. */
    void renew() throws IOException;
}
