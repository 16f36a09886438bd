package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.UUID;

/** The caller's end of one AudioSocket, used by one thread, that waits for the server and for the time together. */
final class Connection implements AutoCloseable {
    /** A server that lets this much pile up, four seconds of sound, has stopped reading. */
    private static final int MAX_BACKLOG = 200 * (Wire.HEADER + AudioFrame.BYTES);

    private final Selector selector;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer backlog = ByteBuffer.allocate(MAX_BACKLOG);
    private final FrameReader reader = new FrameReader(4096);

    private Connection(Selector selector, SocketChannel channel) throws IOException {
        this.selector = selector;
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /** @throws IOException naming host and port when nobody answers */
    static Connection open(String host, int port, Duration timeout) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            channel.configureBlocking(false);
            return new Connection(Selector.open(), channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot reach " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    void send(UUID id) throws IOException {
        write(Wire.uuid(id));
    }

    /** Sends one frame, later if the server does not take it now. */
    void write(byte[] frame) throws IOException {
        if (backlog.remaining() < frame.length) {
            throw new IOException("the server does not read what is sent to it");
        }
        backlog.put(frame);
        flush();
    }

    private void flush() throws IOException {
        backlog.flip();
        channel.write(backlog);
        backlog.compact();
        key.interestOps(backlog.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** Waits until something has come or the time is over, and sends what could not be sent before. */
    void await(long nanos) throws IOException {
        if (nanos <= 0) {
            selector.selectNow();
        } else {
            selector.select(Math.max(1, (nanos + 999_999) / 1_000_000));
        }
        selector.selectedKeys().clear();
        if (key.isWritable()) {
            flush();
        }
    }

    /** @return -1 when the server has closed */
    int read() throws IOException {
        return reader.read(channel);
    }

    FrameReader frames() {
        return reader;
    }

    /** Hangs up as Asterisk does: what has come is read, so that the server sees a FIN and not a reset. */
    @Override
    public void close() throws IOException {
        try (selector;
                channel) {
            int n = reader.read(channel);
            while (n > 0) {
                while (reader.next()) {
                    n = 0;
                }
                n = reader.read(channel);
            }
        }
    }
}
