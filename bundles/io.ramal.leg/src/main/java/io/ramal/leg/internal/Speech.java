package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.Utterance;
import io.ramal.tts.TtsEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One utterance on its way from text to paced frames, sentence by sentence; the next sentence is synthesised while the
 * current one plays. An engine that fails, or is waited for beyond its deadline, is replaced by the next one, which speaks
 * the sentence again from its start. Owned by the leg's thread.
 */
final class Speech implements AutoCloseable {
    /** Longest sound of an utterance: 120 s. */
    static final int MAX_FRAMES = 120_000 / AudioFrame.MILLIS;
    /** What is heard again after a false alarm, so that no word is lost in the seam: 200 ms. */
    private static final int REWIND_FRAMES = 10;
    /** How long a sentence that nobody can speak waits for an engine. */
    private static final long NOBODY = 2_500_000_000L;

    private final long id;
    private final Utterance utterance;
    private final Studio studio;
    private final List<String> sentences;
    private final @Nullable Clip[] clips;
    private int end;

    private int sentence;
    private int frame;
    private boolean started;
    /** A frame was wanted and there was none. */
    private boolean hungry;
    /**
     * For the first sound of a sentence, then all the time for which its sound was wanting; when there is nobody to speak
     * it, for somebody.
     */
    private final Wait wait = new Wait();

    private final Voice voice;
    private @Nullable PromptKey key;
    private int speaking;

    private int frames;
    private boolean sounded;
    private boolean broken;
    private boolean cut;
    private boolean closed;

    Speech(long id, Utterance utterance, Studio studio) {
        this.id = id;
        this.utterance = utterance;
        this.studio = studio;
        this.voice = new Voice(studio);
        this.sentences = Sentences.of(utterance.text());
        this.end = sentences.size();
        this.clips = new @Nullable Clip[end];
    }

    /** Sound that is there already, whatever it is called. */
    Speech(long id, Utterance utterance, Clip sound, Studio studio) {
        this.id = id;
        this.utterance = utterance;
        this.studio = studio;
        this.voice = new Voice(studio);
        this.sentences = List.of(utterance.text());
        this.end = 1;
        this.clips = new @Nullable Clip[] {sound};
    }

    long id() {
        return id;
    }

    Utterance utterance() {
        return utterance;
    }

    /** Said by the leg of its own accord. */
    boolean own() {
        return id < 0;
    }

    /** Whether its first frame has been given out. */
    boolean started() {
        return started;
    }

    /** Whether {@link #next} has a frame to give. */
    boolean ready() {
        Clip c = sentence < end ? clips[sentence] : null;
        return c != null && frame < c.size();
    }

    /** Whether everything has been given out, or will never be. */
    boolean over() {
        if (sentence >= end) {
            return true;
        }
        Clip c = clips[sentence];
        if (c == null) {
            return broken;
        }
        return sentence == end - 1 && c.finished() && frame == c.size();
    }

    /** Once {@link #over}: whether nothing is missing. */
    boolean complete() {
        return !broken && !cut;
    }

    /** Whether the engine has delivered all of it: the next utterance may be prepared. */
    boolean synthesised() {
        return broken || missing() < 0;
    }

    /** The next frame; null when there is none now, or no more. */
    @Nullable
    AudioFrame next() {
        prepare();
        while (sentence < end) {
            Clip c = clips[sentence];
            if (c != null && frame < c.size()) {
                hungry = false;
                started = true;
                return c.frame(frame++);
            }
            if (c == null || !c.finished()) {
                hungry = true;
                return null;
            }
            clips[sentence++] = null;
            frame = 0;
            prepare();
        }
        return null;
    }

    /** Time passes, whether or not a frame is wanted: nobody is waited for too long. */
    void tick(long nanoTime) {
        if (closed || broken) {
            return;
        }
        if (!waits()) {
            wait.pass(nanoTime);
            return;
        }
        long waited = wait.tick(nanoTime);
        if (!voice.speaking()) {
            broken = waited >= NOBODY;
        } else if (waited >= voice.deadline()) {
            voice.late("no sound in time");
            again();
        }
    }

