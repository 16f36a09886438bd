package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.Leg;
import io.ramal.call.LegEvent;
import io.ramal.call.LegListener;
import io.ramal.call.LegRequest;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.call.LineInfo;
import io.ramal.call.TurnTimeline;
import io.ramal.call.Utterance;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One leg: what is heard stops what is said ({@link Floor}), what is said answers what was heard, and the time between is
 * watched ({@link Vigil}). Its only clock is the writer's, {@link #nextFrame}. Owned by the line's executor.
 */
final class LegImpl implements Leg, LineHandler, Mouth.Listener {
    private final Line line;
    private final Phrases phrases;
    private final Outbox outbox;
    private final Ears ears;
    private final Mouth mouth;
    private final TurnClock turns;
    private final Vigil vigil;
    private final Floor floor;

    /** The last words are being said; nothing more is asked of the caller. */
    private boolean ending;
    /** We hung up, or the line is closed: nothing is heard, said or told but the end. */
    private boolean over;

    private boolean closed;

    LegImpl(LegRequest request, LegSettings defaults, Shared shared, LegListener listener) {
        LegSettings settings = defaults.withTurnSilence(request.silence());
        this.line = request.line();
        this.phrases = Phrases.of(request.language());
        this.outbox = new Outbox(listener);
        this.turns = new TurnClock(shared.clock());
        this.mouth = new Mouth(new Studio(shared, Wishes.of(request), request.voice(), this::post, turns::sound), this);
        this.vigil = new Vigil(settings, mouth, phrases, outbox);
        this.floor = new Floor(settings, mouth, turns, vigil, outbox);
        this.ears = new Ears(request, settings, shared, this::post, floor);
    }

    // ---- the conversation's side -------------------------------------------------------------------------------

    @Override
    public LineHandler handler() {
        return this;
    }

    @Override
    public LineInfo info() {
        return line.info();
    }

    @Override
    public boolean hearsSpeech() {
        return !over && ears.hearsSpeech();
    }

    @Override
    public long say(Utterance utterance) {
        if (over || ending) {
            return -1;
        }
        turns.said(utterance.turn());
        vigil.promised();
        long id = mouth.say(utterance);
        Hearing turn = ears.open();
        if (turn != null) {
            floor.claimed(turn, ears.speechMs(BargeIn.WINDOW_MS));
        }
        later();
        return id;
    }

    @Override
    public void hush() {
        if (!over) {
            mouth.hush();
            floor.settle();
            later();
        }
    }

    @Override
    public void hangupWhenSaid() {
        if (!over) {
            ending = true;
            floor.settle();
            mouth.finish();
        }
    }

    @Override
    public void farewell() {
        goodbye(phrases.farewell());
        later();
    }

    @Override
    public void hangup() {
        if (!over) {
            finish();
            line.hangup();
        }
    }

    // ---- the transport's side ----------------------------------------------------------------------------------

    @Override
    public void audio(AudioFrame frame) {
        if (over || frame.isEmpty()) {
            return;
        }
        vigil.alive();
        ears.audio(frame);
        outbox.drain();
    }

    @Override
    public void dtmf(char digit) {
        if (over) {
            return;
        }
        vigil.alive();
        vigil.input();
        ears.digit();
        floor.settle();
        mouth.interrupt();
        outbox.add(new LegEvent.Digit(digit));
        outbox.drain();
    }

    @Override
    public @Nullable AudioFrame nextFrame(long nanoTime) {
        if (over) {
            return null;
        }
        vigil.begin(nanoTime);
        ears.tick(nanoTime);
        Hearing turn = ears.open();
        if (turn != null) {
            floor.quiet(turn, ears.silenceMs());
        }
        AudioFrame frame = mouth.next(nanoTime);
        if (frame != null && turn != null) {
            turn.overlap().sounded();
        }
        if (!over) {
            watch(frame != null);
        }
        outbox.drain();
        return over ? null : frame;
    }

    @Override
    public void closed(LineEnd end) {
        if (!closed) {
            closed = true;
            finish();
            outbox.seal(new LegEvent.Ended(end));
            outbox.drain();
        }
    }

    // ---- time --------------------------------------------------------------------------------------------------

    private void watch(boolean sounding) {
        switch (vigil.tick()) {
            case HANGUP -> hangup();
            case GOODBYE -> goodbye(phrases.timeUp());
            case NONE -> {}
        }
        if (!ending) {
            vigil.fill(sounding, ears);
        }
    }

    /** The last words of a call that ends from our side; one that is ending anyway has had them. */
    private void goodbye(String words) {
        if (!ending) {
            mouth.hush();
            mouth.sayOwn(new Utterance(0, words, false));
            hangupWhenSaid();
        }
    }

    // ---- what the mouth tells ----------------------------------------------------------------------------------

    @Override
    public void saying(Speech speech) {
        Utterance u = speech.utterance();
        outbox.add(new LegEvent.Saying(speech.id(), u));
        if (speech.own()) {
            ears.covered();
            vigil.covered();
            return;
        }
        vigil.settled(speech);
        TurnTimeline timeline = turns.answered(u.turn());
        if (timeline != null) {
            outbox.add(new LegEvent.Answered(timeline));
        }
    }

    @Override
    public void said(Speech speech, boolean complete) {
        if (!speech.own() && !complete) {
            vigil.settled(speech);
        }
        outbox.add(new LegEvent.Said(speech.id(), speech.utterance(), complete));
    }

    @Override
    public void finished() {
        hangup();
    }

    // ---- the thread --------------------------------------------------------------------------------------------

    /** Runs a provider's news on the leg's thread. From any thread; after the end it is dropped. */
    private void post(Runnable news) {
        try {
            line.executor().execute(() -> {
                if (!over) {
                    news.run();
                    outbox.drain();
                }
            });
        } catch (RejectedExecutionException e) {
            // the thread has ended, and the leg with it
        }
    }

    /** Delivers events outside the call that caused them. */
    private void later() {
        if (outbox.pending()) {
            post(() -> {});
        }
    }

    private void finish() {
        over = true;
        ending = true;
        mouth.close();
        ears.close();
    }
}
