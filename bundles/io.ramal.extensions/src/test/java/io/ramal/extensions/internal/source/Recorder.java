package io.ramal.extensions.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.RefreshResult;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps what was to be run, and lets a test wait for it. */
final class Recorder implements Feed.Target {
    private final BlockingQueue<Loaded> applied = new LinkedBlockingQueue<>();
    private int taken;

    @Override
    public RefreshResult apply(Loaded loaded) {
        applied.add(loaded);
        return new RefreshResult(0, 0, 0, loaded.rows().size());
    }

    Loaded await(Predicate<Loaded> wanted) throws InterruptedException {
        for (; ; ) {
            Loaded loaded = applied.poll(20, TimeUnit.SECONDS);
            assertThat(loaded).as("something to be applied").isNotNull();
            taken++;
            if (wanted.test(loaded)) {
                return loaded;
            }
        }
    }

    Loaded awaitRows(int count) throws InterruptedException {
        return await(loaded -> loaded.rows().size() == count);
    }

    /** How many were taken by waiting. */
    int taken() {
        return taken;
    }
}
