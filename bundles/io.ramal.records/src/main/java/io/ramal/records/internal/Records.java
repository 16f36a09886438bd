package io.ramal.records.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import io.ramal.call.CallStatistics;
import io.ramal.call.Calls;
import io.ramal.call.LegRecorder;
import io.ramal.call.LegRecording;
import io.ramal.call.LineInfo;
import io.ramal.call.VisitRecords;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is kept, on two threads: one for decisions, transcripts and what deletes them, one for sound, which is much
 * and must not hold up the others.
 */
final class Records implements CallObserver, LegRecorder, CallStatistics, VisitRecords, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    /** Lines that may wait for a disk in trouble; a busy server makes as many in a day. */
    private static final int AUDIT_WAITING_MAX = 10_000;

    private static final long RETRY_S = 5;
    private static final long WRITE_MS = 1000;
    private static final long STOP_S = 5;

    private final Clock clock;
    private final Supplier<@Nullable Calls> calls;
    private final ScheduledExecutorService thread;
    private final ScheduledExecutorService soundThread;
    private final Shelves shelves;
    private final AuditLog audit;
    private final Transcripts transcripts;
    private final Recorder recorder;
    private final Retention retention;
    private volatile RecordsSettings settings;
    /** Of the records thread. */
    private long writtenBefore;

    /**
     * @param clock in the time zone in which days begin
     * @param thread one thread, closed with this
     * @param soundThread one thread, closed with this
     * @param freeBytes free space for recordings; may block
     * @param calls the ledger of calls, null while there is none
     */
    Records(
            Shelves shelves,
            RecordsSettings settings,
            Clock clock,
            ScheduledExecutorService thread,
            ScheduledExecutorService soundThread,
            LongSupplier freeBytes,
            Supplier<@Nullable Calls> calls) {
        this.calls = calls;
        this.shelves = shelves;
        this.settings = settings;
        this.clock = clock;
        this.thread = thread;
        this.soundThread = soundThread;
        this.audit = new AuditLog(shelves, thread, AUDIT_WAITING_MAX);
        this.transcripts = new Transcripts(shelves, thread, clock);
        this.recorder = new Recorder(shelves, clock, freeBytes, settings.freeMinBytes());
        this.retention = new Retention(shelves, clock, () -> this.settings, recorder::writes);
    }

    /** Begins to come by at intervals. */
    void start() {
        every(thread, retention::run, 0, TimeUnit.HOURS.toMillis(1));
        every(thread, this::shrink, TimeUnit.MINUTES.toMillis(1), TimeUnit.MINUTES.toMillis(1));
        every(thread, audit::flush, TimeUnit.SECONDS.toMillis(RETRY_S), TimeUnit.SECONDS.toMillis(RETRY_S));
        every(soundThread, recorder::write, WRITE_MS, WRITE_MS);
    }

    /** Holds at once; a shorter time deletes at once what is older. */
    void change(RecordsSettings changed) {
        settings = changed;
        recorder.freeMin(changed.freeMinBytes());
        thread.execute(retention::run);
    }

    @Override
    public void on(CallEvent event) {
        AuditLine.of(event, clock).ifPresent(audit::add);
        if (event instanceof CallEvent.Over over && settings.transcriptsKeep()) {
            transcripts.keep(over.visit());
        }
    }

    @Override
    public Optional<LegRecording> open(LineInfo leg) {
        return recorder.open(leg);
    }

    @Override
    public String part() {
        return "records";
    }

    @Override
    public Map<String, Long> drops() {
        return Map.of(
                "audit_lines", audit.dropped(),
                "transcripts", transcripts.dropped(),
                "recordings", recorder.refused(),
                "recording_frames", recorder.droppedFrames());
    }

    @Override
    public PurgeReport purge(PurgeRequest request) throws IOException {
        try {
            Future<PurgeReport> purge = thread.submit(new Purge(shelves, audit, calls, clock, request)::run);
            PurgeReport report = purge.get();
            if (!request.dryRun()) {
                LOG.info(
                        "Purged by an operator: {} of {}, {} kB, {} still there",
                        report.done(),
                        request.visit() == null ? request.kinds() : "visit " + request.visit(),
                        report.bytes() / 1024,
                        report.failed());
            }
            return report;
        } catch (ExecutionException e) {
            throw new IOException("the purge has failed: " + e.getCause(), e.getCause());
        } catch (RejectedExecutionException e) {
            throw new IOException("the records are being stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the purge goes on, nobody waits for it");
        }
    }

    /** Writes what waits. Idempotent. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        soundThread.execute(recorder::close);
        thread.execute(audit::close);
        soundThread.shutdown();
        thread.shutdown();
        try {
            if (!soundThread.awaitTermination(STOP_S, TimeUnit.SECONDS)
                    | !thread.awaitTermination(STOP_S, TimeUnit.SECONDS)) {
                LOG.warn("The disk is slow; what it does not take in time of what is kept is lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        soundThread.shutdownNow();
        thread.shutdownNow();
    }

    /** Recordings can fill a disk within an hour. */
    private void shrink() {
        long written = recorder.written();
        if (written != writtenBefore) {
            writtenBefore = written;
            retention.shrink();
        }
    }

    private static void every(ScheduledExecutorService thread, Runnable task, long firstMs, long thenMs) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // a task that throws would never come by again
                        LOG.error("keeping records has failed, and is tried again", e);
                    }
                },
                firstMs,
                thenMs,
                TimeUnit.MILLISECONDS);
    }
}
