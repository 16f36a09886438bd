package io.ramal.audiosocket.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads at most {@value #MAX_BYTES} bytes of a connection in {@value #WINDOW_MILLIS} ms, eight times the fastest sound
 * Asterisk sends. A flood above that waits in the peer's socket and takes neither our memory nor the other lines' time.
 */
final class ReadLimiter extends ChannelInboundHandlerAdapter {
    static final int MAX_BYTES = 64 * 1024;
    static final int WINDOW_MILLIS = 20;

    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS);

    private final LongSupplier clock;
    private long window;
    private int bytes;

    ReadLimiter(LongSupplier clock) {
        this.clock = clock;
        this.window = clock.getAsLong();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        long now = clock.getAsLong();
        if (now - window >= WINDOW_NANOS) {
            window = now;
            bytes = 0;
        }
        if (message instanceof ByteBuf b) {
            bytes += b.readableBytes();
        }
        if (bytes >= MAX_BYTES && ctx.channel().config().isAutoRead()) {
            ctx.channel().config().setAutoRead(false);
            ctx.executor()
                    .schedule(
                            () -> ctx.channel().config().setAutoRead(true),
                            window + WINDOW_NANOS - now,
                            TimeUnit.NANOSECONDS);
        }
        ctx.fireChannelRead(message);
    }
}
