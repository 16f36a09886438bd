package io.ramal.audiosocket.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.call.LinePort;
import io.ramal.call.LinePortRequest;
import io.ramal.extension.Extension;
import io.ramal.testkit.FakeLine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports that come, go and change hands while calls are up on them. */
class PortsTest {
    private static final Extension RENUMBERED = new Extension(0, "2000", "2001", "0.0.0.0", 8080, 8081, 7);
    private static final int MANY = 2000;

    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<RecordingHandler> handlers = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private AudioSocketServer server;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable c : open) {
            c.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aLineBelongsToTheExtensionThatWasServedWhenItCame() throws Exception {
        LinePort port = start(true);
        peer(port).call();
        Line before = take(lines);
        port.serve(RENUMBERED);
        peer(port).call();
        Line after = take(lines);

        assertThat(before.info().extension()).isEqualTo(FakeLine.EXTENSION);
        assertThat(after.info().extension()).isEqualTo(RENUMBERED);
        assertThat(after.info().role()).isEqualTo(LegRole.VISITOR);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortIsOpenedAgainAtOnceWhileLinesOfTheOldListenerAreUp(boolean epoll) throws Exception {
        LinePort first = start(epoll);
        Peer caller = peer(first).call();
        RecordingHandler handler = take(handlers);
        assertThat(caller.frame()).as("it is up").isEqualTo(0x10);
        LinePort port = first;
        for (int i = 0; i < 50; i++) {
            port.close();
            port = server.open(request(first.address().getPort()));
        }
        assertThat(caller.frame()).isEqualTo(0x10);
        assertThat(first.lines()).as("the closed port's line is up").isEqualTo(1);
        assertThat(peer(port).call().frame()).isEqualTo(0x10);
        assertThat(port.lines()).isEqualTo(1);
        assertThat(first.lines()).isEqualTo(1);
        assertThat(handler.ends).isEmpty();
        caller.close();
        assertThat(take(handler.ends)).isEqualTo(LineEnd.CALLER_HANGUP);
        assertThat(first.lines()).isZero();
        assertThat(port.lines()).isEqualTo(1);
    }

    @Test
    void aClosedPortTakesNobodyInAndServingItChangesNothing() throws Exception {
        LinePort port = start(true);
        port.close();
        port.serve(RENUMBERED);
        assertThatThrownBy(() -> peer(port)).isInstanceOf(IOException.class);
        assertThat(port.lines()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsComingInWhileAPortIsClosedIsSentOnInTheDialplan(boolean epoll) throws Exception {
        LinePort port = start(epoll);
        Peer comingIn = peer(port);
        // its connection was accepted, for the one of whoever came after it is a line
        peer(port).call();
        take(lines);
        port.close();
        LinePort next = server.open(request(port.address().getPort()));
        assertThat(comingIn.call().frame()).as("a hangup and no sound").isZero();
        assertThat(server.snapshot().refused()).isEqualTo(Map.of("port_closed", 1L));
        assertThat(lines).isEmpty();
        assertThat(peer(next).call().frame()).as("the port opened in its place").isEqualTo(0x10);
    }

    @Test
    void whyAPortCannotBeOpenedIsTheSystemsReason() {
        Throwable system = new IOException("newSocketStream(..) failed with error(-24): Too many open files");
        Throwable netty = new IllegalStateException("Unable to create Channel", new RuntimeException(null, system));
        assertThat(AudioSocketServer.cannotBind("127.0.0.1:8080", netty))
                .isNotInstanceOf(BindException.class)
                .hasMessageContainingAll("127.0.0.1:8080", "Too many open files");
        assertThat(AudioSocketServer.cannotBind("127.0.0.1:8080", new IOException("bind(..): Address already in use")))
                .isInstanceOf(BindException.class);
    }

    @Test
    void thousandsOfPortsCostADescriptorEachAndNoThread() throws Exception {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assumeThat(system.getMaxFileDescriptorCount()).isGreaterThan(2 * MANY);
        start(true);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long descriptors = system.getOpenFileDescriptorCount();
        long heap = heap();
        long from = System.nanoTime();
        List<LinePort> ports = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            ports.add(server.open(request(0)));
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        long each = (heap() - heap) / MANY;
        System.out.println(MANY + " ports opened in " + millis + " ms, " + each + " bytes of heap each");

        assertThat(system.getOpenFileDescriptorCount() - descriptors).isBetween((long) MANY, MANY + 20L);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 10);
        assertThat(each).isLessThan(16_000);
        peer(ports.get(MANY - 1)).call();
        assertThat(take(lines)).isNotNull();
        ports.forEach(LinePort::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofThousandsOfPortsTheLastCanBeOpenedAgainAsSoonAsAllAreClosed(boolean epoll) throws Exception {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assumeThat(system.getMaxFileDescriptorCount()).isGreaterThan(2 * MANY);
        List<LinePort> ports = new ArrayList<>(MANY);
        ports.add(start(epoll));
        while (ports.size() < MANY) {
            ports.add(server.open(request(0)));
        }
        long from = System.nanoTime();
        ports.forEach(LinePort::close);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        System.out.println(MANY + " ports closed in " + millis + " ms by " + (epoll ? "epoll" : "NIO"));

        for (LinePort port : ports.subList(MANY - 20, MANY)) {
            server.open(request(port.address().getPort())).close();
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private LinePort start(boolean epoll) throws IOException {
        server = new AudioSocketServer(
                new Transport(epoll, 2), 1024, new TestSettings().build(), System::nanoTime, () -> this::accept);
        return server.open(request(0));
    }

    private Optional<LineHandler> accept(Line line) {
        RecordingHandler handler = new RecordingHandler();
        lines.add(line);
        handlers.add(handler);
        return Optional.of(handler);
    }

    private static LinePortRequest request(int port) {
        return new LinePortRequest(FakeLine.EXTENSION, LegRole.VISITOR, "127.0.0.1", port);
    }

    private Peer peer(LinePort port) throws IOException {
        Peer peer = new Peer(port.address());
        open.add(peer);
        return peer;
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T t = queue.poll(10, TimeUnit.SECONDS);
        assertThat(t).isNotNull();
        return t;
    }
}
