package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** One leg of a simulated visit: a player on a connection, recorded and measured. Used by one thread. */
final class SimulatedLeg implements AutoCloseable {
    private static final long CONNECT_TIMEOUT = Duration.ofSeconds(5).toNanos();

    private final Connection line;
    private final UUID id;
    private final Player player;
    private final Recording.Side recording;
    private final GapMeter meter;
    private final LongSupplier clock;
    private final long callStart;
    private final long opened;
    private boolean up;
    private boolean closed;

    /**
     * @param callStart when the visitor's call began
     * @param player makes the player of what it is to send by
     */
    SimulatedLeg(
            Connection line,
            UUID id,
            Recording.Side recording,
            GapMeter meter,
            LongSupplier clock,
            long callStart,
            Function<Mouth.Sender, Player> player) {
        this.line = line;
        this.id = id;
        this.recording = recording;
        this.meter = meter;
        this.clock = clock;
        this.callStart = callStart;
        this.opened = clock.getAsLong();
        this.player = player.apply(new Wired());
    }

    Player player() {
        return player;
    }

    /** Whether it has been connected. */
    boolean up() {
        return up;
    }

    boolean over() {
        return player.over();
    }

    GapMeter meter() {
        return meter;
    }

    /** 20 ms have passed. */
    void tick(long now) {
        if (up && !over()) {
            guarded(() -> player.tick(now));
        }
        hangUpWhenOver();
    }

    /** The selector has returned. */
    void ready() {
        if (!over()) {
            guarded(this::work);
        }
        hangUpWhenOver();
    }

    private void work() throws IOException {
        long now = clock.getAsLong();
        if (up) {
            line.flush();
            receive(now);
        } else if (line.up()) {
            up = true;
            recording.begin(now - callStart);
            line.send(id);
            player.begin(callStart, now);
        } else if (now - opened >= CONNECT_TIMEOUT) {
            throw new IOException("nobody answers on the port within 5 s");
        }
    }

    private void receive(long now) throws IOException {
        int n = line.read();
        FrameReader frames = line.frames();
        while (!over() && frames.next()) {
            String fault = Wire.fault(frames.kind(), frames.length());
            if (!fault.isEmpty()) {
                player.broken(now, "the server sent " + fault);
            } else if (frames.kind() == Wire.HANGUP) {
                player.agentHungUp(now);
            } else {
                AudioFrame sound = frames.sound();
                meter.frame(now);
                recording.heard(sound, now - callStart);
                player.heard(sound, now);
            }
        }
        if (n < 0 && !over()) {
            player.broken(now, "the server closed without a hangup frame, on which older Asterisks keep the call up");
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (IOException | UncheckedIOException e) {
            player.broken(clock.getAsLong(), "the connection broke: " + e.getMessage());
        }
    }

    private void hangUpWhenOver() {
        if (over()) {
            close();
        }
    }

    /** Hangs up without being to blame. */
    void abandon() {
        player.abandon();
        close();
    }

    /** Hangs up. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            line.close();
        } catch (IOException e) {
            // it is closed anyway; what it carried has been judged
            player.broken(clock.getAsLong(), "the connection broke: " + e.getMessage());
        }
    }

    /** The wire carries what the mouth sends, and the recording keeps it. */
    private final class Wired implements Mouth.Sender {
        @Override
        public void audio(AudioFrame frame) {
            recording.said(frame);
            write(Wire.audio(frame));
        }

        @Override
        public void gap() {
            recording.said(AudioFrame.SILENCE);
        }

        @Override
        public void digit(char key) {
            write(Wire.digit(key));
        }

        private void write(byte[] frame) {
            try {
                line.write(frame);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
