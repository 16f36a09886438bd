package io.ramal.audiosocket.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.ramal.call.LineAcceptor;
import io.ramal.call.LineEnd;
import io.ramal.call.LinePort;
import io.ramal.call.LinePortRequest;
import io.ramal.call.LineServer;
import io.ramal.call.LineStatistics;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: its ports, its threads, its end. Any thread but those that carry lines. */
final class AudioSocketServer implements LineServer, LineStatistics, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AudioSocketServer.class);

    /** Time for what stands behind lines to learn that they are closed. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Transport transport;
    private final int backlog;
    private final Exchange exchange;
    private final Set<LinePort> ports = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Takes over the transport: closing this closes it.
     *
     * @param acceptor asked for each new line; null refuses it
     */
    AudioSocketServer(
            Transport transport,
            int backlog,
            Settings settings,
            LongSupplier clock,
            Supplier<@Nullable LineAcceptor> acceptor) {
        this.transport = transport;
        this.backlog = backlog;
        this.exchange = new Exchange(settings, clock, acceptor, LOG);
    }

    /** From now on new connections are treated so. */
    void apply(Settings settings) {
        exchange.settings(settings);
    }

    @Override
    public LinePort open(LinePortRequest request) throws IOException {
        String where = request.address() + ":" + request.port();
        if (closed.get()) {
            throw new IOException("Cannot listen on " + where + ": the server is stopping");
        }
        InetSocketAddress local = resolve(request, where);
        LinePortImpl.Purpose purpose = new LinePortImpl.Purpose(request);
        ChannelFuture bound = transport
                .bootstrap(exchange.settings(), backlog)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (channel.remoteAddress() instanceof InetSocketAddress remote) {
                            exchange.welcome(channel, remote, purpose);
                        } else {
                            channel.close();
                        }
                    }
                })
                .bind(local)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw cannotBind(where, bound.cause());
        }
        LinePort port = new LinePortImpl(transport, bound.channel(), purpose);
        ports.add(port);
        bound.channel().closeFuture().addListener(f -> ports.remove(port));
        if (closed.get()) {
            port.close();
            throw new IOException("Cannot listen on " + where + ": the server is stopping");
        }
        // whoever asked for it says so, for there may be thousands
        LOG.debug(
                "Listening on {} for the {} of {}",
                port.address(),
                request.role(),
                request.extension().number());
        return port;
    }

    @Override
    public Snapshot snapshot() {
        return exchange.snapshot();
    }

    /** Ends every line with a hangup, waits a bounded time for the peers, then closes everything. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        exchange.stop();
        ports.forEach(LinePort::close);
        exchange.lines().forEach(line -> line.end(LineEnd.SHUTDOWN));
        if (!exchange.admission().awaitEmpty(exchange.settings().hangupTimeout())) {
            LOG.info("{} peers did not close after our hangup", exchange.lines().size());
            // what stands behind one line may have to tell the thread of another: all are told before any thread ends
            exchange.lines().forEach(SocketLine::drop);
            exchange.admission().awaitEmpty(LAST_WORDS);
        }
        transport.close();
    }

    private static InetSocketAddress resolve(LinePortRequest request, String where) throws IOException {
        try {
            return new InetSocketAddress(InetAddress.getByName(request.address()), request.port());
        } catch (UnknownHostException e) {
            throw new IOException("Cannot listen on " + where + ": the address is unknown", e);
        }
    }

    /** Names the system's reason, which a socket that could not even be made has at the bottom of its causes. */
    static IOException cannotBind(String where, Throwable cause) {
        Throwable root = cause;
        for (Throwable next = root; next != null; next = next.getCause()) {
            root = next;
        }
        String reason = String.valueOf(root.getMessage());
        // the one reason that another port cures; both transports give the system's words
        IOException e = reason.contains("in use")
                ? new BindException("Cannot listen on " + where + ": the port is taken")
                : new IOException("Cannot listen on " + where + ": " + reason);
        e.initCause(cause);
        return e;
    }
}
