package io.ramal.call;

import org.osgi.annotation.versioning.ProviderType;

/** The ears and the mouth of one leg. Methods are called on the leg's thread and return at once. */
@ProviderType
public interface Leg {
    /** What the transport talks to. */
    LineHandler handler();

    LineInfo info();

    /** Whether speech can be understood now; false means only the keypad is. */
    boolean hearsSpeech();

    /**
     * Queues something to say; it is spoken after what is queued before it.
     *
     * @return an id for {@link LegEvent.Said}, or -1 when the queue is full or the leg is ending (it is then not said)
     */
    long say(Utterance utterance);

    /** Stops talking within one frame and forgets what is queued. */
    void hush();

    /** Hangs up as soon as everything queued has been played; nothing can be queued after it. */
    void hangupWhenSaid();

    /** Stops talking, forgets what is queued, says goodbye in the leg's language and hangs up when it has been said. */
    void farewell();

    /** Hangs up at once. */
    void hangup();
}
