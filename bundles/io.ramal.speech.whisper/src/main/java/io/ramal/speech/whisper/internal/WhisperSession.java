package io.ramal.speech.whisper.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttSession;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One utterance: kept until it is over, then made text of by a worker in one go. A worker that is at it cannot be
 * interrupted; what it finds after a cancel is thrown away.
 *
 * <p>An event already being handed to the listener while another thread closes the session still arrives.
 */
final class WhisperSession implements SttSession {
    private static final Logger LOG = LoggerFactory.getLogger(WhisperSession.class);

    private enum Phase {
        OPEN,
        /** Over, and waiting for a worker. */
        WAITING,
        WORKING,
        ENDED
    }

    private final Supplier<@Nullable SharedModel> models;
    private final Ear ear;
    private final String language;
    private final SttListener listener;
    private final Desk desk;

    private final Object lock = new Object();
    private final Backlog backlog;
    private Phase phase = Phase.OPEN;
    private volatile boolean silenced;

    /** Where sessions line up. */
    interface Desk {
        /** Has a worker call {@link WhisperSession#work}; a reason when that is not possible. */
        @Nullable
        String enqueue(WhisperSession session);

        /** The session is over; told once. */
        void ended(WhisperSession session);
    }

    /**
     * Opens one.
     *
     * @param models gives the current model, acquired; null when there is none
     * @param language code such as {@code pt}
     */
    WhisperSession(
            Supplier<@Nullable SharedModel> models,
            Ear ear,
            String language,
            SttListener listener,
            int maxMillis,
            Desk desk) {
        this.models = models;
        this.ear = ear;
        this.language = language;
        this.listener = listener;
        this.backlog = new Backlog(maxMillis);
        this.desk = desk;
    }

    @Override
    public void accept(AudioFrame frame) {
        synchronized (lock) {
            if (phase == Phase.OPEN) {
                backlog.add(frame);
            }
        }
    }

    @Override
    public void finish() {
        long dropped;
        synchronized (lock) {
            if (phase != Phase.OPEN) {
                return;
            }
            phase = Phase.WAITING;
            dropped = backlog.dropped();
        }
        if (dropped > 0) {
            LOG.warn(
                    "The first {} ms of an utterance were dropped: it was longer than max.utterance.ms of"
                            + " io.ramal.speech.whisper",
                    dropped * 1000 / AudioFrame.SAMPLE_RATE);
        }
        String refused = desk.enqueue(this);
        if (refused != null) {
            fail(refused);
        }
    }

    @Override
    public void cancel() {
        silenced = true;
        end(null);
    }

    @Override
    public void close() {
        cancel();
    }

    /** Ends it with a {@link SttEvent.Failed}. */
    void fail(String reason) {
        end(new SttEvent.Failed(reason));
    }

    /** The part of a worker. */
    void work() {
        short[] sound;
        synchronized (lock) {
            if (phase != Phase.WAITING) {
                return;
            }
            phase = Phase.WORKING;
            sound = backlog.take();
        }
        SharedModel model = models.get();
        if (model == null) {
            fail("its speech model is gone");
            return;
        }
        SttEvent heard;
        try {
            heard = hear(model.model(), sound);
        } catch (IOException | RuntimeException | Error e) {
            // whatever it was: the caller must be told, and the worker has others to serve
            LOG.warn("Whisper failed on an utterance", e);
            heard = new SttEvent.Failed("Whisper failed: " + e.getMessage());
        } finally {
            model.release();
        }
        end(heard);
    }

    private SttEvent hear(SpeechModel model, short[] sound) throws IOException {
        return Languages.of(model.multilingual()).speaks(language)
                ? ear.hear(model, sound, language)
                : new SttEvent.Failed(Languages.of(model.multilingual()).refusal(language));
    }

    private void end(@Nullable SttEvent event) {
        synchronized (lock) {
            if (phase == Phase.ENDED) {
                return;
            }
            phase = Phase.ENDED;
            backlog.clear();
        }
        if (event != null && !silenced) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.error("a listener failed on a {}", event.getClass().getSimpleName(), e);
            }
        }
        desk.ended(this);
    }
}
