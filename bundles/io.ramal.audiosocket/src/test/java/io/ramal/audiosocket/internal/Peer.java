package io.ramal.audiosocket.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.UUID;

/** A peer with a real socket; what it waits for comes within ten seconds or fails. */
final class Peer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    final Socket socket = new Socket();
    private final OutputStream out;
    private final DataInputStream in;

    Peer(InetSocketAddress server) throws IOException {
        this(server, 0);
    }

    Peer(InetSocketAddress server, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server, PATIENCE_MILLIS);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
    }

    Peer send(byte[]... frames) throws IOException {
        out.write(Frames.join(frames));
        return this;
    }

    Peer call() throws IOException {
        return send(Frames.uuid(UUID.randomUUID()));
    }

    /** The kind of the next frame, whose payload is skipped; -1 at the end of the stream. */
    int frame() throws IOException {
        int kind = in.read();
        if (kind >= 0) {
            in.readFully(new byte[in.readUnsignedShort()]);
        }
        return kind;
    }

    /** Reads to the hangup frame; how many audio frames came before it. */
    int framesToHangup() throws IOException {
        int n = 0;
        for (int kind = frame(); kind != 0; kind = frame()) {
            if (kind != 0x10) {
                throw new IOException("kind " + kind + " instead of sound or a hangup");
            }
            n++;
        }
        return n;
    }

    /** Whether the server ends the connection, by an end or a reset, without another byte. */
    boolean closedByServer() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
