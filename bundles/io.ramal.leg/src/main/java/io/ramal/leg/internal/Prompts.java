package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Common sentences that have been spoken before, in memory and on disk. Others may hold a caller's data: they are not
 * kept. Thread-safe; {@link #find} and {@link #keep} never wait and do no I/O.
 */
final class Prompts {
    /** Prompts waiting to be written. */
    private static final int MAX_WAITING = 64;
    /** Voices remembered for one language and one voice asked for. */
    private static final int MAX_VOICES = 4;

    private final PromptMemory memory;
    private final PromptDisk disk;
    private final Executor io;
    private final LegCounters counters;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    /** Keys without text of voices that have been heard, newest first, by language and voice asked for. */
    private final Map<String, List<PromptKey>> voices = new ConcurrentHashMap<>();

    private volatile Set<String> common = Phrases.sentences();

    /** @param io the one thread that may touch {@code disk} */
    Prompts(PromptMemory memory, PromptDisk disk, Executor io, LegCounters counters) {
        this.memory = memory;
        this.disk = disk;
        this.io = io;
        this.counters = counters;
    }

    /** The sentences that may be kept, from now on. */
    void common(Set<String> sentences) {
        common = Set.copyOf(sentences);
    }

    AudioFrame @Nullable [] find(PromptKey key) {
        return memory.get(key);
    }

    /** A sentence in any voice that has been heard: the newest of those asked for first, then of the default ones. */
    AudioFrame @Nullable [] findAny(String language, String asked, String text) {
        if (!common.contains(text)) {
            return null;
        }
        AudioFrame[] frames = findIn(slot(language, asked), text);
        return frames == null && !asked.isEmpty() ? findIn(slot(language, ""), text) : frames;
    }

    private AudioFrame @Nullable [] findIn(String slot, String text) {
        for (PromptKey voice : voices.getOrDefault(slot, List.of())) {
            AudioFrame[] frames = memory.get(voice.withText(text));
            if (frames != null) {
                return frames;
            }
        }
        return null;
    }

    /** A sentence was spoken well: its voice may be used again when no engine is there to ask. */
    void heard(String asked, PromptKey key) {
        PromptKey voice = key.withText("");
        String slot = slot(key.language(), asked);
        List<PromptKey> known = voices.get(slot);
        if (known == null || !known.get(0).equals(voice)) {
            voices.merge(
                    slot,
                    List.of(voice),
                    (old, newest) -> Stream.concat(newest.stream(), old.stream())
                            .distinct()
                            .limit(MAX_VOICES)
                            .toList());
        }
    }

    private static String slot(String language, String asked) {
        return language + '/' + asked;
    }

    /** Keeps a sentence that has just been spoken in full, if it is common. */
    void keep(PromptKey key, Clip clip) {
        if (!common.contains(key.text())) {
            return;
        }
        AudioFrame[] frames = clip.toArray();
        memory.put(key, frames);
        if (!waiting.tryAcquire()) {
            counters.storesDropped.increment();
            return;
        }
        try {
            io.execute(() -> {
                waiting.release();
                disk.store(key, frames);
            });
        } catch (RejectedExecutionException e) {
            waiting.release();
        }
    }

    /** Keeps a sentence that has been made ahead of its use, now; on the I/O thread only. */
    void store(PromptKey key, Clip clip) {
        AudioFrame[] frames = clip.toArray();
        memory.put(key, frames);
        disk.store(key, frames);
    }

    /** Brings a sentence from disk into memory; on the I/O thread only. */
    boolean load(PromptKey key) {
        if (memory.get(key) != null) {
            return true;
        }
        AudioFrame[] frames = disk.load(key);
        if (frames == null) {
            return false;
        }
        memory.put(key, frames);
        return true;
    }
}
