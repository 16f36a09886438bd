package io.ramal.records.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRecording;
import io.ramal.call.LineInfo;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One leg being recorded. The leg's thread puts frames into a bounded queue and does no more; the writer takes them out at
 * intervals of its own, so that it never has to be woken.
 */
final class LegTrack implements LegRecording {
    /** Both directions of five seconds: as long as the writer may be held up before the oldest sound is lost. */
    static final int CAPACITY = 512;

    /**
     * @param tick of the leg's clock before which it came, or in which it is said
     * @param frame null for silence that is said
     */
    private record Piece(long tick, @Nullable AudioFrame frame, boolean heard) {}

    private final LineInfo leg;
    private final LocalDate day;
    private final LongAdder droppedFrames;
    private final Queue<Piece> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final StereoTrack track = new StereoTrack();
    private volatile boolean closed;
    /** Of the leg's thread. */
    private long tick;

    LegTrack(LineInfo leg, LocalDate day, LongAdder droppedFrames) {
        this.leg = leg;
        this.day = day;
        this.droppedFrames = droppedFrames;
    }

    LineInfo leg() {
        return leg;
    }

    /** When it began. */
    LocalDate day() {
        return day;
    }

    @Override
    public void heard(AudioFrame frame) {
        put(new Piece(tick, frame, true));
    }

    @Override
    public void said(@Nullable AudioFrame frame) {
        put(new Piece(tick++, frame, false));
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Whether nothing follows what {@link #take} gives after this was asked. */
    boolean closed() {
        return closed;
    }

    /** Interleaved sound that is ready; of the writer's thread. */
    ByteBuffer take(boolean end) {
        long before = track.skipped();
        for (Piece p = queue.poll(); p != null; p = queue.poll()) {
            if (!p.heard()) {
                track.said(p.frame(), p.tick());
            } else if (p.frame() != null) {
                track.heard(p.frame(), p.tick());
            }
        }
        ByteBuffer sound = track.take(end);
        droppedFrames.add((track.skipped() - before + AudioFrame.SAMPLES - 1) / AudioFrame.SAMPLES);
        return sound;
    }

    /** Throws away what waits; of the writer's thread. */
    void discard() {
        while (queue.poll() != null) {
            droppedFrames.increment();
        }
    }

    private void put(Piece piece) {
        if (closed) {
            return;
        }
        while (!queue.offer(piece)) {
            if (queue.poll() != null) {
                droppedFrames.increment();
            }
        }
    }
}
