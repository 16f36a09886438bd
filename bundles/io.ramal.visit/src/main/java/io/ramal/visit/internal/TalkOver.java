package io.ramal.visit.internal;

import io.ramal.call.LegEvent;

/**
 * Finds in a leg's events when the caller has talked over us and was given the floor: something we had begun to say was
 * cut short while the caller spoke. It is certain only with the caller's next words, for a key cuts us short, too, and its
 * tone may pass for speech. Used on the leg's thread.
 */
final class TalkOver {
    private static final long NOTHING = Long.MIN_VALUE;

    /** What we are saying. */
    private long saying = NOTHING;

    private long turn;
    private boolean speaking;
    private boolean cut;

    /** Takes the next event; true when it makes an interruption certain. */
    boolean on(LegEvent event) {
        if (event instanceof LegEvent.Saying began) {
            saying = began.id();
        } else if (event instanceof LegEvent.Said said) {
            said(said);
        } else if (event instanceof LegEvent.SpeechStarted started) {
            turn = started.turn();
            speaking = true;
            return certain();
        } else if (event instanceof LegEvent.Heard || event instanceof LegEvent.NotUnderstood) {
            boolean interrupted = certain();
            speaking = false;
            return interrupted;
        } else if (event instanceof LegEvent.Digit
                || event instanceof LegEvent.Murmured murmured && murmured.turn() == turn) {
            speaking = false;
            cut = false;
        }
        return false;
    }

    private void said(LegEvent.Said said) {
        if (said.id() == saying) {
            saying = NOTHING;
            cut |= speaking && !said.complete() && said.utterance().bargeIn();
        }
    }

    private boolean certain() {
        boolean interrupted = cut;
        cut = false;
        return interrupted;
    }
}
