package io.ramal.speech.vosk.internal;

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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Vosk in one language. {@link SttRequest#phrases} are ignored: Vosk knows closed grammars, not hints. For {@link
 * SttRequest#answers} see {@link Answers}.
 */
final class VoskProvider implements SttProvider, AutoCloseable {
    private final ModelSlot slot;
    private final Executor workers;
    private final int backlogMillis;
    private final boolean checksAnswers;
    private final ProviderInfo info;

    private final Object lock = new Object();
    private final Set<VoskSession> live = new HashSet<>();
    private boolean retired;

    /** @param checksAnswers whether closed answers get a second opinion */
    VoskProvider(ModelSlot slot, Executor workers, int backlogMillis, boolean checksAnswers) {
        this.slot = slot;
        this.workers = workers;
        this.backlogMillis = backlogMillis;
        this.checksAnswers = checksAnswers;
        this.info = new ProviderInfo(
                "vosk-" + slot.language(),
                ProviderRole.STT,
                Set.of(Locale.forLanguageTag(slot.language())),
                "Vosk, on this machine, with the model at " + slot.folder(),
                checksAnswers
                        ? Set.of(Capability.LOCAL, Capability.PARTIALS, Capability.CLOSED_ANSWERS)
                        : Set.of(Capability.LOCAL, Capability.PARTIALS));
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public ProviderHealth health() {
        return slot.health();
    }

    @Override
    public SttSession open(SttRequest request, SttListener listener) {
        ProviderHealth health = slot.health();
        List<String> answers = checksAnswers ? request.answers() : List.of();
        VoskSession session = new VoskSession(
                slot::acquire,
                model -> Answers.of(answers, slot.language(), model::known),
                listener,
                workers,
                backlogMillis,
                this::ended);
        boolean refused;
        synchronized (lock) {
            refused = retired;
            if (!refused) {
                live.add(session);
            }
        }
        if (refused) {
            listener.on(new SttEvent.Failed("the Vosk engine is being stopped"));
            return Deaf.SESSION;
        }
        if (!health.ready()) {
            session.fail(health.reason());
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

    /** Fails every utterance still open; the workers end them. */
    @Override
    public void close() {
        retire();
        List<VoskSession> rest;
        synchronized (lock) {
            rest = List.copyOf(live);
        }
        rest.forEach(s -> s.fail("the Vosk engine is being stopped"));
    }

    private void ended(VoskSession session) {
        synchronized (lock) {
            live.remove(session);
            lock.notifyAll();
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
