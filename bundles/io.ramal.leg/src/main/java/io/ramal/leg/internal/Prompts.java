package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sentences that have been spoken before. All are kept in memory for a while; only common phrases, which hold nobody's
 * data, are kept on disk. Thread-safe; {@link #find} and {@link #keep} never wait and do no I/O.
 */
final class Prompts {
    /** Prompts waiting to be written. */
    private static final int MAX_WAITING = 64;

    private final PromptMemory memory;
    private final PromptDisk disk;
    private final Executor io;
    private final LegCounters counters;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private volatile Set<String> common = Set.of();

    /** @param io the one thread that may touch {@code disk} */
    Prompts(PromptMemory memory, PromptDisk disk, Executor io, LegCounters counters) {
        this.memory = memory;
        this.disk = disk;
        this.io = io;
        this.counters = counters;
    }

    /** The sentences that may be kept on disk, from now on. */
    void common(Set<String> sentences) {
        common = Set.copyOf(sentences);
    }

    AudioFrame @Nullable [] find(PromptKey key) {
        return memory.get(key);
    }

    /** Keeps a sentence that has just been spoken in full. */
    void keep(PromptKey key, AudioFrame[] frames) {
        memory.put(key, frames);
        if (!common.contains(key.text())) {
            return;
        }
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
