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

    private final long turn;
    private final LegCounters counters;
    private final int maxFrames;
    private final Listener listener;
    private final Recogniser recogniser;
    private @Nullable List<AudioFrame> recorded;

    private boolean finishing;
    private boolean settled;
    private boolean ticked;
    private long finishedAt;
    private boolean words;
    private String partial = "";
    private String presumed = "";
    private @Nullable String text;
    private double confidence;
    private String provider = "";
    private String reason = "";

    private boolean talkedOver;
    private boolean overSound;
    private boolean interrupted;
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

    /** We were talking during it. */
    void talkedOver() {
        talkedOver = true;
    }

    boolean wasTalkedOver() {
        return talkedOver;
    }

    /** A frame of ours left while it was open. */
    void sounded() {
        overSound = true;
    }

    /** Whether it may hold an echo of what we said. */
    boolean mayEcho() {
        return talkedOver || overSound;
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
        recogniser.connect();
        if (recogniser.working()) {
            recorded = new ArrayList<>(64);
        } else {
            reason = recogniser.found() ? "speech recognition failed" : NO_RECOGNITION;
        }
    }

    void accept(AudioFrame frame) {
        record(frame);
        if (!recogniser.accept(frame)) {
            replace();
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
        if (!recogniser.working()) {
            settle();
        } else if (!recogniser.finish()) {
            replace();
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
        } else if (nanoTime - finishedAt >= recogniser.deadline()) {
            recogniser.failed("no text in time");
            replace();
        }
    }

    private void on(SttEvent event) {
        if (settled) {
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
            recogniser.failed(failed.reason());
            replace();
        }
    }

    /** What is understood so far, once each time there is something else; null otherwise. */
    @Nullable
    String presumption() {
        if (partial.isEmpty() || partial.equals(presumed)) {
            return null;
        }
        presumed = partial;
        return partial;
    }

    private void heard(String latest) {
        if (!latest.isBlank()) {
            partial = latest.strip();
        }
        if (!words && !latest.isBlank()) {
            words = true;
            listener.words(this);
        }
    }

    private void last(SttEvent.Final last) {
        String engine = recogniser.served();
        recogniser.close();
        recorded = null;
        if (last.text().isBlank()) {
            reason = "no words";
        } else {
            text = last.text().strip();
            confidence = last.confidence();
            provider = engine;
        }
        if (finishing) {
            settle();
        } else if (text != null) {
            heard(text);
        }
    }

    /** The recogniser has failed: another one hears the turn from its beginning, if there is another and a recording. */
    private void replace() {
        reason = "speech recognition failed";
        List<AudioFrame> sound = recorded;
        if (sound != null) {
            recogniser.connect();
        }
        if (sound == null || !recogniser.working() || !replay(sound)) {
            giveUp();
        }
    }

    private boolean replay(List<AudioFrame> sound) {
        for (AudioFrame f : sound) {
            if (!recogniser.accept(f)) {
                return false;
            }
        }
        ticked = false;
        return !finishing || recogniser.finish();
    }

    private void giveUp() {
        recorded = null;
        recogniser.close();
        if (finishing) {
            settle();
        }
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
