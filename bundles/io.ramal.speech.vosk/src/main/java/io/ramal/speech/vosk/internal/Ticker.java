package io.ramal.speech.vosk.internal;

import io.ramal.provider.ModelInstaller.Progress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Passes progress on about twice a second, and always the beginning and the end of a step. Not thread-safe. */
final class Ticker {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    private final Consumer<Progress> sink;
    private final LongSupplier nanoClock;
    private String step = "";
    private long next;

    Ticker(Consumer<Progress> sink, LongSupplier nanoClock) {
        this.sink = sink;
        this.nanoClock = nanoClock;
    }

    void at(String step, long done, long total) {
        long now = nanoClock.getAsLong();
        if (!step.equals(this.step) || done == total || now - next >= 0) {
            this.step = step;
            next = now + EVERY;
            sink.accept(new Progress(step, done, total));
        }
    }
}
