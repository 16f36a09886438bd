package io.ramal.audiosocket.internal;

import static io.ramal.audiosocket.internal.Frames.audio;
import static io.ramal.audiosocket.internal.Frames.frame;
import static io.ramal.audiosocket.internal.Frames.join;
import static io.ramal.audiosocket.internal.Frames.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineAcceptor;
import io.ramal.call.LineEnd;
import io.ramal.call.LinePortRequest;
import io.ramal.call.LineStatistics;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.FakeLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** The life of a connection, in time that only moves when told. */
class LineTest {
    private static final byte[] HANGUP = {0, 0, 0};

    private final FakeClock clock = new FakeClock();
    private final TestSettings settings = new TestSettings();
    private final RecordingHandler handler = new RecordingHandler();
    private final LinePortImpl.Purpose purpose =
            new LinePortImpl.Purpose(new LinePortRequest(FakeLine.EXTENSION, LegRole.RESIDENT, "127.0.0.1", 0));
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private @Nullable LineAcceptor acceptor = line -> {
        lines.add(line);
        return Optional.of(handler);
    };
    private @Nullable Exchange exchange;

    @AfterEach
    void release() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void aLineIsWhatTheUuidAndThePortSay() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).info().callId()).isEqualTo(Frames.ID);
        assertThat(lines.get(0).info().role()).isEqualTo(LegRole.RESIDENT);
        assertThat(lines.get(0).info().extension()).isEqualTo(FakeLine.EXTENSION);
        assertThat(purpose.lines()).hasValue(1);
        assertThat(snapshot().lines()).isEqualTo(1);
        assertThat(snapshot().strangers()).isZero();
    }

    @Test
    void whoSaysNothingIsClosedAtTheHandshakeTimeout() {
        EmbeddedChannel c = connect();
        advance(c, 4990);
        assertThat(c.isOpen()).isTrue();
        assertThat(snapshot().strangers()).isEqualTo(1);
        advance(c, 20);
        assertThat(c.isOpen()).isFalse();
        assertThat(written(c)).isEmpty();
        assertThat(snapshot().refused()).isEqualTo(Map.of("handshake_timeout", 1L));
        assertThat(snapshot().strangers()).isZero();
    }

    @Test
    void aConnectionOfAPortThatIsClosedBeforeItsUuidIsSentOnInTheDialplan() {
        EmbeddedChannel c = connect();
        purpose.close();
        send(c, uuid());
        assertThat(lines).isEmpty();
        assertThat(written(c)).containsExactly(HANGUP);
        assertThat(refused()).isEqualTo("port_closed");
        assertThat(snapshot().lines()).isZero();
    }

    @Test
    void aLineWhosePortIsClosedWhileItIsTakenInIsHungUp() {
        acceptor = line -> {
            purpose.close();
            return Optional.of(handler);
        };
        EmbeddedChannel c = connect();
        send(c, uuid());
        advance(c, 20);
        assertThat(written(c)).containsExactly(HANGUP);
        c.close();
        assertThat(handler.ends).containsExactly(LineEnd.LOCAL_HANGUP);
        assertThat(purpose.lines()).hasValue(0);
    }

    @Test
    void aLineThatIsUpOutlivesItsPort() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        purpose.close();
        advance(c, 1000);
        assertThat(handler.ends).isEmpty();
        assertThat(handler.beats).hasValue(50);
    }

    @Test
    void theHandshakeTimeoutIsOverWithTheUuid() {
        EmbeddedChannel c = connect();
        advance(c, 4900);
        send(c, uuid());
        advance(c, 10_000);
        assertThat(c.isOpen()).isTrue();
    }

    @Test
    void garbageIsClosedAtOnceWithoutAWord() {
        EmbeddedChannel c = connect();
        send(c, "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(c.isOpen()).isFalse();
        assertThat(written(c)).isEmpty();
        assertThat(snapshot().violations()).isEqualTo(Map.of("not_audiosocket", 1L));
    }

    @Test
    void anUnansweredChannelLeavesQuietly() {
        connect().close();
        LineStatistics.Snapshot s = snapshot();
        assertThat(s.connections()).isEqualTo(1);
        assertThat(s.refused()).isEmpty();
        assertThat(s.violations()).isEmpty();
        assertThat(s.strangers()).isZero();
    }

    @Test
    void theWriterNeverDrifts() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        advance(c, 60_000);
        assertThat(handler.beats).hasValue(3000);
        List<byte[]> out = written(c);
        assertThat(out).hasSize(3000);
        byte[] silence = Arrays.copyOf(new byte[] {0x10, 0x01, 0x40}, 323);
        assertThat(out).allSatisfy(b -> assertThat(b).isEqualTo(silence));
        assertThat(snapshot().lateFrames()).isZero();
    }

    @Test
    void whatTheHandlerGivesLeavesAsItIs() {
        short[] samples = new short[160];
        for (int i = 0; i < 160; i++) {
            samples[i] = (short) (i * 411 - 32_768);
        }
        AudioFrame frame = AudioFrame.wrap(samples);
        handler.mouth = now -> frame;
        EmbeddedChannel c = connect();
        send(c, uuid());
        advance(c, 20);
        assertThat(written(c)).containsExactly(frame(0x10, frame.toLittleEndian()));
    }

    @Test
    void soundAndKeysReachTheHandler() {
        EmbeddedChannel c = connect();
        send(c, join(uuid(), audio(320), frame(3, (byte) '7'), audio(76)));
        assertThat(handler.heard).extracting(AudioFrame::length).containsExactly(160, 38);
        assertThat(handler.keys).containsExactly('7');
        assertThat(snapshot().framesIn()).isEqualTo(2);
    }

    @Test
    void ourHangupFollowsTheLastFrameInTheWritersRhythm() {
        AudioFrame last = AudioFrame.wrap(new short[160]);
        handler.mouth = now -> {
            lines.get(0).hangup();
            lines.get(0).hangup();
            return last;
        };
        EmbeddedChannel c = connect();
        send(c, uuid());
        advance(c, 1);
        assertThat(written(c)).hasSize(1);
        advance(c, 19);
        assertThat(written(c)).isEmpty();
        advance(c, 1);
        assertThat(written(c)).containsExactly(HANGUP);
        send(c, join(audio(320), frame(3, (byte) '1'), new byte[] {0x55, 0x44}));
        advance(c, 1000);
        assertThat(c.isOpen()).isTrue();
        assertThat(written(c)).isEmpty();
        assertThat(handler.heard).isEmpty();
        assertThat(handler.keys).isEmpty();
        assertThat(handler.beats).hasValue(1);
        c.close();
        assertThat(handler.ends).containsExactly(LineEnd.LOCAL_HANGUP);
        assertThat(purpose.lines()).hasValue(0);
        assertThat(snapshot().lines()).isZero();
    }

    @Test
    void aHangupWithNothingToSayGoesOutAtTheSameBeat() {
        handler.mouth = now -> {
            lines.get(0).hangup();
            return null;
        };
        EmbeddedChannel c = connect();
        send(c, uuid());
        advance(c, 20);
        assertThat(written(c)).containsExactly(HANGUP);
    }

    @Test
    void aPeerThatStaysAfterOurHangupIsClosed() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        lines.get(0).hangup();
        advance(c, 4990);
        assertThat(c.isOpen()).isTrue();
        advance(c, 40);
        assertThat(c.isOpen()).isFalse();
        assertThat(handler.ends).containsExactly(LineEnd.TIMEOUT);
    }

    @Test
    void aResetAfterOurHangupIsStillOurHangup() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        lines.get(0).hangup();
        advance(c, 20);
        c.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        c.runPendingTasks();
        assertThat(handler.ends).containsExactly(LineEnd.LOCAL_HANGUP);
    }

    @Test
    void howTheOtherSideEnds() {
        assertThat(endOf(c -> c.close())).isEqualTo(LineEnd.CALLER_HANGUP);
        assertThat(endOf(c -> send(c, frame(0)))).isEqualTo(LineEnd.CALLER_HANGUP);
        assertThat(endOf(c -> send(c, frame(0, (byte) 1)))).isEqualTo(LineEnd.CALLER_HANGUP);
        assertThat(endOf(c -> send(c, frame(0xff, (byte) 1)))).isEqualTo(LineEnd.CALLER_HANGUP);
        assertThat(endOf(c -> fail(c, "Connection reset by peer"))).isEqualTo(LineEnd.RESET);
        assertThat(endOf(c -> fail(c, "write failed: Broken pipe"))).isEqualTo(LineEnd.CALLER_HANGUP);
        assertThat(endOf(c -> fail(c, "Connection timed out"))).isEqualTo(LineEnd.TIMEOUT);
    }

    @Test
    void aSecondUuidIsAnsweredByAHangup() {
        EmbeddedChannel c = connect();
        send(c, join(uuid(), uuid(), audio(320)));
        assertThat(written(c)).containsExactly(HANGUP);
        assertThat(handler.heard).isEmpty();
        c.close();
        assertThat(handler.ends).containsExactly(LineEnd.PROTOCOL_ERROR);
    }

    @Test
    void oddThingsAreCountedAndTheLineGoesOn() {
        EmbeddedChannel c = connect();
        send(c, join(uuid(), audio(319), frame(0x77, new byte[65535]), frame(0xff, (byte) 4), audio(0), audio(320)));
        assertThat(handler.heard).hasSize(1);
        assertThat(snapshot().violations()).isEqualTo(Map.of("audio_odd", 1L, "unknown_kind", 1L, "peer_error", 1L));
        advance(c, 40);
        assertThat(written(c)).hasSize(2);
    }

    @Test
    void everyRefusalAfterTheUuidSaysHangup() {
        acceptor = null;
        assertThat(refused()).isEqualTo("no_acceptor");
        acceptor = line -> Optional.empty();
        assertThat(refused()).isEqualTo("declined");
        acceptor = line -> {
            throw new IllegalStateException("an acceptor that fails");
        };
        assertThat(refused()).isEqualTo("acceptor_failed");
        acceptor = line -> Optional.of(handler);
        settings.connections = 0;
        assertThat(refused()).isEqualTo("connections_max");
        settings.connections = 1;
        settings.perAddress = 0;
        assertThat(refused()).isEqualTo("connections_per_address_max");
        assertThat(handler.ends).isEmpty();
    }

    @Test
    void whoIsNotOnTheListIsClosedUnheard() {
        settings.allow = List.of("10.0.0.0/8");
        EmbeddedChannel c = connect();
        assertThat(c.isOpen()).isFalse();
        assertThat(snapshot().refused()).isEqualTo(Map.of("address", 1L));
    }

    @Test
    void aPlaceIsFreeAgainAfterACall() {
        settings.connections = 1;
        EmbeddedChannel first = connect();
        send(first, uuid());
        first.close();
        send(connect(), uuid());
        assertThat(lines).hasSize(2);
    }

    @Test
    void theOldestStrangerMakesRoom() {
        settings.strangers = 2;
        EmbeddedChannel a = connect();
        EmbeddedChannel b = connect();
        EmbeddedChannel c = connect();
        assertThat(a.isOpen()).isFalse();
        assertThat(b.isOpen()).isTrue();
        send(c, uuid());
        assertThat(lines).hasSize(1);
        assertThat(snapshot().refused()).isEqualTo(Map.of("crowded_out", 1L));
    }

    @Test
    void aHandlerThatFailsEndsItsLineOnly() {
        EmbeddedChannel other = connect();
        RecordingHandler otherHandler = new RecordingHandler();
        acceptor = line -> Optional.of(otherHandler);
        send(other, uuid());
        acceptor = line -> Optional.of(handler);
        EmbeddedChannel c = connect();
        send(c, uuid());
        handler.failing = true;
        send(c, join(audio(320), audio(320)));
        assertThat(written(c)).containsExactly(HANGUP);
        c.close();
        assertThat(handler.ends).containsExactly(LineEnd.LOCAL_HANGUP);
        advance(other, 100);
        assertThat(otherHandler.beats).hasValue(5);
    }

    @Test
    void aMouthThatFailsOrGivesAnotherLengthEndsTheLine() {
        for (int length : new int[] {0, 159, 161}) {
            handler.mouth = now -> AudioFrame.wrap(new short[length]);
            EmbeddedChannel c = connect();
            send(c, uuid());
            advance(c, 20);
            assertThat(written(c)).containsExactly(HANGUP);
        }
    }

    @Test
    void aFloodIsCutToRealTimeAndABurst() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 50; j++) {
                send(c, audio(320));
            }
            advance(c, 20);
        }
        // 10 s of burst, and 2 s of real time with 5 % for the clocks
        assertThat(handler.heard).hasSizeBetween(600, 606);
        assertThat(snapshot().floodedFrames()).isEqualTo(5000 - handler.heard.size());
        assertThat(c.isOpen()).isTrue();
    }

    @Test
    void keysPressedFasterThanAnyHandAreDropped() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        for (int i = 0; i < 100; i++) {
            send(c, frame(3, (byte) '1'));
        }
        assertThat(handler.keys).hasSize(32);
    }

    @Test
    void aPeerThatDoesNotReadLosesFramesAndThenTheLine() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        writable(c, false);
        advance(c, 29_900);
        assertThat(written(c)).isEmpty();
        assertThat(handler.beats).hasValue(1495);
        assertThat(snapshot().unsentFrames()).isEqualTo(1495);
        writable(c, true);
        advance(c, 20);
        assertThat(written(c)).hasSize(1);
        writable(c, false);
        advance(c, 30_100);
        assertThat(handler.ends).containsExactly(LineEnd.TIMEOUT);
    }

    @Test
    void aPeerThatIsSilentForTooLongIsLetGo() {
        settings.inbound = Duration.ofSeconds(10);
        EmbeddedChannel c = connect();
        send(c, uuid());
        advance(c, 9000);
        send(c, audio(320));
        advance(c, 9990);
        assertThat(written(c)).doesNotContain(HANGUP);
        advance(c, 60);
        assertThat(written(c)).endsWith(HANGUP);
        c.close();
        assertThat(handler.ends).containsExactly(LineEnd.TIMEOUT);
    }

    @Test
    void silenceOfThePeerMayBeAllowedForEver() {
        settings.inbound = Duration.ZERO;
        EmbeddedChannel c = connect();
        send(c, uuid());
        advance(c, 600_000);
        assertThat(c.isOpen()).isTrue();
    }

    @Test
    void tasksRunInOrderAlsoAfterTheEnd() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        c.close();
        List<Integer> ran = new ArrayList<>();
        lines.get(0).executor().execute(() -> ran.add(1));
        lines.get(0).executor().execute(() -> ran.add(2));
        c.runPendingTasks();
        assertThat(ran).containsExactly(1, 2);
        lines.get(0).hangup();
        assertThat(handler.ends).hasSize(1);
    }

    @Test
    void aReaderOfManyKindsGets8kHz() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        for (int i = 0; i < 50; i++) {
            send(c, frame(0x18, new byte[7680]));
        }
        int samples = handler.heard.stream().mapToInt(AudioFrame::length).sum();
        assertThat(samples).isBetween(8000 - 40, 8000);
    }

    private interface Act {
        void on(EmbeddedChannel c);
    }

    private LineEnd endOf(Act act) {
        EmbeddedChannel c = connect();
        send(c, uuid());
        act.on(c);
        c.runPendingTasks();
        assertThat(c.isOpen()).isFalse();
        assertThat(handler.ends).hasSize(1);
        return handler.ends.remove();
    }

    @Test
    void aLineThatCannotWriteEndsByItself() {
        EmbeddedChannel c = connect();
        send(c, uuid());
        c.config().setAllocator(new NoMemory());
        advance(c, 40);
        assertThat(c.isOpen()).isFalse();
        assertThat(handler.beats).hasValue(1);
        assertThat(handler.ends).containsExactly(LineEnd.LOCAL_HANGUP);
        assertThat(purpose.lines()).hasValue(0);
        assertThat(snapshot().lines()).isZero();
    }

    private static final class NoMemory extends AbstractByteBufAllocator {
        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("scripted");
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("scripted");
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    private static void fail(EmbeddedChannel c, String message) {
        c.pipeline().fireExceptionCaught(new IOException(message));
    }

    private String refused() {
        exchange = null;
        EmbeddedChannel c = connect();
        send(c, join(uuid(), audio(320)));
        assertThat(written(c)).containsExactly(HANGUP);
        assertThat(c.isOpen()).isTrue();
        assertThat(snapshot().lines()).isZero();
        assertThat(snapshot().strangers()).isEqualTo(1);
        advance(c, 5010);
        assertThat(c.isOpen()).isFalse();
        assertThat(snapshot().strangers()).isZero();
        assertThat(snapshot().refused()).hasSize(1);
        return snapshot().refused().keySet().iterator().next();
    }

    private Exchange exchange() {
        if (exchange == null) {
            exchange = new Exchange(settings.build(), clock, () -> acceptor, NOPLogger.NOP_LOGGER);
        }
        return exchange;
    }

    private LineStatistics.Snapshot snapshot() {
        return exchange().snapshot();
    }

    private EmbeddedChannel connect() {
        EmbeddedChannel c = new EmbeddedChannel(false, false);
        c.freezeTime();
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000 + channels.size());
        c.pipeline().addLast(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel ch) {
                exchange().welcome(ch, remote, purpose);
            }
        });
        try {
            c.register();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        channels.add(c);
        return c;
    }

    private void advance(EmbeddedChannel c, int millis) {
        for (int i = 0; i < millis; i++) {
            clock.advance(Duration.ofMillis(1));
            c.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            c.runScheduledPendingTasks();
            c.runPendingTasks();
        }
    }

    private static void writable(EmbeddedChannel c, boolean writable) {
        c.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    }

    private static void send(EmbeddedChannel c, byte[] bytes) {
        c.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    private static List<byte[]> written(EmbeddedChannel c) {
        List<byte[]> out = new ArrayList<>();
        for (ByteBuf b = c.readOutbound(); b != null; b = c.readOutbound()) {
            out.add(ByteBufUtil.getBytes(b));
            b.release();
        }
        return out;
    }
}
