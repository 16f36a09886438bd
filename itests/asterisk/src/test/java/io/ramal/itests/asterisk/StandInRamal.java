package io.ramal.itests.asterisk;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes AudioSocket connections at a port, remembers their UUIDs, is silent, and hangs up after a while or never. */
final class StandInRamal implements AutoCloseable {
    private static final byte[] HANGUP = {0, 0, 0};
    /** Kind 1 and a length of 16: what every connection begins with. */
    private static final int UUID_FRAME = 0x01_0010;
    /** Fifty frames of 160 samples with their heads. */
    private static final long BYTES_PER_SECOND = 50 * 323L;

    private final ServerSocket server;
    private final long patience;
    private final Thread thread;
    private volatile Socket current = new Socket();
    private final BlockingQueue<UUID> calls = new LinkedBlockingQueue<>();

    private StandInRamal(int port, long patience) throws IOException {
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.patience = patience;
        this.thread = new Thread(this::run, "stand-in-" + port);
        thread.setDaemon(true);
        thread.start();
    }

    static StandInRamal listening(int port) throws IOException {
        return new StandInRamal(port, Long.MAX_VALUE);
    }

    /** Hangs up at once, as a server that drains does. */
    static StandInRamal refusing(int port) throws IOException {
        return new StandInRamal(port, 0);
    }

    /** Hangs up when it has listened for so long. */
    static StandInRamal ending(int port, int seconds) throws IOException {
        return new StandInRamal(port, seconds * BYTES_PER_SECOND);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next call's UUID, null when none comes within ten seconds. */
    UUID call() throws InterruptedException {
        return calls.poll(10, TimeUnit.SECONDS);
    }

    boolean wasCalled() {
        return !calls.isEmpty();
    }

    /** The port is free once the thread has left it, not before. */
    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        current.close();
        thread.join(5000);
    }

    private void run() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                current = socket;
                serve(socket);
            } catch (IOException e) {
                // the caller is gone, or the test is over
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int head = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        if (head != UUID_FRAME) {
            throw new IOException("no UUID first: " + Integer.toHexString(head));
        }
        calls.add(new UUID(in.readLong(), in.readLong()));
        byte[] sound = new byte[4096];
        long heard = 0;
        boolean up = true;
        for (int n = 0; n >= 0; n = in.read(sound)) {
            heard += n;
            if (up && heard >= patience) {
                socket.getOutputStream().write(HANGUP);
                up = false;
            }
        }
    }
}
