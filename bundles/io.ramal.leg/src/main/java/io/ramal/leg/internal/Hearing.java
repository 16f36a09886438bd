package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the caller on its way to text. Its sound is streamed to a recogniser as it comes and kept until the text
 * is there: if the recogniser fails, or is late after the end, another one gets it all once more. Owned by the leg's
 * thread.
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

    /** A turn with less speech may be a cough. */
    private static final long MURMUR_MS = 600;
    /** After so long from the end of the turn no further engine is asked. */
    private static final long PATIENCE = 6_000_000_000L;
    /** An engine that went and has no successor is back within this time, or is not waited for. */
    private static final long RETURN = 1_000_000_000L;
    /** Ticks from one look for an engine to the next: 200 ms. */
    private static final int LOOK_TICKS = 10;
    /** Nobody says more in one turn: it is none of the caller's words. */
    private static final int MAX_TEXT = 4000;

    private final long turn;
    private final LegCounters counters;
    private final int maxFrames;
    private final Listener listener;
    private final Recogniser recogniser;
    private @Nullable List<AudioFrame> recorded = new ArrayList<>(64);

    private boolean finishing;
    private boolean answered;
    private boolean settled;
    /** For the engine's text or, when there is none, for an engine. */
    private final Wait wait = new Wait();
    /** Since the end of the turn. */
    private final Wait waitInAll = new Wait();

    private int looks;
    private boolean words;
    private String partial = "";
    private @Nullable String text;
    private double confidence;
    private String provider = "";
    private String reason = NO_RECOGNITION;

    private final Overlap overlap = new Overlap();
    private boolean covered;
    private long speechMs;

    Hearing(
            long turn,
            Shared shared,
            Wishes wishes,
            SttRequest request,
            Executor leg,
            LegSettings settings,
            Listener listener) {
        this.turn = turn;
        this.recogniser = new Recogniser(shared, wishes, request, leg, this::on);
        this.counters = shared.counters();
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

    /** What the recogniser in use has understood so far; may change. */
    String partial() {
        return partial;
    }

    /** What was understood; null when nothing was. */
    @Nullable
    String text() {
        return text;
    }

    double confidence() {
        return confidence;
    }

    /** Id of the engine that understood it; empty when none did. */
    String provider() {
        return provider;
    }

    /** Why nothing was understood. */
    String reason() {
        return reason;
    }

    Overlap overlap() {
        return overlap;
    }

    /** The caller was told, or given a sign, that its text is waited for. */
    void covered() {
        covered = true;
    }

    /** Whether it may be a cough, going by how long it was. */
    boolean brief() {
        return !overlap.hasInterrupted() && speechMs < MURMUR_MS;
    }

    /** Whether it was a cough over what we said, of which the caller need not know that it was heard. */
    boolean isMurmur() {
        return text == null && overlap.wasTalkedOver() && brief() && !covered;
    }

    void open() {
        recogniser.connect();
        if (!recogniser.working() && recogniser.found()) {
            lost();
        }
    }

    void accept(AudioFrame frame) {
        record(frame);
        if (!recogniser.accept(frame)) {
            lost();
        }
    }

    private void record(AudioFrame frame) {
        if (recorded == null) {
            return;
        }
        if (recorded.size() < maxFrames) {
            recorded.add(frame);
        } else {
            recorded = null;
            counters.turnsNotRecorded.increment();
        }
    }

    /** The caller has stopped; {@link Listener#settled} follows, at once or later. */
    void finish(long spokenMs) {
        finishing = true;
        speechMs = spokenMs;
        wait.start();
        if (answered) {
            settle();
        } else if (!recogniser.working()) {
            replace();
            if (!recogniser.found()) {
                settle();
            }
        } else if (!recogniser.finish()) {
            lost();
        }
    }

    /** Time passes: an engine that is late is replaced, and one that has gone is looked for. */
    void tick(long nanoTime) {
        if (settled || answered) {
            return;
        }
        long waited = wait.tick(nanoTime);
        if (finishing) {
            waitInAll.tick(nanoTime);
        }
        if (recogniser.working()) {
            if (finishing && waited >= recogniser.deadline()) {
                recogniser.late("no text in time");
                lost("speech recognition took too long");
                if (!recogniser.working()) {
                    settle();
                }
            }
        } else if (finishing && waited >= RETURN) {
            settle();
        } else if (++looks % LOOK_TICKS == 0) {
            replace();
        }
    }

    private void on(SttEvent event) {
        if (settled) {
            return;
        }
        if (event instanceof SttEvent.Partial p && isText(p.text())) {
            heard(p.text());
        } else if (event instanceof SttEvent.Complete c && isText(c.text())) {
            heard(c.text());
            listener.complete(this);
        } else if (event instanceof SttEvent.Final f
                && isText(f.text())
                && (finishing || !f.text().isBlank())) {
            last(f);
        } else {
            recogniser.failed(event instanceof SttEvent.Failed f ? f.reason() : "no event of an utterance");
            lost();
        }
    }

    private static boolean isText(@Nullable String text) {
        return text != null && text.length() <= MAX_TEXT;
    }

    private void heard(String soFar) {
        partial = soFar.strip();
        if (!words && !partial.isEmpty()) {
            words = true;
            listener.words(this);
        }
    }

    private void last(SttEvent.Final last) {
        answered = true;
        recorded = null;
        String engine = recogniser.served();
        recogniser.close();
        if (last.text().isBlank()) {
            reason = "no words";
        } else {
            text = last.text().strip();
            confidence = last.confidence() > 0 ? Math.min(last.confidence(), 1) : 0;
            provider = engine;
        }
        if (finishing) {
            settle();
        } else if (text != null) {
            heard(text);
        }
    }

    private void lost() {
        lost("speech recognition failed");
    }

    /** The engine is given up. */
    private void lost(String why) {
        partial = "";
        reason = why;
        wait.start();
        replace();
    }

    /** Another engine hears the turn from its beginning, if there is another and a recording. */
    private void replace() {
        while (recorded != null && waitInAll.nanos() < PATIENCE && recogniser.connect()) {
            if (replay(recorded)) {
                wait.start();
                return;
            }
        }
        if (finishing && (recorded == null || recogniser.exhausted() || waitInAll.nanos() >= PATIENCE)) {
            settle();
        }
    }

    private boolean replay(List<AudioFrame> sound) {
        for (AudioFrame f : sound) {
            if (!recogniser.accept(f)) {
                return false;
            }
        }
        return !finishing || recogniser.finish();
    }

    private void settle() {
        if (!settled) {
            close();
            listener.settled(this);
        }
    }

    /** Gives the turn up: nothing is told of it any more. */
    @Override
    public void close() {
        settled = true;
        recorded = null;
        recogniser.close();
    }
}
