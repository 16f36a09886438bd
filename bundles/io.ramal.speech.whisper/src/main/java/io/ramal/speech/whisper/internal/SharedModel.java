package io.ramal.speech.whisper.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model and how many use it: its owner counts as one, each worker as another. Whoever lets go last frees it, so a
 * model is replaced or retired without looking at who is still busy with it. Safe for any threads.
 */
final class SharedModel {
    private final SpeechModel model;
    private final AtomicInteger users = new AtomicInteger(1);

    SharedModel(SpeechModel model) {
        this.model = model;
    }

    /** False when it has already been freed. */
    boolean acquire() {
        return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    /** Once for each {@link #acquire}, and once by the owner. */
    void release() {
        if (users.decrementAndGet() == 0) {
            model.close();
        }
    }

    SpeechModel model() {
        return model;
    }
}
