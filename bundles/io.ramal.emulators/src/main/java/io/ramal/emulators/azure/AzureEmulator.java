package io.ramal.emulators.azure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Azure's speech service on loopback, as its SDK sees it: recognition and synthesis by WebSocket. It understands nothing:
 * sound louder than silence is speech, and what is recognised is said beforehand. It speaks tones, as long as a text would
 * take. The subscription key of a client chooses how it is treated, see {@link Scenario}.
 *
 * <p>The wire format is what the SDK for Java 1.50.0 sends and accepts. One daemon thread per connection; everything ends
 * with {@link #close}. All methods may be called on any thread.
 */
public final class AzureEmulator implements AutoCloseable {
    /** Connections at a time; more are closed at once. */
    static final int MAX_CONNECTIONS = 1000;
    /** Texts that may wait to be recognised. */
    private static final int MAX_TEXTS = 10_000;

    private static final int MAX_SCENARIOS = 1000;
    private static final List<String> USUAL_TEXTS = List.of("bom dia", "tenho uma entrega", "apartamento cento e um");

    private final ServerSocket server;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> thread(task, "azure-emulator-timer"));
    private final Traffic traffic = new Traffic();
    private final AtomicInteger ids = new AtomicInteger();

    private final Object lock = new Object();
    private final Set<AzureConnection> open = new HashSet<>();
    private final Map<String, AtomicInteger> earlier = new HashMap<>();
    private final Deque<String> texts = new ArrayDeque<>();
    private int told;
    private @Nullable String scenario;
    private volatile boolean silent;
    private volatile boolean closed;

    private AzureEmulator(ServerSocket server) {
        this.server = server;
    }

    /** Starts one on a port the system chooses. */
    public static AzureEmulator start() throws IOException {
        return start(0);
    }

    /** Starts one on a port of loopback. */
    public static AzureEmulator start(int port) throws IOException {
        return start(port, ServerSocketFactory.getDefault());
    }

    /**
     * Starts one on a port of loopback.
     *
     * @param sockets makes the listening socket, for instance with TLS
     */
    public static AzureEmulator start(int port, ServerSocketFactory sockets) throws IOException {
        ServerSocket server = sockets.createServerSocket();
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        AzureEmulator emulator = new AzureEmulator(server);
        thread(emulator::accept, "azure-emulator-" + server.getLocalPort()).start();
        return emulator;
    }

    /** The port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Where clients find it, such as {@code ws://127.0.0.1:40001}. */
    public URI uri() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    /** What it has seen. */
    public Traffic traffic() {
        return traffic;
    }

    /** What is recognised next, whoever speaks; one text for each phrase. */
    public void recognise(String... next) {
        synchronized (lock) {
            if (texts.size() + next.length > MAX_TEXTS) {
                throw new IllegalStateException("more than " + MAX_TEXTS + " texts wait to be recognised");
            }
            texts.addAll(List.of(next));
        }
    }

    /**
     * Treats connections to come by this scenario, whatever their key says.
     *
     * @param text see {@link Scenario}; null = by their keys again
     * @throws IllegalArgumentException naming what cannot be understood
     */
    public void scenario(@Nullable String text) {
        if (text != null) {
            Scenario.parse(text);
        }
        synchronized (lock) {
            scenario = text;
            earlier.clear();
        }
    }

    /** While true nothing is sent on any connection, and upgrades are not answered. */
    public void silent(boolean now) {
        silent = now;
    }

    /** Resets every connection. */
    public void reset() {
        connections().forEach(AzureConnection::reset);
    }

    /** Connections that are open. */
    public List<AzureConnection> connections() {
        synchronized (lock) {
            return List.copyOf(open);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            // nothing is left to be done with it
        }
        timer.shutdownNow();
        reset();
    }

    private void accept() {
        while (!closed) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                // the next, or the end
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        AzureConnection connection = new AzureConnection(this, socket, ids.incrementAndGet());
        boolean room;
        synchronized (lock) {
            room = !closed && open.size() < MAX_CONNECTIONS;
            if (room) {
                open.add(connection);
            }
        }
        if (room) {
            thread(connection::run, "azure-emulator-connection-" + connection.id())
                    .start();
        } else {
            connection.reset();
        }
    }

    /** The scenario of a new connection. */
    Scenario choose(String key, String role) {
        synchronized (lock) {
            String text = scenario == null ? key : scenario;
            Scenario parsed = Scenario.parse(text);
            if (earlier.size() >= MAX_SCENARIOS && !earlier.containsKey(text)) {
                throw new IllegalArgumentException("more than " + MAX_SCENARIOS + " scenarios");
            }
            boolean counts = parsed.text("role", role).equals(role);
            AtomicInteger count = earlier.computeIfAbsent(text, t -> new AtomicInteger());
            return parsed.on(role, counts ? count.getAndIncrement() : 0);
        }
    }

    boolean isSilent() {
        return silent;
    }

    /** What is recognised now. */
    String nextText(Scenario of) {
        synchronized (lock) {
            String text = texts.poll();
            if (text != null) {
                return text;
            }
            List<String> usual = of.texts().isEmpty() ? USUAL_TEXTS : of.texts();
            return usual.get(told++ % usual.size());
        }
    }

    /** A text that was never told after all. */
    void untold(String text) {
        synchronized (lock) {
            texts.addFirst(text);
        }
    }

    void ended(AzureConnection connection) {
        synchronized (lock) {
            open.remove(connection);
        }
        traffic.changed();
    }

    /** Runs something on the one thread of the clock; never after {@link #close}. */
    void later(long nanos, Runnable task) {
        try {
            var unused = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // closed: nobody is left to be told
        }
    }

    private static Thread thread(Runnable task, String name) {
        Thread t = new Thread(task, name);
        t.setDaemon(true);
        return t;
    }
}
