package io.ramal.simulator.internal.load;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Wav;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.DoubleSummaryStatistics;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One run of a number of calls. */
final class LoadRun {
    private static final int SYNTHETIC_MILLIS = 1500;
    private static final int UNENDING_MILLIS = 30_000;
    /** From here on, in µs, a gap is heard. */
    private static final long OVER = 40_000;

    private static final long CONNECT_PATIENCE = 30_000_000_000L;

    private final LoadOptions options;
    private final int wanted;
    private final LoadResult result = new LoadResult();
    private final TurnScript.Results turns = new TurnScript.Results();

    LoadRun(LoadOptions options, int wanted) {
        this.options = options;
        this.wanted = wanted;
    }

    LoadResult run() throws IOException, InterruptedException {
        FrameSet speech = FrameSet.of(
                options.speech() == null
                        ? SyntheticSpeech.of(SYNTHETIC_MILLIS)
                        : trimEnd(Wav.readMono(options.speech(), AudioFrame.SAMPLE_RATE)));
        FrameSet background = switch (options.send()) {
            case SILENCE -> FrameSet.silence();
            case NOISE -> FrameSet.noise();
            case SPEECH -> FrameSet.of(SyntheticSpeech.of(UNENDING_MILLIS));
        };
        long idleHeap = options.pid() == 0 ? 0 : ServerProbe.liveHeap(options.pid());
        InetSocketAddress server = new InetSocketAddress(options.host(), options.port());
        try (LoadLoop loop = new LoadLoop(
                wanted,
                options.ramp(),
                background,
                speech,
                options.gateDbfs(),
                () -> new LoadCall.Placement(server, UUID.randomUUID(), script(speech)))) {
            long rampEnd = System.nanoTime() + wanted * 1_000_000_000L / options.ramp() + CONNECT_PATIENCE;
            loop.runUntil(() -> loop.complete() || System.nanoTime() > rampEnd);
            if (options.turns() == 0) {
                pause(loop, options.warmup());
                measureFrames(loop);
                measureHeap(loop, idleHeap);
            } else {
                measureTurns(loop);
            }
        }
        return result;
    }

    private @Nullable TurnScript script(FrameSet speech) {
        return options.turns() == 0
                ? null
                : new TurnScript(
                        options.turns(),
                        options.bargeIn(),
                        speech.size(),
                        options.thresholdMillis() * 1_000_000L,
                        options.pauseMillis() * 1_000_000L,
                        turns);
    }

    private void measureFrames(LoadLoop loop) throws IOException {
        loop.startMeasuring();
        long begin = System.nanoTime();
        long server = options.pid() == 0 ? 0 : ServerProbe.cpuMillis(options.pid());
        long own = ServerProbe.ownCpuMillis();
        pause(loop, options.seconds());
        long end = System.nanoTime();
        double callSeconds = count(loop, LoadCall.State.UP) * (end - begin) / 1e9;
        long ownUsed = ServerProbe.ownCpuMillis() - own;
        counts(loop);
        frames(loop);
        result.put("frames.lost", sum(loop, c -> c.meter().lost(end)));
        DoubleSummaryStatistics fps = loop.calls().stream()
                .mapToDouble(c -> c.meter().framesPerSecond())
                .filter(f -> f > 0)
                .summaryStatistics();
        if (fps.getCount() > 0) {
            result.put("fps.mean", fps.getAverage());
            result.put("fps.min", fps.getMin());
            result.put("fps.max", fps.getMax());
        }
        if (callSeconds > 0) {
            if (options.pid() != 0) {
                result.put("cpu.serverMsPerCallSecond", (ServerProbe.cpuMillis(options.pid()) - server) / callSeconds);
            }
            result.put("cpu.loadMsPerCallSecond", ownUsed / callSeconds);
        }
        result.put("lateness", loop.lateness());
        result.put("lateness.millisLeftOut", loop.skippedSlots());
    }

