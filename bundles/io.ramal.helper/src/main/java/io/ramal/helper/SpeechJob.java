package io.ramal.helper;

import io.ramal.audio.AudioFrame;
import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sentence on its way. Lives on the loop's thread; only {@link #cancel} and {@link #over} may be called elsewhere. */
public final class SpeechJob {
    private static final Logger log = LoggerFactory.getLogger(SpeechJob.class);

    private final Command.Speak command;
    private final TtsListener listener;
    private volatile boolean over;
    private @Nullable Telephone telephone;
    private boolean audible;
    private int attempts;
    private long turn;

    public SpeechJob(Command.Speak command, TtsListener listener) {
        this.command = command;
        this.listener = listener;
    }

    Command.Speak command() {
        return command;
    }

    long id() {
        return command.id();
    }

    /** Nothing is delivered any more. */
    void cancel() {
        over = true;
    }

    /** Cancelled, finished or failed. */
    boolean over() {
        return over;
    }

    /** A helper takes it up. */
    void attempt() {
        attempts++;
        telephone = null;
    }

    /** Whether another helper may begin it from the start without the listener noticing. */
    boolean mayRetry() {
        return !over && !audible && attempts < 2;
    }

    /** A number of its present wait or attempt, by which a late timer knows that it is too late. */
    long nextTurn() {
        return ++turn;
    }

    boolean hasTurn(long number) {
        return turn == number;
    }

    void audio(Reply.Audio audio) {
        if (over) {
            return;
        }
        Telephone t = telephone;
        if (t == null || t.rate() != audio.rate()) {
            t = new Telephone(audio.rate());
            telephone = t;
        }
        deliver(t.next(audio.pcm()));
    }

    void finish() {
        if (over) {
            return;
        }
        if (telephone != null) {
            deliver(telephone.flush());
        }
        last(new TtsEvent.Finished());
    }

    void fail(String reason) {
        last(new TtsEvent.Failed(reason));
    }

    private void deliver(AudioFrame frame) {
        if (!frame.isEmpty()) {
            audible = true;
            emit(new TtsEvent.Audio(frame));
        }
    }

    private void last(TtsEvent event) {
        if (!over) {
            emit(event);
            over = true;
        }
    }

    /** An event being delivered at the very moment of a cancel on another thread may still arrive. */
    private void emit(TtsEvent event) {
        try {
            if (!over) {
                listener.on(event);
            }
        } catch (RuntimeException e) {
            over = true;
            log.error("a listener failed; its sentence is dropped", e);
        }
    }
}
