package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRequest;
import io.ramal.call.LineInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttRequest;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a leg hears: a turn begins when {@code onset.ms} of the last {@value #ONSET_WINDOW_MS} ms were speech, is streamed
 * to a recogniser with the sound before it, and ends as {@link Endpointer} says. While one turn waits for its text the
 * next may begin. Owned by the leg's thread.
 */
final class Ears implements AutoCloseable {
    /** Hears what happens to turns. */
    interface Listener {
        void started(Hearing turn);

        /**
         * A verdict within a turn.
         *
         * @param recentSpeechMs speech within the last {@value BargeIn#WINDOW_MS} ms
         */
        void sound(Hearing turn, boolean speech, int samples, int recentSpeechMs);

        /** There are words in the turn that is open; told once. */
        void words(Hearing turn);

        /** The caller has paused within a turn: what has been understood of it. */
        void presumed(Hearing turn, String text);

        /** The caller has stopped; the text is awaited. */
        void over(Hearing turn, long speechMs);

        /** {@link Hearing#text} or {@link Hearing#reason} tell how. */
        void settled(Hearing turn);

        /** It was nothing but the tone of a key; nothing else is told of it. */
        void forgotten(Hearing turn);

        /** Its text was not waited for any longer; nothing else is told of it. */
        void lost(Hearing turn);
    }

    private static final int ONSET_WINDOW_MS = 200;
    /** Sound after a key in which no turn begins: the tail of its tone is no speech. The look-back keeps it. */
    private static final int KEY_SAMPLES = AudioFrame.SAMPLE_RATE / 5;
    /** Turns that may wait for their text. */
    private static final int MAX_WAITING = 4;

    private final Shared shared;
    private final LegSettings settings;
    private final Wishes wishes;
    private final SttRequest request;
    private final Executor leg;
    private final Listener listener;

    private final SpeechMeter meter = new SpeechMeter();
    private final LookBack lookBack;
    private final Endpointer endpointer;
    private final Detector detector;
    private final List<Hearing> waiting = new ArrayList<>(2);
    private @Nullable Hearing open;
    private long lastTurn;
    /** What was told as presumed since the caller last spoke. */
    private String presumed = "";

    private int deafSamples;
    private boolean closed;

    Ears(LegRequest request, LegSettings settings, Shared shared, Executor leg, Listener listener) {
        LineInfo info = request.line().info();
        this.shared = shared;
        this.settings = settings;
        this.leg = leg;
        this.listener = listener;
        this.wishes = Wishes.of(request);
        this.request = new SttRequest(
                info.callId(),
                info.role(),
                request.language(),
                request.expected().phrases(),
                request.expected().answers());
        this.lookBack = new LookBack(settings.lookBackMs());
        this.endpointer =
                new Endpointer(settings.turnSilenceMs(), settings.turnSilenceCompleteMs(), settings.turnMaxMs());
        this.detector = new Detector(shared, new VadRequest(info.callId(), info.role()), wishes, this::verdict);
    }

    void audio(AudioFrame frame) {
        Hearing turn = open;
        if (turn == null) {
            lookBack.add(frame);
        } else {
            turn.accept(frame);
        }
        detector.accept(frame);
    }

    void tick(long nanoTime) {
        detector.tick(nanoTime);
        Hearing turn = open;
        if (turn != null) {
            turn.tick(nanoTime);
            endpointer.tick(nanoTime);
            endIfOver();
            presume();
        }
        for (int i = waiting.size() - 1; i >= 0; i--) {
            if (i < waiting.size()) {
                waiting.get(i).tick(nanoTime);
            }
        }
    }

    /** A key was pressed: a turn without words was its tone or a murmur, and is forgotten. */
    void digit() {
        Hearing turn = open;
        deafSamples = KEY_SAMPLES;
        meter.clear();
        if (turn != null && !turn.hasWords()) {
            open = null;
            turn.close();
            listener.forgotten(turn);
        }
    }

    /** Whether a turn is over and its text is not there yet. */
    boolean awaitsText() {
        return !waiting.isEmpty();
    }

    /** Whether no word is known of what waits for its text, and it may be nothing but coughs. */
    boolean doubtful() {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).hasWords() || !waiting.get(i).brief()) {
                return false;
            }
        }
        return true;
    }

    /** The wait for texts has been covered. */
    void covered() {
        waiting.forEach(Hearing::covered);
    }

    /** Whether a turn is open or waits for its text. */
    boolean busy() {
        return open != null || !waiting.isEmpty();
    }

    /** The turn that is open. */
    @Nullable
    Hearing open() {
        return open;
    }

    /** Speech within the last {@code withinMs}. */
    int speechMs(int withinMs) {
        return meter.speechMs(withinMs);
    }

    /** Silence since the last speech of the open turn. */
    long silenceMs() {
        return endpointer.silenceMs();
    }

    /** Speech of the open turn so far. */
    long spokenMs() {
        return endpointer.speechMs();
    }

    /** Whether there is a detector and a recogniser. */
    boolean hearsSpeech() {
        Locale language = request.language();
        return detector.working()
                && shared.registry().providers().stream()
                        .anyMatch(p -> p.info().role() == ProviderRole.STT
                                && p.health().ready()
                                && p.info().serves(language));
    }

    private void verdict(VadEvent event) {
        if (closed || !(event instanceof VadEvent.Verdict v)) {
            return;
        }
        meter.add(v.speech(), v.samples());
        deafSamples = Math.max(0, deafSamples - v.samples());
        if (open == null) {
            int spoken = meter.speechMs(ONSET_WINDOW_MS);
            if (v.speech() && deafSamples == 0 && spoken >= settings.onsetMs()) {
                start(spoken);
            }
        } else {
            endpointer.verdict(v.speech(), v.samples());
        }
        Hearing turn = open;
        if (turn != null) {
            if (v.speech()) {
                presumed = "";
            }
            listener.sound(turn, v.speech(), v.samples(), meter.speechMs(BargeIn.WINDOW_MS));
            endIfOver();
            presume();
        }
    }

    /** Told anew when there is other text, and after every pause. */
    private void presume() {
        Hearing turn = open;
        int pause = settings.turnPresumeMs();
        if (turn == null || pause == 0 || endpointer.silenceMs() < pause) {
            return;
        }
        String text = turn.partial();
        if (!text.isEmpty() && !text.equals(presumed)) {
            presumed = text;
            listener.presumed(turn, text);
        }
    }

    private void start(int spokenMs) {
        Hearing turn = new Hearing(++lastTurn, shared, wishes, request, leg, settings, new Hearing.Listener() {
            @Override
            public void words(Hearing h) {
                if (h == open) {
                    listener.words(h);
                }
            }

            @Override
            public void complete(Hearing h) {
                if (h == open) {
                    endpointer.complete();
                    endIfOver();
                }
            }

            @Override
            public void settled(Hearing h) {
                waiting.remove(h);
                listener.settled(h);
            }
        });
        open = turn;
        endpointer.start(spokenMs);
        turn.open();
        lookBack.drain(turn::accept);
        listener.started(turn);
    }

    private void endIfOver() {
        Hearing turn = open;
        Endpointer.End end = turn == null ? Endpointer.End.NO : endpointer.over();
        if (turn == null || end == Endpointer.End.NO) {
            return;
        }
        open = null;
        if (end == Endpointer.End.SILENCE) {
            meter.clear();
        }
        if (waiting.size() == MAX_WAITING) {
            shared.counters().turnsGivenUp.increment();
            Hearing oldest = waiting.remove(0);
            oldest.close();
            listener.lost(oldest);
        }
        waiting.add(turn);
        listener.over(turn, endpointer.speechMs());
        turn.finish(endpointer.speechMs());
    }

    @Override
    public void close() {
        closed = true;
        detector.close();
        if (open != null) {
            open.close();
            open = null;
        }
        List.copyOf(waiting).forEach(Hearing::close);
        waiting.clear();
        lookBack.clear();
    }
}
