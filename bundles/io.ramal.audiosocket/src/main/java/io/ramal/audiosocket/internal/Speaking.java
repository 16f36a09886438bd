package io.ramal.audiosocket.internal;

import io.netty.channel.Channel;
import io.ramal.audio.AudioFrame;
import io.ramal.call.LineInfo;
import org.jspecify.annotations.Nullable;

/**
 * What goes out on one line, a write per frame. Used on the line's thread.
 *
 * <p>While the peer does not read, frames are thrown away after about a second is under way (the channel's high-water mark
 * and the socket's buffer), so what it hears afterwards is not old; the handler's clock goes on.
 */
final class Speaking {
    private final Exchange exchange;
    private final LineInfo info;
    private final Channel channel;
    private final long patience;
    private boolean stalled;
    private long stalledSince;

    Speaking(Exchange exchange, Settings settings, LineInfo info, Channel channel) {
        this.exchange = exchange;
        this.info = info;
        this.channel = channel;
        this.patience = settings.writeTimeout().toNanos();
    }

    /**
     * Sends a frame, or throws it away.
     *
     * @param frame null for silence
     * @return false when the peer has taken nothing for so long that it is held for dead
     */
    boolean write(@Nullable AudioFrame frame, long now) {
        if (channel.isWritable()) {
            stalled = false;
            exchange.counters().framesOut.increment();
            channel.writeAndFlush(Wire.audio(channel.alloc(), frame), channel.voidPromise());
            return true;
        }
        exchange.counters().unsentFrames.increment();
        if (!stalled) {
            stalled = true;
            stalledSince = now;
            exchange.notices().warn("stalled", "Peer {} of call {} does not read", info.remote(), info.callId());
            return true;
        }
        return now - stalledSince <= patience;
    }
}
