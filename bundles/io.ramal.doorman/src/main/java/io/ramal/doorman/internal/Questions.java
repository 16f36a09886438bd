package io.ramal.doorman.internal;

import io.ramal.ai.AiQuestion.Input;
import org.jspecify.annotations.Nullable;

/** What the caller told: the question that is with the backend, and what waits for its answer. */
final class Questions {
    private @Nullable Told open;
    private @Nullable Told speech;
    private @Nullable Told keys;

    /** Whether an answer is awaited. */
    boolean open() {
        return open != null;
    }

    /** Turn of the question that is with the backend, 0 when there is none. */
    long turn() {
        return open == null ? 0 : open.turn();
    }

    /** This is with the backend now. */
    void ask(Told told) {
        open = told;
    }

    /**
     * The caller told something: more of the same kind changes the question, the other kind is a question of its own and
     * waits.
     *
     * @return what is to be asked now, or null
     */
    @Nullable
    Told tell(Told told) {
        if (open == null) {
            return told;
        }
        if (open.input() == told.input()) {
            return told.after(open);
        }
        if (told.input() == Input.SPEECH) {
            speech = told.after(speech);
        } else {
            keys = told;
        }
        return null;
    }

    /** The question has been answered, or will not be. */
    Told finish() {
        Told told = open != null ? open : new Told(0, "", Input.SPEECH);
        open = null;
        return told;
    }

    /** Takes what is to be asked next, or null. */
    @Nullable
    Told next() {
        Told next = speech != null ? speech : keys;
        if (speech != null) {
            speech = null;
        } else {
            keys = null;
        }
        return next;
    }
}
