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

/** Takes AudioSocket connections at a port and remembers their UUIDs; silent until the caller hangs up, or refusing. */
final class StandInRamal implements AutoCloseable {
    private static final byte[] HANGUP = {0, 0, 0};
    /** Kind 1 and a length of 16: what every connection begins with. */
    private static final int UUID_FRAME = 0x01_0010;

    private final ServerSocket server;
    private final boolean refusing;
    private final BlockingQueue<UUID> calls = new LinkedBlockingQueue<>();

    private StandInRamal(int port, boolean refusing) throws IOException {
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.refusing = refusing;
        Thread thread = new Thread(this::run, "stand-in-" + port);
        thread.setDaemon(true);
        thread.start();
    }

    static StandInRamal listening(int port) throws IOException {
        return new StandInRamal(port, false);
    }

    /** Hangs up at once, as a server that drains does. */
    static StandInRamal refusing(int port) throws IOException {
        return new StandInRamal(port, true);
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

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void run() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
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
        if (refusing) {
            socket.getOutputStream().write(HANGUP);
        }
        byte[] sound = new byte[4096];
        while (in.read(sound) >= 0) {
            // heard
        }
    }
}
