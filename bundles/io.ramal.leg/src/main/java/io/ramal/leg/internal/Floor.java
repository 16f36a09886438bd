package io.ramal.leg.internal;

import io.ramal.call.LegEvent;
import org.jspecify.annotations.Nullable;

/**
 * Who has the floor: what the caller's turns do to what we say, and what is told of them. Owned by the leg's thread.
 */
final class Floor implements Ears.Listener {
    private final BargeIn bargeIn;
    private final Mouth mouth;
    private final TurnClock turns;
    private final Vigil vigil;
    private final Outbox outbox;

    Floor(LegSettings settings, Mouth mouth, TurnClock turns, Vigil vigil, Outbox outbox) {
        this.bargeIn = new BargeIn(settings.bargeInMs(), settings.bargeInConfirmMs(), settings.bargeInResumeMs());
        this.mouth = mouth;
        this.turns = turns;
        this.vigil = vigil;
        this.outbox = outbox;
    }

    /** We have something to say while a turn is open: nothing begins that would be interrupted at once. */
    void claimed(Hearing turn, int recentSpeechMs) {
        move(bargeIn.sound(true, 0, recentSpeechMs, mouth.interruptible()), turn);
    }

    /** So long has nothing been heard of an open turn. */
    void quiet(Hearing turn, long silenceMs) {
        move(bargeIn.silence(silenceMs), turn);
    }

    /** Nobody is held for interrupting any more: what is said has been decided otherwise. */
    void settle() {
        bargeIn.turnOver();
    }

    @Override
    public void started(Hearing turn) {
        turns.speech();
        if (mouth.sounding()) {
            turn.overlap().talkedOver();
        }
        outbox.add(new LegEvent.SpeechStarted(turn.turn()));
    }

    @Override
    public void sound(Hearing turn, boolean speech, int samples, int recentSpeechMs) {
        if (speech) {
            turns.speech();
        }
        move(bargeIn.sound(speech, samples, recentSpeechMs, mouth.interruptible()), turn);
    }

    @Override
    public void words(Hearing turn) {
        move(bargeIn.words(mouth.interruptible()), turn);
    }

    @Override
    public void presumed(Hearing turn, String text) {
        outbox.add(new LegEvent.Presumed(turn.turn(), text));
    }

    @Override
    public void over(Hearing turn, long speechMs) {
        turns.over(turn.turn(), speechMs);
        move(bargeIn.turnOver(), null);
    }

    @Override
    public void settled(Hearing turn) {
        turns.text(turn.turn());
        String text = turn.text();
        if (text != null) {
            if (turn.overlap().wasTalkedOver()) {
                mouth.interrupt();
            }
            vigil.expect(turn.turn());
            outbox.add(new LegEvent.Heard(
                    turn.turn(),
                    text,
                    turn.confidence(),
                    turn.provider(),
                    turn.overlap().mayEcho()));
        } else if (turn.isMurmur()) {
            outbox.add(new LegEvent.Murmured(turn.turn()));
        } else {
            vigil.input();
            outbox.add(new LegEvent.NotUnderstood(turn.turn(), turn.reason()));
        }
    }

    @Override
    public void forgotten(Hearing turn) {
        outbox.add(new LegEvent.Murmured(turn.turn()));
    }

    @Override
    public void lost(Hearing turn) {
        vigil.input();
        outbox.add(new LegEvent.NotUnderstood(turn.turn(), "too many turns wait for their text"));
    }

    /** @param turn the one that is open, if any */
    private void move(BargeIn.Move move, @Nullable Hearing turn) {
        switch (move) {
            case NONE -> {}
            case PAUSE -> {
                mouth.pause();
                if (turn != null) {
                    turn.overlap().talkedOver();
                }
            }
            case RESUME -> mouth.resume();
            case INTERRUPT -> {
                mouth.interrupt();
                if (turn != null) {
                    turn.overlap().interrupted();
                }
            }
        }
    }
}
