package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.Utterance;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    /** Engines tried for one utterance. */
    private static final int MAX_ENGINES = 3;

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

    private final Set<String> excluded = new HashSet<>(4);
    private @Nullable Lease<TtsProvider> lease;
    private @Nullable TtsSession session;
    private @Nullable PromptKey key;
    private int speaking;
    /** Numbers the sessions, so that what a given-up one still delivers is told apart. */
    private int take;

    private int engines;
    private int frames;
    private boolean sounded;
    private boolean broken;
    private boolean cut;
    private boolean closed;

    Speech(long id, Utterance utterance, Studio studio) {
        this.id = id;
        this.utterance = utterance;
        this.studio = studio;
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
        } else if (!broken && nanoTime - hungrySince >= studio.timeoutNanos()) {
            fail("no sound in time");
        }
    }

    void rewind() {
        frame = Math.max(0, frame - REWIND_FRAMES);
    }

    /** Has the current and the next sentence spoken, one after the other. */
    void prepare() {
        while (!broken && !closed && session == null) {
            int next = missing();
            if (next < 0 || next > sentence + 1) {
                break;
            }
            begin(next);
        }
        if (session == null && missing() < 0) {
            release();
        }
    }

    /** Takes everything from the cache; false, with nothing begun, when not all of it is there. */
    boolean prepareCached() {
        Lease<TtsProvider> l = lease();
        for (int i = 0; l != null && i < end; i++) {
            AudioFrame[] cached = studio.prompts().find(key(l.provider(), sentences.get(i)));
            if (cached == null) {
                break;
            }
            clips[i] = new Clip(cached);
        }
        release();
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

    private void begin(int index) {
        Lease<TtsProvider> l = lease();
        if (l == null) {
            broken = true;
            return;
        }
        try {
            TtsProvider engine = l.provider();
            PromptKey k = key(engine, sentences.get(index));
            AudioFrame[] cached = studio.prompts().find(k);
            if (cached != null) {
                clips[index] = new Clip(cached);
                sounded();
                return;
            }
            int mine = ++take;
            clips[index] = new Clip();
            speaking = index;
            key = k;
            TtsSession s = engine.open(
                    new TtsRequest(studio.language(), studio.voice()),
                    e -> studio.leg().execute(() -> on(mine, e)));
            session = s;
            s.say(sentences.get(index));
        } catch (RuntimeException e) {
            speaking = index;
            fail(e.toString());
        }
    }

    private PromptKey key(TtsProvider engine, String text) {
        return new PromptKey(
                engine.info().id(),
                engine.voiceKey(studio.language(), studio.voice()),
                studio.language().toLanguageTag(),
                text);
    }

    private @Nullable Lease<TtsProvider> lease() {
        if (lease == null) {
            lease = studio.registry()
                    .lease(TtsProvider.class, new LeaseRequest(studio.language(), excluded))
                    .orElse(null);
        }
        return lease;
    }

    private void on(int from, TtsEvent event) {
        Clip clip = clips.length == 0 || speaking >= clips.length ? null : clips[speaking];
        if (closed || from != take || session == null || clip == null) {
            return;
        }
        if (event instanceof TtsEvent.Audio audio) {
            int before = clip.size();
            clip.add(audio.frame());
            frames += clip.size() - before;
            if (clip.size() > 0) {
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
        if (key != null) {
            studio.faults().served(key.provider());
            studio.prompts().keep(key, clip.toArray());
        }
        sounded();
        closeSession();
        prepare();
    }

    private void cut(Clip clip) {
        studio.counters().utterancesCut.increment();
        cut = true;
        end = speaking + 1;
        clip.finish();
        closeSession();
        release();
    }

    private void fail(String reason) {
        if (lease != null) {
            String engine = lease.provider().info().id();
            excluded.add(engine);
            studio.faults().failed(engine, reason);
        }
        clips[speaking] = null;
        if (speaking == sentence) {
            frame = 0;
        }
        hungry = false;
        closeSession();
        release();
        if (++engines >= MAX_ENGINES) {
            broken = true;
        }
        prepare();
    }

    private void sounded() {
        if (!sounded) {
            sounded = true;
            studio.sound().accept(utterance.turn());
        }
    }

    private void closeSession() {
        take++;
        TtsSession s = session;
        session = null;
        if (s != null) {
            Quietly.close(s);
        }
    }

    private void release() {
        Lease<TtsProvider> l = lease;
        lease = null;
        if (l != null) {
            Quietly.close(l);
        }
    }

    @Override
    public void close() {
        closed = true;
        closeSession();
        release();
    }
}
