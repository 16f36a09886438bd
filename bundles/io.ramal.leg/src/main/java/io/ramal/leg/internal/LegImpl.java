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
 * One leg: what is heard stops what is said, what is said answers what was heard, and the time between is watched. Its
 * only clock is the writer's, {@link #nextFrame}. Owned by the line's executor.
 */
final class LegImpl implements Leg, LineHandler, Ears.Listener, Mouth.Listener {
    private static final long TICK = 100_000_000;
    /** A turn with less speech that began while we talked and holds no words was a cough: nobody is asked to repeat it. */
    private static final long MURMUR_MS = 600;

    private final Line line;
    private final Phrases phrases;
    private final Outbox outbox;
    private final Ears ears;
    private final Mouth mouth;
    private final BargeIn bargeIn;
    private final TurnClock turns;
    private final NoInput noInput;
    private final Cover cover;
    private final Watchdog watchdog;

    private long now;
    private long lastTick;
    private boolean ticked;
    /** The last words are being said; nothing more is asked of the caller. */
    private boolean ending;
    /** We hung up, or the line is closed: nothing is heard, said or told but the end. */
    private boolean over;

    private boolean closed;

    LegImpl(LegRequest request, LegSettings settings, Shared shared, LegListener listener) {
        this.line = request.line();
        this.phrases = Phrases.of(request.language());
        this.outbox = new Outbox(listener);
        this.turns = new TurnClock(shared.clock());
        this.bargeIn = new BargeIn(settings.bargeInMs(), settings.bargeInConfirmMs(), settings.bargeInResumeMs());
        this.noInput = new NoInput(settings.noInputMs());
        this.cover = new Cover(settings.coverAfterMs(), settings.coverRepeatMs(), settings.coverMax());
        this.watchdog = new Watchdog(settings.callMaxMs(), settings.lineIdleMs());
        this.mouth = new Mouth(
                new Studio(
                        shared.registry(),
                        shared.prompts(),
                        shared.counters(),
                        shared.faults(),
                        request.language(),
                        request.voice(),
                        settings.ttsTimeoutMs() * 1_000_000L,
                        this::post,
                        turns::sound),
                this);
        this.ears = new Ears(request, settings, shared, this::post, this);
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
        long id = mouth.say(utterance);
        if (ears.open() != null) {
            // the caller is speaking: nothing begins that would be interrupted at once
            move(bargeIn.sound(true, 0, ears.speechMs(BargeIn.WINDOW_MS), mouth.interruptible()));
        }
        later();
        return id;
    }

    @Override
    public void hush() {
        if (!over) {
            mouth.hush();
            bargeIn.turnOver();
            later();
        }
    }

    @Override
    public void hangupWhenSaid() {
        if (!over) {
            ending = true;
            bargeIn.turnOver();
            mouth.finish();
        }
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
        watchdog.input();
        ears.audio(frame);
        outbox.drain();
    }

    @Override
    public void dtmf(char digit) {
        if (over) {
            return;
        }
        watchdog.input();
        noInput.input();
        ears.digit();
        bargeIn.turnOver();
        mouth.interrupt();
        outbox.add(new LegEvent.Digit(digit));
        outbox.drain();
    }

    @Override
    public @Nullable AudioFrame nextFrame(long nanoTime) {
        now = nanoTime;
        if (over) {
            return null;
        }
        ears.tick(nanoTime);
        if (ears.open() != null) {
            move(bargeIn.silence(ears.silenceMs()));
        }
        AudioFrame frame = mouth.next(nanoTime);
        if (!over) {
            watch(nanoTime, frame != null);
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

    private void watch(long nanoTime, boolean sounding) {
        if (!ticked || nanoTime - lastTick >= TICK) {
            ticked = true;
            lastTick = nanoTime;
            outbox.add(new LegEvent.Tick(nanoTime));
        }
        Watchdog.Move move = watchdog.tick(nanoTime);
        if (move == Watchdog.Move.HANGUP) {
            hangup();
        } else if (move == Watchdog.Move.GOODBYE && !ending) {
            mouth.hush();
            mouth.sayOwn(new Utterance(0, phrases.goodbye(), false));
            hangupWhenSaid();
        }
        if (ending || over) {
            return;
        }
        if (cover.due(nanoTime, sounding || ears.open() != null)) {
            cover(nanoTime);
        }
        int silences = noInput.tick(nanoTime, mouth.talking() || ears.busy() || cover.pending());
        if (silences > 0) {
            outbox.add(new LegEvent.NoInput(silences));
        }
    }

    private void cover(long nanoTime) {
        int number = cover.next();
        if (mouth.cover(new Utterance(0, phrases.cover(number), true))) {
            cover.covered(nanoTime);
        } else {
            cover.postponed(nanoTime);
        }
    }

    // ---- what the ears tell ------------------------------------------------------------------------------------

    @Override
    public void started(Hearing turn) {
        turns.speech();
        if (mouth.sounding()) {
            turn.talkedOver();
        }
        outbox.add(new LegEvent.SpeechStarted(turn.turn()));
    }

    @Override
    public void sound(Hearing turn, boolean speech, int samples) {
        if (speech) {
            turns.speech();
        }
        move(bargeIn.sound(speech, samples, ears.speechMs(BargeIn.WINDOW_MS), mouth.interruptible()));
    }

    @Override
    public void words(Hearing turn) {
        if (turn == ears.open()) {
            move(bargeIn.words(mouth.interruptible()));
        }
    }

    @Override
    public void over(Hearing turn, long speechMs) {
        turns.over(turn.turn(), speechMs);
        move(bargeIn.turnOver());
    }

    @Override
    public void settled(Hearing turn) {
        turns.text(turn.turn());
        String text = turn.text();
        if (text != null) {
            if (turn.wasTalkedOver()) {
                mouth.interrupt();
            }
            noInput.input();
            cover.expect(turn.turn(), mouth.lastId(), now);
            outbox.add(new LegEvent.Heard(turn.turn(), text, turn.confidence()));
        } else if (!turn.wasTalkedOver() || turn.hasInterrupted() || turn.speechMs() >= MURMUR_MS) {
            noInput.input();
            outbox.add(new LegEvent.NotUnderstood(turn.turn(), turn.reason()));
        }
    }

    private void move(BargeIn.Move move) {
        Hearing turn = ears.open();
        switch (move) {
            case NONE -> {}
            case PAUSE -> {
                mouth.pause();
                if (turn != null) {
                    turn.talkedOver();
                }
            }
            case RESUME -> mouth.resume();
            case INTERRUPT -> {
                mouth.interrupt();
                if (turn != null) {
                    turn.interrupted();
                }
            }
        }
    }

    // ---- what the mouth tells ----------------------------------------------------------------------------------

    @Override
    public void saying(Speech speech) {
        Utterance u = speech.utterance();
        outbox.add(new LegEvent.Saying(speech.id(), u));
        if (speech.own()) {
            return;
        }
        cover.settled(speech.id(), u.turn());
        TurnTimeline timeline = turns.answered(u.turn());
        if (timeline != null) {
            outbox.add(new LegEvent.Answered(timeline));
        }
    }

    @Override
    public void said(Speech speech, boolean complete) {
        if (!speech.own() && !complete) {
            cover.settled(speech.id(), speech.utterance().turn());
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
