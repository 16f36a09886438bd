package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.ProviderRole;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A leg's voice activity detector: leased for the leg's life, replaced when it fails or is retired. A retired one serves
 * until its successor does. Without one the leg hears keys only, and looks for one every {@value #LOOK_MS} ms. What a turn
 * has been so far is not the detector's: turns go on over a replacement.
 *
 * <p>A replacement first hears the last {@value #LEAD_IN_MS} ms, of which its verdicts are not asked for. WebRTC's detector
 * takes the first 80 ms it ever hears for speech, whatever they are; where the caller has just stopped that would begin the
 * silence that ends a turn anew. Silero's is slower to notice speech it has not heard begin.
 */
final class Detector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Detector.class);
    private static final long LOOK_MS = 200;
    private static final long LOOK = LOOK_MS * 1_000_000;
    /** Sound without a verdict after which a detector is held for dead; also the longest window there is. */
    private static final int MUTE_SAMPLES = AudioFrame.SAMPLE_RATE;

    private static final int LEAD_IN_MS = 200;

    private final Shared shared;
    private final VadRequest request;
    private final Wishes wishes;
    private final VadListener listener;
    private final LookBack recent = new LookBack(LEAD_IN_MS);
    private Engine<VadProvider> engine;
    private @Nullable VadSession session;
    /** Numbers the sessions, so that what a given-up one still says is told apart. */
    private int take;

    private long openedAt;
    private boolean judged;
    private boolean listening;
    private int unjudged;
    private long lastLook;
    private boolean looked;
    private boolean closed;
    private boolean blundered;

    Detector(Shared shared, VadRequest request, Wishes wishes, VadListener listener) {
        this.shared = shared;
        this.request = request;
        this.wishes = wishes;
        this.listener = listener;
        this.engine = engine();
        open();
    }

    private Engine<VadProvider> engine() {
        return new Engine<>(shared.registry(), wishes, ProviderRole.VAD, VadProvider.class, Integer.MAX_VALUE);
    }

    boolean working() {
        return session != null;
    }

    void accept(AudioFrame frame) {
        VadSession s = session;
        if (s != null) {
            judge(s, frame);
        }
        // after that, so that whoever follows one that failed on it does not hear it
        recent.add(frame);
    }

    private void judge(VadSession s, AudioFrame frame) {
        unjudged += frame.length();
        listening = true;
        try {
            s.accept(frame);
        } catch (RuntimeException | LinkageError e) {
            failed(e.toString());
        } finally {
            listening = false;
        }
        if (session == s && unjudged > MUTE_SAMPLES) {
            failed("no verdict on a second of sound");
        }
    }

    private void on(int mine, VadEvent event) {
        if (mine != take || !listening || closed || !(event instanceof VadEvent.Verdict v)) {
            return;
        }
        if (v.samples() <= 0 || v.samples() > MUTE_SAMPLES) {
            return;
        }
        unjudged = 0;
        if (!judged) {
            judged = true;
            engine.served(shared.clock().getAsLong() - openedAt);
        }
        try {
            listener.on(v);
        } catch (RuntimeException e) {
            // what goes wrong in the leg while it is told a verdict is no fault of the detector's
            if (!blundered) {
                blundered = true;
                log.error("A leg failed on a detector's verdict; it goes on, and this is said once", e);
            }
        }
    }

    /** Swaps a detector that is retired when it is this leg's turn, and looks for one where there is none. */
    void tick(long nanoTime) {
        if (session != null && !engine.retired()) {
            looked = false;
            return;
        }
        if (looked && nanoTime - lastLook < LOOK) {
            return;
        }
        if (session != null && !shared.exchanges().admits(nanoTime)) {
            return;
        }
        looked = true;
        lastLook = nanoTime;
        Engine<VadProvider> old = engine;
        VadSession oldSession = session;
        session = null;
        engine = engine();
        if (open()) {
            if (oldSession != null) {
                Quietly.close(oldSession);
            }
            old.close();
        } else {
            engine.close();
            engine = old;
            session = oldSession;
        }
    }

    private void failed(String reason) {
        VadSession s = session;
        session = null;
        if (s != null) {
            Quietly.close(s);
        }
        engine.failed(reason);
        open();
    }

    /** Every failure excludes one more provider, so this ends. */
    private boolean open() {
        while (session == null && !closed && engine.lease()) {
            int mine = take + 1;
            VadSession opened = null;
            try {
                opened = Objects.requireNonNull(engine.provider().open(request, e -> on(mine, e)));
                recent.each(opened::accept);
                // from here on it is listened to
                take = mine;
                session = opened;
                openedAt = shared.clock().getAsLong();
                judged = false;
                unjudged = 0;
            } catch (RuntimeException | LinkageError e) {
                if (opened != null) {
                    Quietly.close(opened);
                }
                engine.failed(e.toString());
            }
        }
        return session != null;
    }

    @Override
    public void close() {
        closed = true;
        VadSession s = session;
        session = null;
        if (s != null) {
            Quietly.close(s);
        }
        engine.close();
    }
}
