package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderRegistry;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the caller on its way to text. Its sound is streamed to a recogniser as it comes and kept until the text
 * is there: if the recogniser fails, another one gets it all once more. Owned by the leg's thread.
 */
final class Hearing implements AutoCloseable {
    /** Hears what becomes of a turn. */
    interface Listener {
        /** There are words; called once. */
        void words(Hearing hearing);

        /** The recogniser holds the sentence for complete. */
        void complete(Hearing hearing);

        /** The turn is settled: {@link #text} or {@link #reason} tell how. Called once, after {@link #finish}. */
        void settled(Hearing hearing);
    }

    /** Why a turn was not understood when there is no recogniser at all. */
    static final String NO_RECOGNITION = "no speech recognition";

    private static final int MAX_RECOGNISERS = 2;

    private final long turn;
    private final ProviderRegistry registry;
    private final SttRequest request;
    private final Executor leg;
    private final Faults faults;
    private final LegCounters counters;
    private final long timeout;
    private final int maxFrames;
    private final Listener listener;

    private final Set<String> excluded = new HashSet<>(2);
    private @Nullable List<AudioFrame> recorded;
    private @Nullable Lease<SttProvider> lease;
    private @Nullable SttSession session;
    private int recognisers;

    private boolean finishing;
    private boolean settled;
    private boolean ticked;
    private long finishedAt;
    private boolean words;
    private @Nullable String text;
    private double confidence;
    private String reason = "";

    private boolean talkedOver;
    private boolean interrupted;
    private long speechMs;

    Hearing(
            long turn,
            ProviderRegistry registry,
            SttRequest request,
            Executor leg,
            Faults faults,
            LegCounters counters,
            LegSettings settings,
            Listener listener) {
        this.turn = turn;
        this.registry = registry;
        this.request = request;
        this.leg = leg;
        this.faults = faults;
        this.counters = counters;
        this.timeout = settings.sttTimeoutMs() * 1_000_000L;
        // frames of 20 ms as a rule; twice as many is generous, more are not worth their headers
        this.maxFrames = 2 * (settings.turnMaxMs() + settings.lookBackMs()) / AudioFrame.MILLIS;
        this.listener = listener;
    }

    long turn() {
        return turn;
    }

    /** Whether the recogniser has told a word of it. */
    boolean hasWords() {
        return words;
    }

    /** What was understood; null when nothing was. */
    @Nullable
    String text() {
        return text;
    }

    double confidence() {
        return confidence;
    }

    /** Why nothing was understood. */
    String reason() {
        return reason;
    }

    /** We were talking during it. */
    void talkedOver() {
        talkedOver = true;
    }

    boolean wasTalkedOver() {
        return talkedOver;
    }

    /** It has interrupted us. */
    void interrupted() {
        interrupted = true;
    }

    boolean hasInterrupted() {
        return interrupted;
    }

    long speechMs() {
        return speechMs;
    }

    void open() {
        connect();
        recorded = session == null ? null : new ArrayList<>(64);
    }

    void accept(AudioFrame frame) {
        if (recorded != null) {
            if (recorded.size() < maxFrames) {
                recorded.add(frame);
            } else {
                recorded = null;
                counters.turnsNotRecorded.increment();
            }
        }
        SttSession s = session;
        if (s != null) {
            try {
                s.accept(frame);
            } catch (RuntimeException e) {
                failed(e.toString());
            }
        }
    }

    /** The caller has stopped; {@link Listener#settled} follows, at once or later. */
    void finish(long spokenMs) {
        finishing = true;
        speechMs = spokenMs;
        if (session == null) {
            settle();
        } else {
            finishSession();
        }
    }

    /** The recogniser's time runs. */
    void tick(long nanoTime) {
        if (!finishing || settled) {
            return;
        }
        if (!ticked) {
            ticked = true;
            finishedAt = nanoTime;
        } else if (nanoTime - finishedAt >= timeout) {
            if (lease != null) {
                faults.failed(lease.provider().info().id(), "no text in time");
            }
            reason = "speech recognition took too long";
            settle();
        }
    }

    private void connect() {
        while (session == null && recognisers < MAX_RECOGNISERS) {
            lease = registry.lease(SttProvider.class, new LeaseRequest(request.language(), excluded))
                    .orElse(null);
            if (lease == null) {
                if (recognisers == 0) {
                    reason = NO_RECOGNITION;
                }
                return;
            }
            int mine = ++recognisers;
            try {
                session = lease.provider().open(request, e -> leg.execute(() -> on(mine, e)));
            } catch (RuntimeException e) {
                blame(e.toString());
            }
        }
    }

    private void on(int from, SttEvent event) {
        if (settled || from != recognisers || session == null) {
            return;
        }
        if (event instanceof SttEvent.Partial partial) {
            heard(partial.text());
        } else if (event instanceof SttEvent.Complete complete) {
            heard(complete.text());
            listener.complete(this);
        } else if (event instanceof SttEvent.Final last) {
            last(last);
        } else if (event instanceof SttEvent.Failed failed) {
            failed(failed.reason());
        }
    }

    private void heard(String partial) {
        if (!words && !partial.isBlank()) {
            words = true;
            listener.words(this);
        }
    }

    private void last(SttEvent.Final last) {
        if (lease != null) {
            faults.served(lease.provider().info().id());
        }
        if (last.text().isBlank()) {
            reason = "no words";
        } else {
            text = last.text().strip();
            confidence = last.confidence();
        }
        release();
        recorded = null;
        if (finishing) {
            settle();
        } else if (text != null) {
            heard(text);
        }
    }

    private void failed(String why) {
        blame(why);
        reason = "speech recognition failed";
        connect();
        List<AudioFrame> sound = recorded;
        if (session == null || sound == null) {
            release();
            recorded = null;
            if (finishing) {
                settle();
            }
            return;
        }
        for (AudioFrame f : sound) {
            SttSession s = session;
            if (s == null) {
                return;
            }
            try {
                s.accept(f);
            } catch (RuntimeException e) {
                failed(e.toString());
                return;
            }
        }
        if (finishing) {
            ticked = false;
            finishSession();
        }
    }

    private void finishSession() {
        SttSession s = session;
        if (s == null) {
            return;
        }
        try {
            s.finish();
        } catch (RuntimeException e) {
            failed(e.toString());
        }
    }

    private void blame(String why) {
        if (lease != null) {
            String id = lease.provider().info().id();
            excluded.add(id);
            faults.failed(id, why);
        }
        release();
    }

    private void settle() {
        if (!settled) {
            close();
            listener.settled(this);
        }
    }

    private void release() {
        SttSession s = session;
        Lease<SttProvider> l = lease;
        session = null;
        lease = null;
        if (s != null) {
            Quietly.close(s);
        }
        if (l != null) {
            Quietly.close(l);
        }
    }

    /** Gives the turn up: nothing is told of it any more. */
    @Override
    public void close() {
        settled = true;
        recorded = null;
        release();
    }
}
