package io.ramal.speech.vosk.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttSession;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One utterance: a mailbox that the workers empty. At most one worker is at it at any time, for a bounded piece of sound;
 * then it queues again, so that many callers share few workers evenly. The worker that sees the end frees the recogniser.
 *
 * <p>An event already being handed to the listener while another thread closes the session still arrives.
 */
final class VoskSession implements SttSession {
    /** Waking a worker for less sound than this costs more than it hastens. */
    private static final int WAKE_SAMPLES = AudioFrame.SAMPLE_RATE / 10;
    /** The piece a worker takes at a time. */
    private static final int PIECE_SAMPLES = AudioFrame.SAMPLE_RATE / 4;

    private static final Logger LOG = LoggerFactory.getLogger(VoskSession.class);

    private enum Phase {
        OPEN,
        FINISHING,
        /** To be ended without a result. */
        STOPPING,
        ENDED
    }

    private final Supplier<@Nullable SharedModel> models;
    private final Function<SpeechModel, Answers> expected;
    private final SttListener listener;
    private final Executor workers;
    private final Consumer<VoskSession> ended;

    private final Object lock = new Object();
    private final Backlog backlog;
    private Phase phase = Phase.OPEN;
    private boolean scheduled;
    private String failure = "";

    private volatile boolean silenced;
    /** Only touched by the worker at work; the lock hands it from one to the next. */
    private @Nullable Decoder decoder;

    /**
     * Opens one.
     *
     * @param models gives the current model, acquired; null when there is none
     * @param expected what is checked by a grammar; asked by a worker
     * @param ended told once, when nothing of this session is left
     */
    VoskSession(
            Supplier<@Nullable SharedModel> models,
            Function<SpeechModel, Answers> expected,
            SttListener listener,
            Executor workers,
            int backlogMillis,
            Consumer<VoskSession> ended) {
        this.models = models;
        this.expected = expected;
        this.listener = listener;
        this.workers = workers;
        this.backlog = new Backlog(backlogMillis);
        this.ended = ended;
    }

    @Override
    public void accept(AudioFrame frame) {
        synchronized (lock) {
            if (phase != Phase.OPEN) {
                return;
            }
            backlog.add(frame);
        }
        wake();
    }

    @Override
    public void finish() {
        move(Phase.FINISHING, "");
    }

    @Override
    public void cancel() {
        silenced = true;
        move(Phase.STOPPING, "");
    }

    @Override
    public void close() {
        cancel();
    }

    /** Ends it with a {@link SttEvent.Failed}. */
    void fail(String reason) {
        move(Phase.STOPPING, reason);
    }

    private void move(Phase to, String reason) {
        synchronized (lock) {
            if (phase.compareTo(to) >= 0) {
                return;
            }
            phase = to;
            failure = reason;
        }
        wake();
    }

    private void wake() {
        synchronized (lock) {
            boolean due = phase == Phase.OPEN ? backlog.samples() >= WAKE_SAMPLES : phase != Phase.ENDED;
            if (scheduled || !due) {
                return;
            }
            scheduled = true;
        }
        try {
            workers.execute(this::work);
        } catch (RejectedExecutionException e) {
            // the workers are gone, so nobody else is at it: end it here
            end(new SttEvent.Failed("the Vosk engine has been stopped"));
        }
    }

    private void work() {
        short[] piece;
        Phase now;
        boolean last;
        String reason;
        synchronized (lock) {
            now = phase;
            reason = failure;
            piece = now == Phase.STOPPING ? new short[0] : backlog.take(PIECE_SAMPLES);
            last = now == Phase.FINISHING && backlog.isEmpty();
        }
        if (now == Phase.STOPPING) {
            end(reason.isEmpty() ? null : new SttEvent.Failed(reason));
            return;
        }
        try {
            Decoder d = decoder();
            d.accept(piece);
            if (last) {
                end(d.finish());
                return;
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("Vosk failed on an utterance", e);
            end(new SttEvent.Failed("Vosk failed: " + e.getMessage()));
            return;
        }
        synchronized (lock) {
            scheduled = false;
        }
        wake();
    }

    private Decoder decoder() throws IOException {
        Decoder d = decoder;
        if (d == null) {
            SharedModel model = models.get();
            if (model == null) {
                throw new IOException("its speech model is gone");
            }
            d = Decoder.open(model, expected, this::tell);
            decoder = d;
        }
        return d;
    }

    private void end(@Nullable SttEvent event) {
        long dropped;
        synchronized (lock) {
            phase = Phase.ENDED;
            dropped = backlog.dropped();
            backlog.clear();
        }
        if (event != null) {
            tell(event);
        }
        Decoder d = decoder;
        decoder = null;
        if (d != null) {
            d.close();
        }
        if (dropped > 0) {
            LOG.warn(
                    "{} ms of an utterance were dropped: the Vosk workers did not come in time",
                    dropped * 1000 / AudioFrame.SAMPLE_RATE);
        }
        ended.accept(this);
    }

    private void tell(SttEvent event) {
        if (silenced) {
            return;
        }
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on a {}", event.getClass().getSimpleName(), e);
        }
    }
}
