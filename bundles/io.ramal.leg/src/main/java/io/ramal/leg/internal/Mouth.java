package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.Utterance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a leg says, in order. An utterance is over at the first call of {@link #next} after its last frame was given
 * out: that is when the frame has left. Owned by the leg's thread.
 */
final class Mouth implements AutoCloseable {
    /** Hears what becomes of utterances. */
    interface Listener {
        /** The first frame is about to leave. */
        void saying(Speech speech);

        void said(Speech speech, boolean complete);

        /** Everything has been said and nothing more will be. */
        void finished();
    }

    /** Utterances that may wait. */
    static final int MAX_QUEUED = 16;
    /** So many from the head on may have an engine at work: what covers, what it covers, and the one after that. */
    private static final int PREPARED = 3;

    private final List<Speech> queue = new ArrayList<>(4);
    private final Studio studio;
    private final Listener listener;
    private long lastId;
    private long lastOwnId = -1;
    private boolean paused;
    private boolean closing;
    private boolean finished;

    Mouth(Studio studio, Listener listener) {
        this.studio = studio;
        this.listener = listener;
    }

    /** Queues an utterance; -1 when it cannot be. */
    long say(Utterance utterance) {
        if (closing) {
            return -1;
        }
        if (queue.size() >= MAX_QUEUED) {
            studio.counters().utterancesRefused.increment();
            return -1;
        }
        Speech s = new Speech(++lastId, utterance, studio);
        queue.add(s);
        prepare();
        return s.id();
    }

    /** Says something of the leg's own accord after everything else. */
    void sayOwn(Utterance utterance) {
        queue.add(new Speech(--lastOwnId, utterance, studio));
        prepare();
    }

    /** Says something short at once, if it is known by heart and nothing else can be heard now. */
    boolean cover(Utterance utterance) {
        Speech head = head();
        if (head != null && (head.own() || head.ready())) {
            return false;
        }
        Speech s = new Speech(--lastOwnId, utterance, studio);
        if (!s.prepareCached()) {
            s.close();
            return false;
        }
        putFirst(s);
        return true;
    }

    /** Gives a sign of life that no engine is needed for, unless something else can be heard now. */
    void chime() {
        Speech head = head();
        if (head == null || !head.ready()) {
            putFirst(new Speech(--lastOwnId, new Utterance(0, Chime.TEXT, true), Chime.clip(), studio));
        }
    }

    private void putFirst(Speech speech) {
        Speech head = head();
        if (head != null && head.started()) {
            head.restart();
        }
        queue.add(0, speech);
    }

    /** Drops what the leg would say of its own accord and has not begun, where that is all there is to say. */
    void uncover() {
        for (Speech head = head(); head != null && !head.started() && ownOnly(); head = head()) {
            end(head, false);
        }
    }

    private boolean ownOnly() {
        for (int i = 0; i < queue.size(); i++) {
            if (!queue.get(i).own()) {
                return false;
            }
        }
        return true;
    }

    /** Id of the newest utterance that was asked for. */
    long lastId() {
        return lastId;
    }

    /** Whether anything is being said or waits. */
    boolean talking() {
        return !queue.isEmpty();
    }

    /** Whether something has begun and is not over. */
    boolean sounding() {
        Speech head = head();
        return head != null && head.started();
    }

    /** Whether what is said, or would be next, may be interrupted. */
    boolean interruptible() {
        Speech head = head();
        return head != null && !closing && head.utterance().bargeIn();
    }

    void pause() {
        paused = true;
    }

    void resume() {
        Speech head = head();
        if (paused && head != null) {
            head.rewind();
        }
        paused = false;
    }

    /** Drops everything that may be interrupted; what may not be is said. */
    void interrupt() {
        paused = false;
        if (!closing) {
            settle();
            drop(false);
        }
    }

    /** Drops everything. */
    void hush() {
        paused = false;
        settle();
        drop(true);
    }

    /** Nothing can be queued any more, nor interrupt what is. */
    void finish() {
        closing = true;
        resume();
    }

    /** The frame of the next 20 ms; null for silence. */
    @Nullable
    AudioFrame next(long nanoTime) {
        settle();
        for (int i = 0; i < Math.min(PREPARED, queue.size()); i++) {
            queue.get(i).tick(nanoTime);
        }
        if (paused) {
            return null;
        }
        skipCover();
        for (Speech head = head(); head != null; head = head()) {
            boolean before = head.started();
            AudioFrame f = head.next();
            if (f != null) {
                if (!before) {
                    listener.saying(head);
                }
                prepare();
                return f;
            }
            if (!head.over()) {
                return null;
            }
            end(head, head.complete());
        }
        if (closing && !finished) {
            finished = true;
            listener.finished();
        }
        return null;
    }

    /** The answer is there before the cover for it has begun. */
    private void skipCover() {
        Speech head = head();
        if (head != null && head.own() && !head.started() && queue.size() > 1) {
            queue.remove(0);
            Speech next = queue.get(0);
            next.prepare();
            if (next.ready()) {
                end(head, false);
            } else {
                queue.add(0, head);
            }
        }
    }

    private void settle() {
        Speech head = head();
        if (head != null && head.started() && head.over()) {
            end(head, head.complete());
        }
    }

    private void end(Speech speech, boolean complete) {
        queue.remove(speech);
        speech.close();
        listener.said(speech, complete);
        prepare();
    }

    private void drop(boolean all) {
        List<Speech> dropped = new ArrayList<>(queue);
        if (!all) {
            dropped.removeIf(s -> !s.utterance().bargeIn());
        }
        queue.removeAll(dropped);
        for (Speech s : dropped) {
            s.close();
            listener.said(s, false);
        }
        prepare();
    }

    /** Has the first utterance spoken, and the one after it once that is done. */
    private void prepare() {
        Speech head = head();
        if (head == null) {
            return;
        }
        head.prepare();
        if (queue.size() > 1 && head.synthesised()) {
            queue.get(1).prepare();
        }
    }

    private @Nullable Speech head() {
        return queue.isEmpty() ? null : queue.get(0);
    }

    @Override
    public void close() {
        closing = true;
        finished = true;
        queue.forEach(Speech::close);
        queue.clear();
    }
}
