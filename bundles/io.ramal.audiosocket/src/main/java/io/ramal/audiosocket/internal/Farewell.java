package io.ramal.audiosocket.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection from our side, as every Asterisk takes it: exactly {@code 00 00 00}, then reading, without
 * looking, until the peer ends it. Closing earlier, with sound unread, would make the system send a reset that can
 * overtake the hangup.
 */
final class Farewell extends ChannelInboundHandlerAdapter {
    private final Duration limit;
    private final Runnable overdue;
    private @Nullable Future<?> timeout;

    private Farewell(Duration limit, Runnable overdue) {
        this.limit = limit;
        this.overdue = overdue;
    }

    /**
     * Says goodbye; takes the decoder's place. On the channel's event loop.
     *
     * @param limit the peer is closed when it has not gone by then
     * @param overdue told just before that
     */
    static void say(Channel channel, Duration limit, Runnable overdue) {
        channel.writeAndFlush(Wire.hangup(channel.alloc()), channel.voidPromise());
        if (channel.isOpen()) {
            channel.pipeline().replace(FrameDecoder.class, "farewell", new Farewell(limit, overdue));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timeout = ctx.executor()
                .schedule(
                        () -> {
                            overdue.run();
                            ctx.close();
                        },
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }
}
