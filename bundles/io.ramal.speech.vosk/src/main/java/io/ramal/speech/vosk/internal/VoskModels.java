package io.ramal.speech.vosk.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slots and the one thread that looks after them. */
final class VoskModels {
    private static final Logger LOG = LoggerFactory.getLogger(VoskModels.class);

    private final List<ModelSlot> slots;
    private final ScheduledExecutorService thread;

    /** Takes a single-threaded executor that belongs to the caller. */
    VoskModels(List<ModelSlot> slots, ScheduledExecutorService thread) {
        this.slots = List.copyOf(slots);
        this.thread = thread;
    }

    /** Looks at once and then every {@code millis}. */
    void watch(int millis) {
        for (ModelSlot slot : slots) {
            thread.scheduleWithFixedDelay(() -> look(slot), 0, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** The folder of a language; empty when it is not configured. */
    Optional<Path> folder(String language) {
        return slot(language).map(ModelSlot::folder);
    }

    List<String> languages() {
        return slots.stream().map(ModelSlot::language).toList();
    }

    /** Has {@link ModelSlot#install} done by the thread and waits for it. */
    void install(String language, Path unpacked) throws IOException {
        ModelSlot slot = slot(language).orElseThrow(() -> new IOException("no model folder for " + language));
        Future<?> done;
        try {
            done = thread.submit(() -> {
                slot.install(unpacked);
                return null;
            });
        } catch (RejectedExecutionException e) {
            throw new IOException("the Vosk engine is being stopped", e);
        }
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while the model was loading").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("the model could not be taken into service: " + e.getCause(), e);
        }
    }

    private Optional<ModelSlot> slot(String language) {
        return slots.stream().filter(s -> s.language().equals(language)).findFirst();
    }

    private static void look(ModelSlot slot) {
        try {
            slot.look();
        } catch (RuntimeException e) {
            // a periodic task that throws is never run again
            LOG.error("Looking at {} failed", slot.folder(), e);
        }
    }
}
