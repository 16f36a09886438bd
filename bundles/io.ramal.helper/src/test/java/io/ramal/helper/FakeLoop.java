package io.ramal.helper;

import io.ramal.testkit.FakeClock;
import io.ramal.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A loop whose time only passes when told. */
public final class FakeLoop implements Loop {
    private record Timer(long at, Runnable task) {}

    private final FakeClock clock = new FakeClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final List<Timer> timers = new ArrayList<>();

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(nanoTime() + delay.toNanos(), task));
    }

    @Override
    public long nanoTime() {
        return clock.getAsLong();
    }

    /** Runs what is due now. */
    public void run() {
        executor.runAll();
    }

    /** Lets time pass, running every timer at its moment. */
    public void pass(Duration duration) {
        run();
        long until = nanoTime() + duration.toNanos();
        while (true) {
            Timer next = timers.stream()
                    .min(Comparator.comparingLong(Timer::at))
                    .filter(t -> t.at() <= until)
                    .orElse(null);
            if (next == null) {
                break;
            }
            timers.remove(next);
            clock.advance(Duration.ofNanos(Math.max(0, next.at() - nanoTime())));
            next.task().run();
            run();
        }
        clock.advance(Duration.ofNanos(until - nanoTime()));
    }
}
