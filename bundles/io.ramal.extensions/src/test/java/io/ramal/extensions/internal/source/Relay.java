package io.ramal.extensions.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between client and server that can swallow everything without a word. */
final class Relay implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile boolean swallow;

    /** Relays to a port of this machine; 0 to answer nothing from the start. */
    Relay(int target) throws IOException {
        this.target = target;
        this.swallow = target == 0;
        thread(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Whether what comes is swallowed from now on; connections that lost something stay dead. */
    void swallow(boolean on) {
        swallow = on;
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            sockets.add(client);
            if (target != 0) {
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(server);
                thread(() -> pump(client, server));
                thread(() -> pump(server, client));
            }
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        boolean dead = false;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            dead |= swallow;
            if (!dead) {
                out.write(buffer, 0, n);
            }
        }
        to.close();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | UncheckedIOException e) {
                Thread.currentThread().interrupt(); // one end is gone, and so is this
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
