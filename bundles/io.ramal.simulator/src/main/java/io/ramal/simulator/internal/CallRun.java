package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.CallSimulator;
import io.ramal.simulator.internal.scenario.Move;
import io.ramal.simulator.internal.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One call from connect to hangup, on the thread that calls {@link #play}: a frame every 20 ms on absolute deadlines. */
final class CallRun {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final LongSupplier clock;
    private final UUID id;
    private final Recording recording;
    private final Histogram gaps = GapMeter.histogram();
    private final GapMeter meter = new GapMeter(gaps);

    CallRun(LongSupplier clock, UUID id, Duration limit) {
        this.clock = clock;
        this.id = id;
        this.recording = new Recording(limit.plusSeconds(1));
    }

    CallSimulator.Report play(
            CallSimulator.Request request,
            List<Scenario.Step> steps,
            @Nullable Double noiseDbfs,
            Map<Move, AudioFrame> sounds,
            Consumer<CallSimulator.Step> progress)
            throws IOException {
        long start;
        long end;
        Player player;
        try (Connection line = Connection.open(request.host(), request.port(), CONNECT_TIMEOUT)) {
            player = new Player(steps, sounds, noiseDbfs, new Wired(line), progress, request.limit());
            start = clock.getAsLong();
            progress.accept(new CallSimulator.Step(
                    Duration.ZERO, "caller calls " + request.host() + ":" + request.port() + ", call " + id));
            line.send(id);
            player.begin(start);
            loop(line, player, start);
            end = clock.getAsLong();
        }
        if (request.recording() != null) {
            recording.write(request.recording());
        }
        return new CallSimulator.Report(
                id,
                player.passed(),
                player.verdict(),
                Duration.ofNanos(end - start),
                meter.frames(),
                gaps.getValueAtPercentile(99) / 1000.0,
                gaps.getMaxValue() / 1000.0);
    }

    private void loop(Connection line, Player player, long start) {
        long next = start;
        try {
            while (!player.over()) {
                long now = clock.getAsLong();
                if (now >= next) {
                    player.tick(now);
                    next += GapMeter.INTERVAL;
                } else {
                    line.await(next - now);
                    receive(line, player, start);
                }
                if (Thread.currentThread().isInterrupted()) {
                    player.broken(clock.getAsLong(), "the simulated call was interrupted");
                }
            }
        } catch (IOException e) {
            player.broken(clock.getAsLong(), "the connection broke: " + e.getMessage());
        } catch (UncheckedIOException e) {
            player.broken(clock.getAsLong(), "the connection broke: " + e.getMessage());
        }
    }

    private void receive(Connection line, Player player, long start) throws IOException {
        int n = line.read();
        long now = clock.getAsLong();
        FrameReader frames = line.frames();
        while (!player.over() && frames.next()) {
            String fault = Wire.fault(frames.kind(), frames.length());
            if (!fault.isEmpty()) {
                player.broken(now, "the server sent " + fault);
            } else if (frames.kind() == Wire.HANGUP) {
                player.agentHungUp(now);
            } else {
                AudioFrame sound = frames.sound();
                meter.frame(now);
                recording.agent(sound, now - start);
                player.heard(sound, now);
            }
        }
        if (n < 0 && !player.over()) {
            player.broken(now, "the server closed without a hangup frame, on which older Asterisks keep the call up");
        }
    }

    /** The wire carries what the mouth sends, and the recording keeps it. */
    private final class Wired implements Mouth.Sender {
        private final Connection line;

        Wired(Connection line) {
            this.line = line;
        }

        @Override
        public void audio(AudioFrame frame) {
            recording.caller(frame);
            write(Wire.audio(frame));
        }

        @Override
        public void gap() {
            recording.caller(AudioFrame.SILENCE);
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
