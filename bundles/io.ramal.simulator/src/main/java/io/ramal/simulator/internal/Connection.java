package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.UUID;

/** The caller's end of one AudioSocket, used by the one thread that also has its selector. */
final class Connection implements AutoCloseable {
    /** A server that lets this much pile up, four seconds of sound, has stopped reading. */
    private static final int MAX_BACKLOG = 200 * (Wire.HEADER + AudioFrame.BYTES);

    private final String server;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer backlog = ByteBuffer.allocate(MAX_BACKLOG);
    private final FrameReader reader = new FrameReader(4096);
    private boolean up;

    private Connection(Selector selector, SocketChannel channel, String server) throws IOException {
        this.server = server;
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_CONNECT);
    }

    /**
     * Begins to connect; {@link #up} tells when it is done.
     *
     * @throws IOException naming host and port
     */
    static Connection open(Selector selector, String host, int port) throws IOException {
        String server = host + ":" + port;
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(selector, channel, server);
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new IOException("there is no host of this name");
            }
            if (channel.connect(address)) {
                connection.connected();
            }
            return connection;
        } catch (IOException e) {
            channel.close();
            throw unreachable(server, e);
        }
    }

    /**
     * Whether it is connected; looked at whenever the selector has returned.
     *
     * @throws IOException naming host and port when nobody answers there
     */
    boolean up() throws IOException {
        if (!up) {
            try {
                if (channel.finishConnect()) {
                    connected();
                }
            } catch (IOException e) {
                throw unreachable(server, e);
            }
        }
        return up;
    }

    private void connected() {
        up = true;
        key.interestOps(SelectionKey.OP_READ);
    }

    private static IOException unreachable(String server, IOException e) {
        return new IOException("cannot reach " + server + ": " + e.getMessage(), e);
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

    /** Sends what could not be sent before. */
    void flush() throws IOException {
        backlog.flip();
        channel.write(backlog);
        backlog.compact();
        key.interestOps(backlog.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** @return -1 when the server has closed */
    int read() throws IOException {
        return reader.read(channel);
    }

    FrameReader frames() {
        return reader;
    }

    /** Hangs up as Asterisk does: what has come is read, so that the server sees a FIN and not a reset. Idempotent. */
    @Override
    public void close() throws IOException {
        try (channel) {
            int n = up && channel.isOpen() ? reader.read(channel) : -1;
            while (n > 0) {
                while (reader.next()) {
                    n = 0;
                }
                n = reader.read(channel);
            }
        }
    }
}
