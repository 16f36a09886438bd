package io.ramal.audiosocket.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.ramal.call.LineAcceptor;
import io.ramal.call.LineHandler;
import io.ramal.call.LineInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that has not told its UUID. When it has, it becomes a {@link SocketLine} or is refused.
 *
 * <p>One that is refused after its UUID is an Asterisk with a caller: it is told {@code 00 00 00} so that its dialplan
 * goes on; old ones would otherwise spin until the caller hangs up. One that says nothing, or something else, is closed
 * without a word. One that leaves without a byte is Asterisk whose channel is not answered: nothing to say about it.
 */
final class Doorstep extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Doorstep.class);

    private final Exchange exchange;
    private final Settings settings;
    private final InetSocketAddress remote;
    private final LinePortImpl.Purpose purpose;
    private @Nullable Future<?> timeout;

    Doorstep(Exchange exchange, Settings settings, InetSocketAddress remote, LinePortImpl.Purpose purpose) {
        this.exchange = exchange;
        this.settings = settings;
        this.remote = remote;
        this.purpose = purpose;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        timeout = ctx.executor()
                .schedule(
                        () -> {
                            exchange.refused(Refusal.HANDSHAKE_TIMEOUT, remote);
                            ctx.close();
                        },
                        settings.handshakeTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
        Channel oldest = exchange.strangers().add(ctx.channel(), settings.maxStrangers());
        if (oldest != null) {
            exchange.refused(Refusal.CROWDED_OUT, oldest.remoteAddress());
            oldest.close();
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        // refused connections stay here until their end, and what they send after the UUID is not looked at
        if (message instanceof Message.Uuid uuid) {
            cancelTimeout();
            admit(ctx, uuid.id());
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void admit(ChannelHandlerContext ctx, UUID callId) {
        LineAcceptor acceptor = exchange.acceptor();
        if (exchange.stopping()) {
            refuse(ctx, Refusal.STOPPING);
            return;
        }
        if (purpose.closed()) {
            refuse(ctx, Refusal.PORT_CLOSED);
            return;
        }
        if (acceptor == null) {
            refuse(ctx, Refusal.NO_ACCEPTOR);
            return;
        }
        Optional<Refusal> full = exchange.admission().enter(remote.getAddress(), settings);
        if (full.isPresent()) {
            refuse(ctx, full.get());
            return;
        }
        LineInfo info = new LineInfo(callId, purpose.role(), purpose.extension(), remote);
        SocketLine line = new SocketLine(exchange, settings, info, ctx.channel(), purpose.lines());
        Refusal refusal = Refusal.DECLINED;
        Optional<LineHandler> handler = Optional.empty();
        try {
            handler = acceptor.accept(line);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The acceptor failed on call {}; it is refused", callId, e);
            refusal = Refusal.ACCEPTOR_FAILED;
        }
        if (handler.isEmpty()) {
            exchange.admission().leave(remote.getAddress());
            refuse(ctx, refusal);
            return;
        }
        exchange.strangers().remove(ctx.channel());
        exchange.counters().accepted.increment();
        line.start(handler.get());
        if (purpose.closed()) {
            // closed meanwhile: whoever did may have looked for the lines to end before this one could be seen
            line.hangup();
        }
        ctx.pipeline().replace(this, "line", line);
    }

    private void refuse(ChannelHandlerContext ctx, Refusal cause) {
        exchange.refused(cause, remote);
        Farewell.say(ctx.channel(), settings.hangupTimeout(), () -> {});
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancelTimeout();
        exchange.strangers().remove(ctx.channel());
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof ProtocolException e) {
            exchange.violated(e.violation(), remote);
        } else if (cause instanceof IOException) {
            LOG.debug("Connection of {} failed before its UUID: {}", remote, cause.toString());
        } else {
            LOG.error("Connection of {} failed before its UUID", remote, cause);
        }
        ctx.close();
    }

    private void cancelTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }
}
