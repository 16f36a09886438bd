package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.Utterance;
import io.ramal.tts.TtsEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One utterance on its way from text to paced frames, sentence by sentence; the next sentence is synthesised while the
 * current one plays. An engine that fails is replaced by the next one, which speaks the sentence again from its start.
 * Owned by the leg's thread.
 */
final class Speech implements AutoCloseable {
    /** Longest sound of an utterance: 120 s. */
    static final int MAX_FRAMES = 120_000 / AudioFrame.MILLIS;
    /** What is heard again after a false alarm, so that no word is lost in the seam: 200 ms. */
    private static final int REWIND_FRAMES = 10;

    private final long id;
    private final Utterance utterance;
    private final Studio studio;
    private final List<String> sentences;
    private final @Nullable Clip[] clips;
    private int end;

    private int sentence;
    private int frame;
    private boolean started;
    private boolean hungry;
    private long hungrySince;

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
    AudioFrame next(long nanoTime) {
        prepare();
        while (sentence < end) {
            Clip c = clips[sentence];
            if (c != null && frame < c.size()) {
                hungry = false;
                started = true;
                return c.frame(frame++);
            }
            if (c == null || !c.finished()) {
                starve(nanoTime);
                return null;
            }
            clips[sentence++] = null;
            frame = 0;
            prepare();
        }
        return null;
    }

    private void starve(long nanoTime) {
        if (!hungry) {
            hungry = true;
            hungrySince = nanoTime;
        } else if (!broken && nanoTime - hungrySince >= voice.deadline()) {
            if (clips[sentence] == null) {
                broken = true;
            } else {
                fail("no sound in time");
            }
        }
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

    /**
     * Takes everything from the cache, in another voice where the engine's own is not there; false, with nothing begun,
     * when not all of it is.
     */
    boolean prepareCached() {
        voice.lease();
        for (int i = 0; i < end; i++) {
            String text = sentences.get(i);
            AudioFrame[] cached = voice.remembered(text);
            if (cached == null) {
                cached = voice.rememberedOfAnybody(text);
            }
            if (cached == null) {
                break;
            }
            clips[i] = new Clip(cached);
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
            voice.speak(text, this::on);
        } catch (RuntimeException e) {
            fail(e.toString());
        }
        return true;
    }

    private void on(TtsEvent event) {
        Clip clip = clips[speaking];
        if (closed || clip == null) {
            return;
        }
        if (event instanceof TtsEvent.Audio audio) {
            int before = clip.size();
            clip.add(audio.frame());
            frames += clip.size() - before;
            if (clip.size() > 0) {
                voice.sounded();
                sounded();
            }
            if (frames > MAX_FRAMES) {
                cut(clip);
            }
        } else if (event instanceof TtsEvent.Finished) {
            finished(clip);
        } else if (event instanceof TtsEvent.Failed failed) {
            fail(failed.reason());
        }
    }

    private void finished(Clip clip) {
        clip.finish();
        if (clip.size() == 0 && sentences.get(speaking).codePoints().anyMatch(Character::isLetterOrDigit)) {
            fail("no sound for a sentence");
            return;
        }
        voice.served();
        if (key != null) {
            studio.prompts().keep(key, clip);
            studio.prompts().heard(studio.voice(), key);
        }
        sounded();
        voice.stop();
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
        clips[speaking] = null;
        if (speaking == sentence) {
            frame = 0;
        }
        hungry = false;
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
