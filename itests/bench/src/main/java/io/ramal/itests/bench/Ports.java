package io.ramal.itests.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Free ports on the loopback address, first those from which the system gives none to outgoing connections: nobody takes them
 * while the server that shall listen on them is down.
 */
final class Ports {
    private static final int LOWEST = 2048;
    private static final int HIGHEST = 65_535;
    private static final int CONNECT_MILLIS = 1000;

    private final Deque<Integer> free = new ArrayDeque<>();

    /**
     * Looks for free ports.
     *
     * @throws IOException when there are not that many
     */
    Ports(int wanted) throws IOException {
        // by lines: the kernel tells only once, and whoever reads a file of no known size begins with one byte
        String[] ephemeral = Files.readAllLines(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))
                .get(0)
                .strip()
                .split("\\s+");
        int from = Integer.parseInt(ephemeral[0]);
        int to = Integer.parseInt(ephemeral[1]);
        collect(LOWEST, from - 1, wanted);
        collect(to + 1, HIGHEST, wanted);
        collect(Math.max(from, LOWEST), to, wanted);
        if (free.size() < wanted) {
            throw new IOException("only " + free.size() + " of " + wanted + " ports are free on 127.0.0.1");
        }
    }

    int take() {
        return free.removeFirst();
    }

    /** One that is not listened on any more. */
    void giveBack(int port) {
        free.addLast(port);
    }

    /** Whether somebody takes connections there. */
    static boolean open(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Those of {@code ports} where nobody takes connections. */
    static List<Integer> shut(List<Integer> ports) {
        List<Integer> shut = new ArrayList<>();
        for (int port : ports) {
            if (!open(port)) {
                shut.add(port);
            }
        }
        return shut;
    }

    private void collect(int from, int to, int wanted) {
        for (int port = from; port <= to && free.size() < wanted; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                free.add(socket.getLocalPort());
            } catch (IOException e) {
                // taken; the next one
            }
        }
    }
}
