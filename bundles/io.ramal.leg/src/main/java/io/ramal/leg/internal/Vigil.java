package io.ramal.leg.internal;

import io.ramal.call.LegEvent;
import io.ramal.call.Utterance;

/**
 * What a leg does only because time passes: tells its ticks, covers the wait for an answer, reminds a caller who says
 * nothing, and finds calls that last too long. Its clock is the writer's. Owned by the leg's thread.
 */
final class Vigil {
    private static final long TICK = 100_000_000;

    private final Mouth mouth;
    private final Outbox outbox;
    private final Phrases phrases;
    private final Watchdog watchdog;
    private final NoInput noInput;
    private final Cover cover;
    private long now;
    private long lastTick;
    private boolean ticked;

    Vigil(LegSettings settings, Mouth mouth, Phrases phrases, Outbox outbox) {
        this.mouth = mouth;
        this.outbox = outbox;
        this.phrases = phrases;
        this.watchdog = new Watchdog(settings.callMaxMs(), settings.lineIdleMs());
        this.noInput = new NoInput(settings.noInputMs());
        this.cover = new Cover(settings.coverAfterMs(), settings.coverRepeatMs(), settings.coverMax());
    }

    /** A frame's time has come. */
    void begin(long nanoTime) {
        now = nanoTime;
    }

    /** The peer sent sound or a key. */
    void alive() {
        watchdog.input();
    }

    /** The caller said or keyed in something. */
    void input() {
        noInput.input();
    }

    /** The caller was understood: an answer is awaited. */
    void expect(long turn) {
        noInput.input();
        cover.expect(turn, mouth.lastId(), now);
    }

    /** Something is about to be said. */
    void promised() {
        cover.progress(now);
    }

    /** Something the leg says of its own accord is heard. */
    void covered() {
        cover.heard();
    }

    /** Something is said, or could not be said: the wait is over if it was the answer. */
    void settled(Speech speech) {
        cover.settled(speech.id(), speech.utterance().turn());
    }

    /** Tells the tick when one is due, and what is to become of the call. */
    Watchdog.Move tick() {
        if (!ticked || now - lastTick >= TICK) {
            ticked = true;
            lastTick = now;
            outbox.add(new LegEvent.Tick(now));
        }
        return watchdog.tick(now);
    }

    /**
     * Fills a silence that has become too long.
     *
     * @param sounding whether a frame of ours has just been given out
     */
    void fill(boolean sounding, Ears ears) {
        if (!cover.pending() && !ears.awaitsText()) {
            mouth.uncover();
        }
        boolean owing = cover.pending() || mouth.talking();
        boolean waiting = owing || ears.awaitsText();
        switch (cover.due(now, sounding || ears.open() != null, waiting, !owing && ears.doubtful())) {
            case WORDS -> words();
            case SOUND -> sound();
            case NOTHING -> {}
        }
        int silences = noInput.tick(now, mouth.talking() || ears.busy() || cover.pending());
        if (silences > 0) {
            outbox.add(new LegEvent.NoInput(silences));
        }
    }

    private void words() {
        Utterance words = next();
        if (mouth.cover(words)) {
            cover.asked(now);
        } else if (mouth.talking()) {
            cover.progress(now);
        } else {
            mouth.sayOwn(words);
            cover.asked(now);
        }
    }

    /** Whatever the engines do. */
    private void sound() {
        if (!mouth.cover(next())) {
            mouth.chime();
        }
        cover.asked(now);
    }

    private Utterance next() {
        return new Utterance(0, phrases.cover(cover.next()), true);
    }
}