    private boolean waits() {
        if (!voice.speaking()) {
            return hungry && sentence < end && clips[sentence] == null;
        }
        Clip clip = clips[speaking];
        return clip != null && (clip.size() == 0 || hungry && speaking == sentence && frame >= clip.size());
    }

    /** Goes back to the start of the sentence: something else is heard in its midst. */
    void restart() {
        frame = 0;
    }

    void rewind() {
        frame = Math.max(0, frame - REWIND_FRAMES);
    }

    /**
     * Has the current and the next sentence spoken, one after the other. What nobody can speak now is tried again at the
     * next call: engines that start anew are back within a second.
     */
    void prepare() {
        while (!broken && !closed && !voice.speaking()) {
            int next = missing();
            if (next < 0 || next > sentence + 1 || !begin(next)) {
                break;
            }
        }
        if (!voice.speaking() && missing() < 0) {
            voice.close();
        }
    }

    /** Takes everything from the cache, in any voice if need be; false when not all of it is there. */
    boolean prepareCached() {
        for (int i = 0; i < end; i++) {
            AudioFrame[] cached = voice.byHeart(sentences.get(i));
            if (cached != null) {
                clips[i] = new Clip(cached);
            }
        }
        voice.close();
        return missing() < 0;
    }

    private int missing() {
        for (int i = sentence; i < end; i++) {
            if (clips[i] == null) {
                return i;
            }
        }
        return -1;
    }

    /** Begins a sentence; false when there is nobody to speak it. */
    private boolean begin(int index) {
        boolean leased = voice.lease();
        speaking = index;
        try {
            String text = sentences.get(index);
            AudioFrame[] cached = voice.remembered(text);
            if (cached != null) {
                clips[index] = new Clip(cached);
                sounded();
                return true;
            }
            if (!leased) {
                broken = voice.exhausted();
                return false;
            }
            key = voice.key(text);
            clips[index] = new Clip();
            wait.start();
            voice.speak(text, this::on);
        } catch (RuntimeException | LinkageError e) {
            fail(e.toString());
        }
        return true;
    }

    private void on(TtsEvent event) {
        Clip clip = clips[speaking];
        if (closed || clip == null) {
            return;
        }
        if (event instanceof TtsEvent.Audio audio && audio.frame() != null) {
            heard(clip, audio.frame());
        } else if (event instanceof TtsEvent.Finished) {
            finished(clip);
        } else {
            fail(event instanceof TtsEvent.Failed failed ? failed.reason() : "no event of speech");
        }
    }

    private void heard(Clip clip, AudioFrame sound) {
        int before = clip.frames();
        clip.add(sound);
        frames += clip.frames() - before;
        String fault = clip.fault(sentences.get(speaking));
        if (fault != null) {
            fail(fault);
            return;
        }
        if (clip.size() > 0) {
            if (voice.sounded()) {
                wait.start();
            }
            sounded();
        }
        if (frames > MAX_FRAMES) {
            cut(clip);
        }
    }

    private void finished(Clip clip) {
        clip.finish();
        String fault = clip.fault(sentences.get(speaking));
        if (fault != null) {
            fail(fault);
            return;
        }
        voice.served();
        wait.start();
        if (key != null) {
            studio.prompts().keep(key, clip);
            studio.prompts().heard(studio.voice(), key);
        }
        sounded();
        prepare();
    }

    private void cut(Clip clip) {
        studio.counters().utterancesCut.increment();
        cut = true;
        end = speaking + 1;
        clip.finish();
        voice.close();
    }

    private void fail(String reason) {
        voice.failed(reason);
        again();
    }

    /** The sentence is to be spoken by the next engine, from its start. */
    private void again() {
        Clip clip = clips[speaking];
        if (clip != null) {
            frames -= clip.frames();
        }
        clips[speaking] = null;
        if (speaking == sentence) {
            frame = 0;
        }
        wait.start();
        prepare();
    }

    private void sounded() {
        if (!sounded) {
            sounded = true;
            studio.sound().accept(utterance.turn());
        }
    }

    @Override
    public void close() {
        closed = true;
        voice.close();
    }
}
