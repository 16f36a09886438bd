package io.ramal.extensions.internal.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A loop whose time moves when told; its tasks run on the thread that tells. Handing over is safe from any thread. */
final class ManualLoop implements FeedLoop {
    private final List<Due> tasks = new ArrayList<>();
    private long now;
    private long order;

    private record Due(long at, long order, Runnable task) {}

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        synchronized (tasks) {
            Due due = new Due(now + delay.toNanos(), order++, task);
            tasks.add(due);
            return () -> {
                synchronized (tasks) {
                    tasks.remove(due);
                }
            };
        }
    }

    /** How many tasks are due. */
    int due() {
        synchronized (tasks) {
            return (int) tasks.stream().filter(d -> d.at() <= now).count();
        }
    }

    /** Runs what is due. */
    void run() {
        advance(Duration.ZERO);
    }

    void advance(Duration time) {
        long end = now + time.toNanos();
        for (Due due = next(end); due != null; due = next(end)) {
            now = Math.max(now, due.at());
            due.task().run();
        }
        now = end;
    }

    private Due next(long end) {
        synchronized (tasks) {
            Due due = tasks.stream()
                    .filter(d -> d.at() <= end)
                    .min(Comparator.comparingLong(Due::at).thenComparingLong(Due::order))
                    .orElse(null);
            tasks.remove(due);
            return due;
        }
    }
}
