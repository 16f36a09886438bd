package io.ramal.speech.whisper.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whisper with one model. {@link SttRequest#phrases} and {@link SttRequest#answers} are not made use of. */
final class WhisperProvider implements SttProvider, AutoCloseable {
    static final String ID = "whisper";

    private static final Logger LOG = LoggerFactory.getLogger(WhisperProvider.class);
    private static final String STOPPING = "the Whisper engine is being stopped";

    private final ModelSlot slot;
    private final Executor workers;
    private final Waiting waiting;
    private final int maxMillis;
    private final Ear ear;
    private final WhisperSession.Desk desk = new Line();

    private final Object lock = new Object();
    private final Set<WhisperSession> live = new HashSet<>();
    private boolean retired;

    /** @param maxMillis most sound of an utterance */
    WhisperProvider(ModelSlot slot, Executor workers, Waiting waiting, int maxMillis, Ear ear) {
        this.slot = slot;
        this.workers = workers;
        this.waiting = waiting;
        this.maxMillis = maxMillis;
        this.ear = ear;
    }

    /** With the languages of the model that is there now. */
    @Override
    public ProviderInfo info() {
        return new ProviderInfo(
                ID,
                ProviderRole.STT,
                slot.languages().locales(),
                "Whisper, on this machine, with the model at " + slot.file(),
                Set.of(Capability.LOCAL));
    }

    @Override
    public ProviderHealth health() {
        return slot.health();
    }

    @Override
    public SttSession open(SttRequest request, SttListener listener) {
        String language = request.language().getLanguage();
        WhisperSession session = new WhisperSession(slot::acquire, ear, language, listener, maxMillis, desk);
        boolean late;
        synchronized (lock) {
            late = retired;
            if (!late) {
                live.add(session);
            }
        }
        if (late) {
            listener.on(new SttEvent.Failed(STOPPING));
            return Deaf.SESSION;
        }
        ProviderHealth health = slot.health();
        if (!health.ready()) {
            session.fail(health.reason());
        } else if (!slot.languages().speaks(language)) {
            session.fail(slot.languages().refusal(language));
        }
        return session;
    }

    /** Utterances not yet ended. */
    int live() {
        synchronized (lock) {
            return live.size();
        }
    }

    /** From now on opens nothing. */
    void retire() {
        synchronized (lock) {
            retired = true;
        }
    }

    /** Waits until no utterance is left, at most so long. */
    boolean awaitIdle(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        synchronized (lock) {
            for (long left = nanos; !live.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
                lock.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            }
            return live.isEmpty();
        }
    }

    /** Fails every utterance still open. */
    @Override
    public void close() {
        retire();
        List<WhisperSession> rest;
        synchronized (lock) {
            rest = List.copyOf(live);
        }
        rest.forEach(s -> s.fail(STOPPING));
    }

    private final class Line implements WhisperSession.Desk {
        @Override
        public @Nullable String enqueue(WhisperSession session) {
            Waiting.Place place = waiting.offer(session);
            if (place == Waiting.Place.FULL) {
                LOG.warn(
                        "{} utterances are waiting for Whisper already, one more is not taken, {} in all until now;"
                                + " see parallel and queue.max of io.ramal.speech.whisper",
                        waiting.max(),
                        waiting.turnedAway());
                return "too many utterances are waiting for Whisper already";
            }
            if (place == Waiting.Place.SEND_WORKER) {
                try {
                    workers.execute(this::serve);
                } catch (RejectedExecutionException e) {
                    waiting.notSent();
                    return "the Whisper engine has been stopped";
                }
            }
            return null;
        }

        private void serve() {
            for (WhisperSession s = waiting.first(); s != null; s = waiting.next()) {
                s.work();
            }
        }

        @Override
        public void ended(WhisperSession session) {
            waiting.remove(session);
            synchronized (lock) {
                live.remove(session);
                lock.notifyAll();
            }
        }
    }

    /** What a late caller gets: it has been told already and hears nothing more. */
    private enum Deaf implements SttSession {
        SESSION;

        @Override
        public void accept(AudioFrame frame) {}

        @Override
        public void finish() {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }
}
