package io.ramal.audiosocket.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.ramal.audio.AudioFrame;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.call.LineInfo;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line that is up. Everything but {@link #hangup()}, {@link #end} and {@link #executor()} runs on the channel's event
 * loop.
 *
 * <p>The writer: at each beat the handler's frame, or silence, leaves ({@link Speaking}). An end asked for by us takes the
 * place of the next frame: the frame before it has then been played.
 */
final class SocketLine extends ChannelInboundHandlerAdapter implements Line, Metronome.Beat {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLine.class);

    private final Exchange exchange;
    private final Settings settings;
    private final LineInfo info;
    private final Channel channel;
    private final AtomicInteger linesOfPort;
    private final Executor executor;
    private final Metronome metronome;
    private final Hearing hearing;
    private final Speaking speaking;

    private @Nullable LineHandler handler;
    private Metronome.@Nullable Place place;
    private @Nullable LineEnd end;
    private boolean leaving;
    private boolean closed;
    private long lastInbound;

    SocketLine(Exchange exchange, Settings settings, LineInfo info, Channel channel, AtomicInteger linesOfPort) {
        this.exchange = exchange;
        this.settings = settings;
        this.info = info;
        this.channel = channel;
        this.linesOfPort = linesOfPort;
        this.executor = channel.eventLoop()::execute;
        this.metronome = exchange.metronome(channel.eventLoop());
        this.lastInbound = exchange.now();
        this.hearing = new Hearing(settings.inboundBurst(), lastInbound);
        this.speaking = new Speaking(exchange, settings, info, channel);
    }

    /** The line was accepted: the writer begins. */
    void start(LineHandler acceptedBy) {
        handler = acceptedBy;
        linesOfPort.incrementAndGet();
        exchange.lines().add(this);
        if (exchange.stopping()) {
            // whoever stops the server may have gone through the lines before this one was among them
            because(LineEnd.SHUTDOWN);
        }
        place = metronome.join(this);
        LOG.debug("Line {} of {} is up", info.callId(), info.remote());
    }

    @Override
    public LineInfo info() {
        return info;
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public void hangup() {
        end(LineEnd.LOCAL_HANGUP);
    }

    /** Ends the line at the next beat; the first reason stands. Any thread. */
    void end(LineEnd reason) {
        if (channel.eventLoop().inEventLoop()) {
            because(reason);
            return;
        }
        try {
            executor.execute(() -> because(reason));
        } catch (RejectedExecutionException e) {
            LOG.debug("Line {} was to be ended after its thread", info.callId());
        }
    }

    /** Closes the connection without waiting for the peer; the handler is told as always. Any thread. */
    void drop() {
        channel.close();
    }

    private void because(LineEnd reason) {
        if (end == null) {
            end = reason;
        }
    }

    @Override
    public void beat(long now) {
        if (!channel.isActive()) {
            // a write has failed and the news of it is on its way
            return;
        }
        LineHandler h = handler;
        if (h == null || end != null) {
            leave();
            return;
        }
        AudioFrame frame;
        try {
            frame = h.nextFrame(now);
            if (frame != null && frame.length() != AudioFrame.SAMPLES) {
                throw new IllegalStateException(frame + " is not a paced frame");
            }
        } catch (RuntimeException | Error e) {
            failed("nextFrame", e);
            return;
        }
        if (end != null && frame == null) {
            leave();
            return;
        }
        if (!speaking.write(frame, now)) {
            because(LineEnd.TIMEOUT);
            // what waits before a hangup frame would never leave
            channel.close();
        }
        if (!settings.inboundTimeout().isZero()
                && now - lastInbound > settings.inboundTimeout().toNanos()) {
            because(LineEnd.TIMEOUT);
        }
    }

    @Override
    public void broken() {
        because(LineEnd.LOCAL_HANGUP);
        // no farewell: writing may be what failed
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Message m && end == null && handler != null) {
            lastInbound = exchange.now();
            heard(handler, m);
        }
        // here and not at the end of the read: that comes before the news of a reset, and a write then would hide it
        metronome.poll();
    }

    private void heard(LineHandler h, Message m) {
        if (m instanceof Message.Audio audio) {
            audio(h, audio);
        } else if (m instanceof Message.Dtmf dtmf) {
            dtmf(h, dtmf.digit());
        } else if (m instanceof Message.Hangup) {
            callerHungUp();
        } else if (m instanceof Message.PeerError error) {
            if (error.code() == Message.PeerError.CALLER_HUNG_UP) {
                callerHungUp();
            } else {
                exchange.violated(Violation.PEER_ERROR, info.remote());
            }
        }
    }

    private void audio(LineHandler h, Message.Audio audio) {
        if (hearing.looksLikeAlaw(audio, lastInbound)) {
            exchange.violated(Violation.MISLABELLED_ALAW, info.remote());
        }
        AudioFrame frame = hearing.hear(audio, lastInbound);
        if (frame == null) {
            flooded();
        } else if (!frame.isEmpty()) {
            exchange.counters().framesIn.increment();
            try {
                h.audio(frame);
            } catch (RuntimeException | Error e) {
                failed("audio", e);
            }
        }
    }

    private void dtmf(LineHandler h, char digit) {
        if (!hearing.key(lastInbound)) {
            flooded();
            return;
        }
        try {
            h.dtmf(digit);
        } catch (RuntimeException | Error e) {
            failed("dtmf", e);
        }
    }

    private void flooded() {
        exchange.counters().floodedFrames.increment();
        exchange.notices()
                .warn(
                        "flooded",
                        "Peer {} of call {} sends far more than real time; what is too much is thrown away",
                        info.remote(),
                        info.callId());
    }

    private void callerHungUp() {
        because(LineEnd.CALLER_HANGUP);
        channel.close();
    }

    private void failed(String where, Throwable e) {
        LOG.error("Line {}: what stands behind it failed in {}; this line is ended", info.callId(), where, e);
        because(LineEnd.LOCAL_HANGUP);
        leave();
    }

    private void leave() {
        if (leaving || closed) {
            return;
        }
        leaving = true;
        leavePlace();
        Farewell.say(channel, settings.hangupTimeout(), () -> {
            if (end == LineEnd.LOCAL_HANGUP) {
                end = LineEnd.TIMEOUT;
            }
        });
    }

    private void leavePlace() {
        if (place != null) {
            place.leave();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof ProtocolException e) {
            exchange.violated(e.violation(), info.remote());
            because(LineEnd.PROTOCOL_ERROR);
            leave();
        } else if (cause instanceof IOException) {
            LOG.debug("Line {}: {}", info.callId(), cause.toString());
            because(endOf(cause));
            channel.close();
        } else {
            failed("the transport", cause);
        }
    }

    /** What a failed socket tells; the words are those of the C library, the same for both transports. */
    private static LineEnd endOf(Throwable cause) {
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("broken pipe")) {
            // the system says so only when the peer's end came before the reset: it hung up while we wrote
            return LineEnd.CALLER_HANGUP;
        }
        return words.contains("timed out") ? LineEnd.TIMEOUT : LineEnd.RESET;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        LineHandler h = handler;
        if (!closed && h != null) {
            closed = true;
            LineEnd how = end == null ? LineEnd.CALLER_HANGUP : end;
            end = how;
            leavePlace();
            linesOfPort.decrementAndGet();
            exchange.counters().ended(how);
            LOG.debug("Line {} of {} ended: {}", info.callId(), info.remote(), how);
            try {
                h.closed(how);
            } catch (RuntimeException | Error e) {
                LOG.error("Line {}: what stands behind it failed in closed", info.callId(), e);
            }
            exchange.lines().remove(this);
            exchange.admission().leave(info.remote().getAddress());
        }
        ctx.fireChannelInactive();
    }
}
