package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Prompts in memory, shared by all legs; the least recently used go when it is full. Thread-safe, never waits.
 */
final class PromptMemory {
    /** Heap of one frame: samples, array header, object. */
    private static final int FRAME_BYTES = AudioFrame.BYTES + 40;
    /** A prompt larger than this part of the memory is not kept: it would push out all others. */
    private static final int LARGEST_PART = 8;

    private static final class Entry {
        final AudioFrame[] frames;
        volatile long used;

        Entry(AudioFrame[] frames, long used) {
            this.frames = frames;
            this.used = used;
        }

        long bytes() {
            return (long) frames.length * FRAME_BYTES;
        }
    }

    private final Map<PromptKey, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong uses = new AtomicLong();
    private volatile long maxBytes;

    PromptMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void limit(long newMaxBytes) {
        maxBytes = newMaxBytes;
        evict();
    }

    /** The frames of a prompt, not to be written to; null when it is not there. */
    AudioFrame @Nullable [] get(PromptKey key) {
        Entry e = entries.get(key);
        if (e == null) {
            return null;
        }
        e.used = uses.incrementAndGet();
        return e.frames;
    }

    void put(PromptKey key, AudioFrame[] frames) {
        Entry e = new Entry(frames, uses.incrementAndGet());
        if (frames.length == 0 || e.bytes() > maxBytes / LARGEST_PART) {
            return;
        }
        Entry old = entries.put(key, e);
        bytes.addAndGet(e.bytes() - (old == null ? 0 : old.bytes()));
        evict();
    }

    long bytes() {
        return bytes.get();
    }

    private void evict() {
        while (bytes.get() > maxBytes) {
            Map.Entry<PromptKey, Entry> oldest = null;
            for (Map.Entry<PromptKey, Entry> e : entries.entrySet()) {
                if (oldest == null || e.getValue().used < oldest.getValue().used) {
                    oldest = e;
                }
            }
            if (oldest == null) {
                return;
            }
            if (entries.remove(oldest.getKey(), oldest.getValue())) {
                bytes.addAndGet(-oldest.getValue().bytes());
            }
        }
    }
}
