package io.ramal.itests.asterisk;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * The sound of a phone: A-law over RTP in 20 ms packets both ways, keys by RFC 4733. Sends silence while there is nothing
 * to say. What was heard is kept in the order of arrival.
 */
final class RtpStream implements AutoCloseable {
    private static final int SAMPLES = 160;
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int ALAW = 8;
    private static final int EVENT = 101;
    private static final String KEYS = "0123456789*#ABCD";

    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Queue<short[]> toSay = new ArrayDeque<>();
    private final Queue<Character> toPress = new ArrayDeque<>();
    private final Object ears = new Object();
    private short[] heard = new short[8000];
    private int heardLength;
    private final StringBuilder keys = new StringBuilder();
    private int lastKey = -1;
    private volatile boolean closed;
    private volatile long spokeAt;
    private volatile long pressedAt;
    private volatile long keyAt;

    RtpStream() throws SocketException {}

    int port() {
        return socket.getLocalPort();
    }

    void start(InetSocketAddress peer) {
        daemon("phone-rtp-out", () -> send(peer));
        daemon("phone-rtp-in", this::receive);
    }

    /** Queues sound; it is sent at its own pace. */
    void say(short[] samples) {
        synchronized (toSay) {
            for (int at = 0; at < samples.length; at += SAMPLES) {
                toSay.add(Arrays.copyOf(
                        Arrays.copyOfRange(samples, at, Math.min(samples.length, at + SAMPLES)), SAMPLES));
            }
        }
    }

    /** Queues keys: 100 ms each with 100 ms between them. */
    void press(String keys) {
        synchronized (toPress) {
            keys.chars().forEach(c -> toPress.add((char) c));
        }
    }

    /** Everything heard so far. */
    short[] heard() {
        synchronized (ears) {
            return Arrays.copyOf(heard, heardLength);
        }
    }

    /** Number of samples heard so far. */
    int heardLength() {
        synchronized (ears) {
            return heardLength;
        }
    }

    /** When the first packet of the last thing said left, {@link System#nanoTime()}. */
    long spokeAt() {
        return spokeAt;
    }

    /** When the last key pressed was let go, {@link System#nanoTime()}. */
    long pressedAt() {
        return pressedAt;
    }

    /** When the first key came from the other side, {@link System#nanoTime()}. */
    long keyAt() {
        return keyAt;
    }

    /** Waits until what was heard satisfies a condition; false when time is up or the call is over. */
    boolean await(java.util.function.Predicate<short[]> condition, java.time.Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (ears) {
            while (!condition.test(Arrays.copyOf(heard, heardLength))) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || closed) {
                    return false;
                }
                ears.wait(Math.min(left, 200));
            }
            return true;
        }
    }

    /** Keys that have come from the other side as events of RFC 4733, in their order. */
    String keys() {
        synchronized (ears) {
            return keys.toString();
        }
    }

    @Override
    public void close() {
        closed = true;
        socket.close();
        synchronized (ears) {
            ears.notifyAll();
        }
    }

    private void send(InetSocketAddress peer) {
        ByteBuffer packet = ByteBuffer.allocate(12 + SAMPLES);
        int sequence = 1000;
        int timestamp = 50_000;
        int ssrc = 0x52414d4c;
        boolean silent = true;
        long next = System.nanoTime();
        try {
            while (!closed) {
                Character key = poll(toPress);
                if (key != null) {
                    for (int step = 1; step <= 5; step++) {
                        boolean last = step == 5;
                        for (int copy = 0; copy < (last ? 3 : 1); copy++) {
                            header(packet, EVENT, step == 1, sequence++, timestamp, ssrc);
                            packet.put((byte) KEYS.indexOf(key));
                            packet.put((byte) ((last ? 0x80 : 0) | 10));
                            packet.putShort((short) (step * SAMPLES));
                            transmit(packet, peer);
                        }
                        if (last) {
                            pressedAt = System.nanoTime();
                        }
                        next = pace(next);
                    }
                    timestamp += 5 * SAMPLES;
                    for (int gap = 0; gap < 5; gap++) {
                        voice(packet, sequence++, timestamp, ssrc, new short[SAMPLES], peer);
                        timestamp += SAMPLES;
                        next = pace(next);
                    }
                    continue;
                }
                short[] frame = poll(toSay);
                if (frame != null && silent) {
                    spokeAt = System.nanoTime();
                }
                silent = frame == null;
                voice(packet, sequence++, timestamp, ssrc, frame == null ? new short[SAMPLES] : frame, peer);
                timestamp += SAMPLES;
                next = pace(next);
            }
        } catch (IOException e) {
            if (!closed) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void voice(ByteBuffer packet, int sequence, int timestamp, int ssrc, short[] frame, InetSocketAddress peer)
            throws IOException {
        header(packet, ALAW, false, sequence, timestamp, ssrc);
        for (short s : frame) {
            packet.put(G711.encode(s));
        }
        transmit(packet, peer);
    }

    private static void header(ByteBuffer packet, int type, boolean marker, int sequence, int timestamp, int ssrc) {
        packet.clear();
        packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0)));
        packet.putShort((short) sequence).putInt(timestamp).putInt(ssrc);
    }

    private void transmit(ByteBuffer packet, InetSocketAddress peer) throws IOException {
        socket.send(new DatagramPacket(packet.array(), packet.position(), peer));
    }

    private static long pace(long last) {
        long next = last + FRAME_NANOS;
        for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return next;
    }

    private static <T> T poll(Queue<T> queue) {
        synchronized (queue) {
            return queue.poll();
        }
    }

    private void receive() {
        byte[] buffer = new byte[2048];
        try {
            while (!closed) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (packet.getLength() > 12 && (buffer[1] & 0x7f) == ALAW) {
                    hear(buffer, 12, packet.getLength() - 12);
                } else if (packet.getLength() >= 16 && (buffer[1] & 0x7f) == EVENT) {
                    key(ByteBuffer.wrap(buffer));
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** All packets of one key carry the timestamp of its beginning. */
    private void key(ByteBuffer packet) {
        int timestamp = packet.getInt(4);
        synchronized (ears) {
            if (timestamp != lastKey) {
                lastKey = timestamp;
                if (keys.length() == 0) {
                    keyAt = System.nanoTime();
                }
                keys.append(KEYS.charAt(packet.get(12)));
                ears.notifyAll();
            }
        }
    }

    private void hear(byte[] alaw, int from, int length) {
        synchronized (ears) {
            if (heardLength + length > heard.length) {
                heard = Arrays.copyOf(heard, heard.length * 2);
            }
            for (int i = 0; i < length; i++) {
                heard[heardLength++] = G711.decode(alaw[from + i]);
            }
            ears.notifyAll();
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread t = new Thread(work, name);
        t.setDaemon(true);
        t.start();
    }
}
