package io.ramal.audiosocket.internal;

import static io.ramal.audiosocket.internal.Frames.audio;
import static io.ramal.audiosocket.internal.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.epoll.Epoll;
import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.call.LinePort;
import io.ramal.call.LinePortRequest;
import io.ramal.testkit.FakeLine;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets, as rude as peers are. */
class SocketsTest {
    private final TestSettings settings = new TestSettings();
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<RecordingHandler> handlers = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private AudioSocketServer server;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable c : open) {
            c.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallerWhoHangsUp(boolean epoll) throws Exception {
        LinePort port = start(epoll);
        Peer peer = peer(port).call().send(audio(320), frame(3, (byte) '4'));
        RecordingHandler handler = take(handlers);
        assertThat(handler.keys.poll(10, TimeUnit.SECONDS)).isEqualTo('4');
        assertThat(handler.heard).containsExactly(AudioFrame.ofLittleEndian(audio(320), 3, 320));
        assertThat(peer.frame()).isEqualTo(0x10);
        assertThat(port.lines()).isEqualTo(1);
        peer.close();
        assertThat(take(handler.ends)).isEqualTo(LineEnd.CALLER_HANGUP);
        await(() -> server.snapshot().lines() == 0);
        assertThat(port.lines()).isZero();
    }

    @Test
    void hangingUpWhileWeTalkIsNeverAReset() throws Exception {
        LinePort port = start(true);
        for (int i = 0; i < 50; i++) {
            Peer peer = peer(port).call();
            RecordingHandler handler = take(handlers);
            assertThat(peer.frame()).isEqualTo(0x10);
            // as Asterisk does: the end of the stream, then a deaf socket
            peer.socket.shutdownOutput();
            assertThat(take(handler.ends)).isEqualTo(LineEnd.CALLER_HANGUP);
            peer.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsReset(boolean epoll) throws Exception {
        LinePort port = start(epoll);
        for (int i = 0; i < 50; i++) {
            Peer peer = peer(port).call();
            RecordingHandler handler = take(handlers);
            peer.reset();
            assertThat(take(handler.ends)).isEqualTo(LineEnd.RESET);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void weHangUp(boolean epoll) throws Exception {
        LinePort port = start(epoll);
        Peer peer = peer(port).call();
        RecordingHandler handler = take(handlers);
        assertThat(peer.frame()).isEqualTo(0x10);
        take(lines).hangup();
        peer.framesToHangup();
        assertThat(handler.ends).isEmpty();
        peer.close();
        assertThat(take(handler.ends)).isEqualTo(LineEnd.LOCAL_HANGUP);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerThatNeverReads(boolean epoll) throws Exception {
        settings.write = Duration.ofSeconds(1);
        AudioFrame noise = AudioFrame.wrap(new short[160]);
        LinePort port = start(epoll);
        Peer deaf = open(new Peer(port.address(), 2048)).call();
        RecordingHandler handler = take(handlers);
        handler.mouth = now -> noise;
        // it goes on sending, so it is alive, but hears nothing
        await(() -> {
            try {
                deaf.send(audio(320));
            } catch (IOException e) {
                return true;
            }
            return !handler.ends.isEmpty();
        });
        assertThat(take(handler.ends)).isEqualTo(LineEnd.TIMEOUT);
    }

    @Test
    void scannersAreClosedAtOnce() throws Exception {
        LinePort port = start(true);
        byte[] http = "GET / HTTP/1.1\r\nHost: ramal\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] tls = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
        assertThat(peer(port).send(http).closedByServer()).isTrue();
        assertThat(peer(port).send(tls).closedByServer()).isTrue();
        assertThat(peer(port).send(audio(320)).closedByServer()).isTrue();
        assertThat(server.snapshot().violations()).isEqualTo(Map.of("not_audiosocket", 2L, "audio_before_uuid", 1L));
        assertThat(handlers).isEmpty();
    }

    @Test
    void theLongestFrameThereIsIsSkipped() throws Exception {
        LinePort port = start(true);
        peer(port).call().send(frame(0x10, new byte[65535]), audio(320), frame(3, (byte) '1'));
        RecordingHandler handler = take(handlers);
        assertThat(take(handler.keys)).isEqualTo('1');
        assertThat(handler.heard).hasSize(1);
        assertThat(server.snapshot().violations()).isEqualTo(Map.of("audio_too_long", 1L));
    }

    @Test
    void aFloodIsBoundedAndNobodyElseHearsIt() throws Exception {
        LinePort port = start(true);
        peer(port).call();
        RecordingHandler neighbour = take(handlers);
        Peer flooder = peer(port).call();
        RecordingHandler flooded = take(handlers);
        flooded.remembering = false;
        byte[] second = new byte[0];
        for (int i = 0; i < 50; i++) {
            second = Frames.join(second, audio(320));
        }
        long before = neighbour.beats.get();
        long start = System.nanoTime();
        // a hundred seconds of sound in about two
        for (int i = 0; i < 100; i++) {
            flooder.send(second);
            pause(20);
        }
        await(() -> server.snapshot().floodedFrames() + flooded.heardCount.get() == 5000);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(flooded.heardCount.get()).isBetween(500L, (long) (500 + seconds * 53 + 10));
        // 50 a second on a machine that has nothing else to do
        assertThat(neighbour.beats.get() - before).isGreaterThan((long) (seconds * 25));
        assertThat(flooded.ends).isEmpty();
    }

    @Test
    void aThousandIdleConnectionsHurtNobodyAndDoNotStay() throws Exception {
        settings.handshake = Duration.ofSeconds(3);
        settings.strangers = 500;
        LinePort port = start(true);
        peer(port).call();
        RecordingHandler handler = take(handlers);
        assertThat(handler.beats).satisfies(b -> await(() -> b.get() > 0));
        long missed = server.snapshot().missedFrames();
        long before = handler.beats.get();
        long start = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            peer(port);
        }
        await(() -> server.snapshot().connections() == 1001);
        assertThat(server.snapshot().strangers()).isBetween(1, 500);
        // a call gets through the crowd
        peer(port).call();
        take(handlers);
        await(() -> server.snapshot().strangers() == 0);
        double seconds = (System.nanoTime() - start) / 1e9;
        long given = server.snapshot().missedFrames() - missed;
        assertThat(handler.beats.get() - before + given).isGreaterThanOrEqualTo((long) (seconds * 50) - 2);
        assertThat(handler.ends).isEmpty();
        assertThat(server.snapshot().refused().keySet()).containsExactlyInAnyOrder("crowded_out", "handshake_timeout");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyWhoIsOnTheListComesIn(boolean epoll) throws Exception {
        settings.allow = List.of("127.0.0.1");
        LinePort port = start(epoll);
        peer(port).call();
        assertThat(take(handlers)).isNotNull();
        settings.allow = List.of("10.0.0.0/8", "::1");
        server.apply(settings.build());
        assertThat(peer(port).call().closedByServer()).isTrue();
        assertThat(server.snapshot().refused()).isEqualTo(Map.of("address", 1L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTakenPortIsABindException(boolean epoll) throws Exception {
        LinePort port = start(epoll);
        int number = port.address().getPort();
        assertThatThrownBy(() -> server.open(request(number)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1:" + number);
        assertThatThrownBy(() -> server.open(new LinePortRequest(FakeLine.EXTENSION, LegRole.VISITOR, "192.0.2.1", 0)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(BindException.class)
                .hasMessageContaining("192.0.2.1:0");
    }

    @Test
    void aClosedPortLeavesItsLinesAndMayBeOpenedAgain() throws Exception {
        LinePort port = start(true);
        Peer peer = peer(port).call();
        RecordingHandler handler = take(handlers);
        assertThat(peer.frame()).as("it is up").isEqualTo(0x10);
        port.close();
        port.close();
        assertThatThrownBy(() -> new Peer(port.address())).isInstanceOf(IOException.class);
        await(() -> port.lines() == 1);
        LinePort again = server.open(request(port.address().getPort()));
        assertThat(again.address()).isEqualTo(port.address());
        long before = handler.beats.get();
        await(() -> handler.beats.get() > before + 5);
        assertThat(peer.frame()).isEqualTo(0x10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stoppingSaysGoodbyeToEveryLine(boolean epoll) throws Exception {
        settings.hangup = Duration.ofSeconds(2);
        LinePort port = start(epoll);
        Peer polite = peer(port).call();
        RecordingHandler politeHandler = take(handlers);
        Peer stubborn = peer(port).call();
        RecordingHandler stubbornHandler = take(handlers);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stop = new Thread(() -> {
            server.close();
            stopped.countDown();
        });
        stop.start();
        polite.framesToHangup();
        polite.close();
        assertThat(take(politeHandler.ends)).isEqualTo(LineEnd.SHUTDOWN);
        stubborn.framesToHangup();
        assertThat(take(stubbornHandler.ends)).isEqualTo(LineEnd.SHUTDOWN);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> server.open(request(0))).isInstanceOf(IOException.class);
        Line line = take(lines);
        assertThatThrownBy(() -> line.executor().execute(() -> {}))
                .as("whoever tells a line something learns that nobody hears it")
                .isInstanceOf(RejectedExecutionException.class);
        line.hangup();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noThreadEndsBeforeEveryLineIsToldThatItIsClosed(boolean epoll) throws Exception {
        settings.hangup = Duration.ofMillis(100);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        LinePort port = start(epoll);
        peer(port).call();
        Line neighbour = take(lines);
        CountDownLatch known = new CountDownLatch(1);
        BlockingQueue<Thread> neighbours = new LinkedBlockingQueue<>();
        neighbour.executor().execute(() -> neighbours.add(Thread.currentThread()));
        Thread thread = take(neighbours);
        take(handlers);
        peer(port).call();
        RecordingHandler handler = take(handlers);
        handler.last = () -> {
            known.countDown();
            try {
                // what stands behind a line takes its time: longer than a thread that does not wait for it
                thread.join(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            neighbour.executor().execute(() -> heard.add("closed"));
        };
        server.close();
        assertThat(known.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(take(heard)).isEqualTo("closed");
    }

    private LinePort start(boolean epoll) throws IOException {
        Transport transport = new Transport(epoll, 2);
        assertThat(transport.name()).isEqualTo(epoll && Epoll.isAvailable() ? "epoll" : "NIO");
        server = new AudioSocketServer(transport, 1024, settings.build(), System::nanoTime, () -> this::accept);
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
        return open(new Peer(port.address()));
    }

    private Peer open(Peer peer) {
        open.add(peer);
        return peer;
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T t = queue.poll(10, TimeUnit.SECONDS);
        assertThat(t).isNotNull();
        return t;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            pause(5);
        }
    }

    private static void pause(int millis) {
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
