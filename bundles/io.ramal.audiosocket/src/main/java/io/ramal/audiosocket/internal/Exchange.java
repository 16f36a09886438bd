package io.ramal.audiosocket.internal;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.ramal.call.LineAcceptor;
import io.ramal.call.LineStatistics;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What all connections of all ports share. Any thread. */
final class Exchange {
    private final LongSupplier clock;
    private final Supplier<@Nullable LineAcceptor> acceptor;
    private final Notices notices;
    private final Counters counters = new Counters();
    private final Strangers strangers = new Strangers();
    private final Admission admission = new Admission();
    private final Set<SocketLine> lines = ConcurrentHashMap.newKeySet();
    private final Map<EventLoop, Metronome> metronomes = new ConcurrentHashMap<>();
    private volatile Settings settings;
    private volatile boolean stopping;

    Exchange(Settings settings, LongSupplier clock, Supplier<@Nullable LineAcceptor> acceptor, Logger log) {
        this.settings = settings;
        this.clock = clock;
        this.acceptor = acceptor;
        this.notices = new Notices(log, clock);
    }

    /**
     * Makes a new connection of a port wait for its UUID, or closes it. Runs on the channel's event loop, before it is
     * active.
     */
    void welcome(Channel channel, InetSocketAddress remote, LinePortImpl.Purpose purpose) {
        counters.connections.increment();
        Settings now = settings;
        if (!now.allow().allows(remote)) {
            refused(Refusal.ADDRESS, remote);
            channel.close();
            return;
        }
        channel.pipeline()
                .addLast(new ReadLimiter(clock))
                .addLast(new FrameDecoder(now.maxPayload(), violation -> violated(violation, remote)))
                .addLast(new Doorstep(this, now, remote, purpose));
    }

    /** Counts and says that a connection was refused. */
    void refused(Refusal cause, SocketAddress remote) {
        counters.refused(cause);
        // who declines a call knows why and says so itself
        if (cause != Refusal.DECLINED) {
            notices.warn(cause, "Refused the connection of {} because {}", remote, cause.text());
        }
    }

    /** Counts and says what a peer did wrong. */
    void violated(Violation violation, InetSocketAddress remote) {
        counters.violated(violation);
        notices.warn(violation, "From {} came {}", remote, violation.text());
    }

    Metronome metronome(EventLoop loop) {
        return metronomes.computeIfAbsent(loop, l -> new Metronome(l, clock, counters));
    }

    LineStatistics.Snapshot snapshot() {
        return counters.snapshot(admission.lines(), strangers.size());
    }

    @Nullable
    LineAcceptor acceptor() {
        return acceptor.get();
    }

    long now() {
        return clock.getAsLong();
    }

    Notices notices() {
        return notices;
    }

    Counters counters() {
        return counters;
    }

    Strangers strangers() {
        return strangers;
    }

    Admission admission() {
        return admission;
    }

    /** The lines up now; live. */
    Set<SocketLine> lines() {
        return lines;
    }

    void settings(Settings changed) {
        settings = changed;
    }

    Settings settings() {
        return settings;
    }

    boolean stopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
    }
}
