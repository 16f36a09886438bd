package io.ramal.audiosocket.internal;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollMode;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads and sockets: epoll where its library is there, else NIO. Whoever opens it closes it. */
final class Transport implements AutoCloseable {
    /** What waits for the socket at most; with the socket's buffer about a second of sound. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

    private static final int SEND_BUFFER = 32 * 1024;
    private static final long STOP_SECONDS = 2;

    private final boolean epoll;
    private final EventLoopGroup acceptors;
    private final EventLoopGroup workers;

    /**
     * Starts the threads.
     *
     * @param wanted whether epoll is used when it can be
     * @param threads that carry lines
     */
    Transport(boolean wanted, int threads) {
        this.epoll = wanted && Epoll.isAvailable();
        // accepting has a thread of its own: a burst of connections must not delay what is due on a line
        this.acceptors = group(1, new DefaultThreadFactory("ramal-accept", true));
        // sound goes before everything else, where the JVM may tell the system so (see bin/setenv)
        this.workers = group(threads, new DefaultThreadFactory("ramal-line", true, Thread.MAX_PRIORITY));
    }

    /** For people. */
    String name() {
        return epoll ? "epoll" : "NIO";
    }

    /** A bootstrap for a port, but for its handler. */
    ServerBootstrap bootstrap(Settings settings, int backlog) {
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        ServerBootstrap b = new ServerBootstrap()
                .group(acceptors, workers)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, backlog)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childOption(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(512, 1024, 16 * 1024).maxMessagesPerRead(4));
        if (epoll) {
            // level-triggered saves a second read, which would find nothing, for every frame that comes
            b.childOption(EpollChannelOption.EPOLL_MODE, EpollMode.LEVEL_TRIGGERED)
                    // we write all the time: an unplugged peer shows by what it does not acknowledge
                    .childOption(EpollChannelOption.TCP_USER_TIMEOUT, (int)
                            settings.writeTimeout().toMillis());
        }
        return b;
    }

    /** Closes a port; when this returns it may be opened again. */
    void release(Channel port) {
        port.close().awaitUninterruptibly();
        if (!epoll) {
            awaitSelector(port.eventLoop());
        }
    }

    /**
     * NIO gives a port back only when its selector has been asked once more. The loop looks at its timers after its
     * selector: one it sets itself, due at once, says that this has been done, and costs no time on top. Thousands of
     * ports are closed one after the other.
     */
    private static void awaitSelector(EventLoop loop) {
        try {
            Future<? extends Future<?>> timer = loop.submit(() -> loop.schedule(() -> {}, 0, TimeUnit.NANOSECONDS));
            if (timer.awaitUninterruptibly().isSuccess()) {
                timer.getNow().awaitUninterruptibly();
            }
        } catch (RejectedExecutionException e) {
            // the threads have ended, and every socket with them
        }
    }

    /** Closes every connection and ends the threads; waits a bounded time. */
    @Override
    public void close() {
        acceptors.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
        workers.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(2 * STOP_SECONDS, TimeUnit.SECONDS);
        acceptors.terminationFuture().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }

    private EventLoopGroup group(int threads, ThreadFactory factory) {
        return epoll ? new EpollEventLoopGroup(threads, factory) : new NioEventLoopGroup(threads, factory);
    }
}
