package io.ramal.simulator.internal.load;

import io.ramal.simulator.internal.FrameReader;
import io.ramal.simulator.internal.GapMeter;
import io.ramal.simulator.internal.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of many calls. All are used by one thread. */
final class LoadCall implements AutoCloseable {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final GapMeter meter;
    private final UUID id;
    private final @Nullable TurnScript script;
    private final double gate;
    private final Deque<Character> keys = new ArrayDeque<>();
    private final FrameReader reader = new FrameReader(2048);
    private @Nullable ByteBuffer unsent;
    private State state = State.CONNECTING;
    private long sent;
    private long skipped;
    private long lastFrame;
    private boolean heard;

    /**
     * A call to be.
     *
     * @param script null for one that only listens
     */
    record Placement(
            InetSocketAddress target, UUID id, @Nullable TurnScript script) {}

    /** How far a call is. */
    enum State {
        CONNECTING,
        UP,
        /** The server hung up as the protocol wants it. */
        ENDED,
        /** This side has gone. */
        LEFT,
        /** It could not be connected, broke, or carried what is no AudioSocket. */
        BROKEN
    }

    /**
     * Begins to connect.
     *
     * @param gateDbfs level from which the agent's sound counts
     */
    LoadCall(Selector selector, Placement placement, GapMeter meter, double gateDbfs) throws IOException {
        this.meter = meter;
        this.id = placement.id();
        this.script = placement.script();
        double amplitude = 32768 * Math.pow(10, gateDbfs / 20);
        this.gate = amplitude * amplitude;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        try {
            if (channel.connect(placement.target())) {
                connected(System.nanoTime());
            }
        } catch (IOException e) {
            broken();
        }
    }

    State state() {
        return state;
    }

    GapMeter meter() {
        return meter;
    }

    /** Frames not sent because the server did not read. */
    long skipped() {
        return skipped;
    }

    /** Frames that should have come between the first and the last one and did not. */
    long lost() {
        return meter.lost(lastFrame);
    }

    /** Whether the agent has been heard. */
    boolean heard() {
        return heard;
    }

    boolean over() {
        return state != State.CONNECTING && state != State.UP;
    }

    boolean finished() {
        return over() || script != null && script.finished();
    }

    /** A key, sent with the next frame. */
    void press(char key) {
        keys.add(key);
    }

    /**
     * Goes, as a telephone system does whose caller has hung up.
     *
     * @param reset breaks off instead: what is on its way either side is lost
     */
    void leave(boolean reset) {
        if (over()) {
            return;
        }
        state = State.LEFT;
        try {
            if (reset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // it is gone already
        }
        close();
    }

    /** The selector found something to do. */
    void ready(long now) {
        try {
            if (state == State.CONNECTING) {
                if (channel.finishConnect()) {
                    connected(now);
                }
            } else if (state == State.UP) {
                read(now);
            }
        } catch (IOException e) {
            broken();
        }
    }

    /** Sends the next frame: the script's speech or the background. */
    void send(FrameSet background, FrameSet speech, long now) {
        if (state != State.UP) {
            return;
        }
        try {
            int index = script == null ? -1 : script.next(now);
            if (!keys.isEmpty() && flushed()) {
                transmit(ByteBuffer.wrap(Wire.digit(keys.remove())));
            }
            write(index < 0 ? background.get(sent) : speech.get(index));
            sent++;
        } catch (IOException e) {
            broken();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing is lost with a connection that is closed anyway
        }
    }

    private void connected(long now) throws IOException {
        state = State.UP;
        key.interestOps(SelectionKey.OP_READ);
        channel.write(ByteBuffer.wrap(Wire.uuid(id)));
        if (script != null) {
            script.begin(now);
        }
    }

    /** A frame that the server takes in part is finished first; meanwhile others are left out. */
    private void write(ByteBuffer frame) throws IOException {
        if (flushed()) {
            transmit(frame);
        } else {
            skipped++;
        }
    }

    private boolean flushed() throws IOException {
        if (unsent != null) {
            channel.write(unsent);
            if (unsent.hasRemaining()) {
                return false;
            }
            unsent = null;
        }
        return true;
    }

    private void transmit(ByteBuffer frame) throws IOException {
        channel.write(frame);
        if (frame.hasRemaining()) {
            unsent = ByteBuffer.allocate(frame.remaining()).put(frame).flip();
        }
    }

    private void read(long now) throws IOException {
        if (reader.read(channel) < 0) {
            broken();
            return;
        }
        while (reader.next()) {
            if (reader.kind() == Wire.AUDIO) {
                meter.frame(now);
                lastFrame = now;
                boolean loud = (script != null || !heard) && loud();
                heard |= loud;
                if (script != null) {
                    script.heard(loud, now);
                }
            } else {
                state = reader.kind() == Wire.HANGUP ? State.ENDED : State.BROKEN;
                close();
                return;
            }
        }
    }

    private boolean loud() {
        int samples = reader.length() / 2;
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            double s = reader.sample(i);
            sum += s * s;
        }
        return samples > 0 && sum / samples > gate;
    }

    private void broken() {
        state = State.BROKEN;
        close();
    }
}
