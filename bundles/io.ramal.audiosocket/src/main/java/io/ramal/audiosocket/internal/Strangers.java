package io.ramal.audiosocket.internal;

import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are no line: not yet told their UUID, or refused and waiting for the peer's end. When there are
 * too many the oldest goes: Asterisk tells its UUID with its first packet, so a newcomer is worth more than one that has
 * waited, and a thousand idle connections keep no call out. Any thread.
 */
final class Strangers {
    private final Set<Channel> channels = new LinkedHashSet<>();

    /**
     * Takes one in.
     *
     * @return the one that has to go for it, to be closed by the caller; null for none
     */
    synchronized @Nullable Channel add(Channel channel, int max) {
        channels.add(channel);
        if (channels.size() <= max) {
            return null;
        }
        Iterator<Channel> oldest = channels.iterator();
        Channel gone = oldest.next();
        oldest.remove();
        return gone;
    }

    synchronized void remove(Channel channel) {
        channels.remove(channel);
    }

    synchronized int size() {
        return channels.size();
    }
}