    /** Asked from another thread, so that the calls go on and nothing piles up in the server. */
    private void measureHeap(LoadLoop loop, long idleHeap) throws IOException, InterruptedException {
        long up = count(loop, LoadCall.State.UP);
        if (options.pid() == 0 || up == 0) {
            return;
        }
        CompletableFuture<Long> heap = new CompletableFuture<>();
        daemon("ramal-load-probe", () -> {
            try {
                heap.complete(ServerProbe.liveHeap(options.pid()));
            } catch (IOException | InterruptedException e) {
                heap.completeExceptionally(e);
            }
        });
        loop.runUntil(heap::isDone);
        try {
            result.put("heap.kBPerCall", (heap.get() - idleHeap) / 1024.0 / up);
        } catch (ExecutionException e) {
            throw new IOException("the server's heap could not be read", e.getCause());
        }
    }

    private void measureTurns(LoadLoop loop) throws IOException {
        if (options.untilEnd()) {
            daemon("ramal-load-input", this::awaitEnd);
        }
        loop.startMeasuring();
        long begin = System.nanoTime();
        long server = options.pid() == 0 ? 0 : ServerProbe.cpuMillis(options.pid());
        long helpers = options.pid() == 0 ? 0 : ServerProbe.helpersCpuMillis(options.pid());
        loop.runUntil(() -> loop.calls().stream().allMatch(LoadCall::finished));
        double callSeconds = wanted * (System.nanoTime() - begin) / 1e9;
        counts(loop);
        frames(loop);
        result.put("frames.lost", sum(loop, LoadCall::lost));
        if (options.pid() != 0) {
            result.put("cpu.serverMsPerCallSecond", (ServerProbe.cpuMillis(options.pid()) - server) / callSeconds);
            result.put(
                    "cpu.helpersMsPerCallSecond",
                    (ServerProbe.helpersCpuMillis(options.pid()) - helpers) / callSeconds);
        }
        result.put("answer", turns.answers);
        result.put("bargeIn", turns.bargeIns);
        result.put("quiet", turns.quiet);
        result.put("turns.unanswered", turns.unanswered);
        result.put("turns.beforeThreshold", turns.early);
        result.put("turns.notInterrupted", turns.notStopped);
        result.put("lateness", loop.lateness());
        result.put("lateness.millisLeftOut", loop.skippedSlots());
    }

    private void awaitEnd() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // an input that breaks has ended, too
        }
        turns.enough = true;
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void frames(LoadLoop loop) {
        result.put("gap", loop.gaps());
        result.put("gap.over40ms", loop.gaps().getCountBetweenValues(OVER, Long.MAX_VALUE));
        result.put("frames.received", sum(loop, c -> c.meter().frames()));
        result.put("frames.late", sum(loop, c -> c.meter().late()));
    }

    private void counts(LoadLoop loop) {
        result.put("calls.wanted", wanted);
        result.put("calls.up", count(loop, LoadCall.State.UP));
        result.put("calls.ended", count(loop, LoadCall.State.ENDED));
        result.put("calls.broken", count(loop, LoadCall.State.BROKEN));
        result.put("calls.framesNotTaken", sum(loop, LoadCall::skipped));
    }

    private static void pause(LoadLoop loop, int seconds) throws IOException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        loop.runUntil(() -> System.nanoTime() - end >= 0);
    }

    private static long count(LoadLoop loop, LoadCall.State state) {
        return loop.calls().stream().filter(c -> c.state() == state).count();
    }

    private static long sum(LoadLoop loop, ToLongFunction<LoadCall> figure) {
        return loop.calls().stream().mapToLong(figure).sum();
    }

    /** What is measured begins with the last sample of speech, so nothing quiet may come after it. */
    private static short[] trimEnd(short[] samples) {
        int end = samples.length;
        while (end > 0 && Math.abs(samples[end - 1]) < 100) {
            end--;
        }
        return java.util.Arrays.copyOf(samples, end);
    }
}
