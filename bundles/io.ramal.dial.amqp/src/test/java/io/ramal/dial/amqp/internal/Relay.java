package io.ramal.dial.amqp.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between client and broker that can be cut, and that can swallow what the broker says. */
final class Relay implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean open = true;
    private volatile boolean deaf;

    Relay(int target) throws IOException {
        this.target = target;
        run(this::accept, "relay");
    }

    int port() {
        return door.getLocalPort();
    }

    /** Where connections go from now on. */
    void target(int port) {
        target = port;
    }

    /** Ends every connection and refuses new ones until {@link #mend()}. */
    void cut() {
        open = false;
        sockets.forEach(Relay::close);
    }

    void mend() {
        open = true;
    }

    /** Nothing the broker says arrives any more. */
    void swallow() {
        deaf = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                if (!open) {
                    close(client);
                    continue;
                }
                Socket broker;
                try {
                    broker = new Socket(InetAddress.getLoopbackAddress(), target);
                } catch (IOException e) {
                    close(client);
                    continue;
                }
                sockets.add(client);
                sockets.add(broker);
                run(() -> pump(client, broker, false), "relay-up");
                run(() -> pump(broker, client, true), "relay-down");
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to, boolean down) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!down || !deaf) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // cut
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing more to do
        }
    }

    private static void run(Runnable task, String name) {
        Thread t = new Thread(task, name);
        t.setDaemon(true);
        t.start();
    }
}
