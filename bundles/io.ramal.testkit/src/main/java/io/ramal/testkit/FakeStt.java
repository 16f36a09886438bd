package io.ramal.testkit;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A recogniser that understands what the test says. */
public final class FakeStt implements SttProvider {
    private final ProviderInfo info;
    private final List<Session> sessions = new ArrayList<>();
    private ProviderHealth health = ProviderHealth.READY;
    private @Nullable SttEvent answer;
    private Fault fault = Fault.NONE;

    /** Where it throws. */
    public enum Fault {
        NONE,
        OPEN,
        ACCEPT,
        FINISH
    }

    public FakeStt(String id) {
        info = new ProviderInfo(id, ProviderRole.STT, Set.of(), "scripted recogniser");
    }

    /** Answers every {@code finish} at once with {@code event}; null to answer nothing. */
    public FakeStt answering(@Nullable SttEvent event) {
        answer = event;
        return this;
    }

    /** Throws there from now on, sessions that are open too. */
    public FakeStt failing(Fault where) {
        fault = where;
        return this;
    }

    private void failAt(Fault where) {
        if (fault == where) {
            throw new IllegalStateException("scripted failure");
        }
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public ProviderHealth health() {
        return health;
    }

    public void health(ProviderHealth newHealth) {
        health = newHealth;
    }

    /** All sessions so far. */
    public List<Session> sessions() {
        return sessions;
    }

    /** The newest session. */
    public Session last() {
        return sessions.get(sessions.size() - 1);
    }

    /** Sessions that are not closed. */
    public long open() {
        return sessions.stream().filter(s -> !s.closed).count();
    }

    @Override
    public SttSession open(SttRequest request, SttListener listener) {
        failAt(Fault.OPEN);
        Session s = new Session(request, listener);
        sessions.add(s);
        return s;
    }

    /** One utterance. */
    public final class Session implements SttSession {
        private final SttRequest request;
        private final SttListener listener;
        private final List<AudioFrame> frames = new ArrayList<>();
        private boolean finished;
        private boolean closed;

        private Session(SttRequest request, SttListener listener) {
            this.request = request;
            this.listener = listener;
        }

        /** What was asked for. */
        public SttRequest request() {
            return request;
        }

        /** What it was given. */
        public List<AudioFrame> frames() {
            return frames;
        }

        public boolean finished() {
            return finished;
        }

        public boolean closed() {
            return closed;
        }

        /** Says something, whether it may or not. */
        public void emit(SttEvent event) {
            listener.on(event);
        }

        @Override
        public void accept(AudioFrame frame) {
            failAt(Fault.ACCEPT);
            frames.add(frame);
        }

        @Override
        public void finish() {
            failAt(Fault.FINISH);
            finished = true;
            if (answer != null) {
                listener.on(answer);
            }
        }

        @Override
        public void cancel() {
            closed = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
