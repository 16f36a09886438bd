package io.ramal.visit.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells observers what happens to calls, in order, on a thread of its own. A bounded number of events wait for it; what is
 * too much is dropped and counted, but for what must be on record, of which each visit has three at most. Safe for any
 * thread; telling never waits.
 */
final class CallEvents implements Consumer<CallEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);

    /** An observer, and whether it has been complained about. */
    private static final class Seat {
        private final CallObserver observer;
        private boolean failed;

        Seat(CallObserver observer) {
            this.observer = observer;
        }
    }

    private final Executor thread;
    private final Semaphore places;
    private final LongAdder dropped = new LongAdder();
    private final List<Seat> seats = new CopyOnWriteArrayList<>();

    /**
     * @param thread runs its tasks one after the other
     * @param capacity events that may wait
     */
    CallEvents(Executor thread, int capacity) {
        this.thread = thread;
        this.places = new Semaphore(capacity);
    }

    /** Told everything from now on. */
    void add(CallObserver observer) {
        seats.add(new Seat(observer));
    }

    void remove(CallObserver observer) {
        seats.removeIf(s -> s.observer == observer);
    }

    /** Events no observer was told because too many were waiting. */
    long dropped() {
        return dropped.sum();
    }

    @Override
    public void accept(CallEvent event) {
        if (seats.isEmpty()) {
            return;
        }
        boolean kept = kept(event);
        if (!kept && !places.tryAcquire()) {
            dropped.increment();
            return;
        }
        try {
            thread.execute(() -> {
                if (!kept) {
                    places.release();
                }
                seats.forEach(seat -> tell(seat, event));
            });
        } catch (RejectedExecutionException e) {
            if (!kept) {
                places.release();
            }
            dropped.increment();
        }
    }

    private static boolean kept(CallEvent event) {
        return event instanceof CallEvent.Decided || event instanceof CallEvent.Gate || event instanceof CallEvent.Over;
    }

    private static void tell(Seat seat, CallEvent event) {
        try {
            seat.observer.on(event);
        } catch (RuntimeException | LinkageError e) {
            if (!seat.failed) {
                seat.failed = true;
                LOG.error("{} failed on an event; it is told the next ones, and this is said once", seat.observer, e);
            }
        }
    }
}
