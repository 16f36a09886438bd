package io.ramal.audiosocket.internal;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats for all lines of one event loop: every {@value #PERIOD_MILLIS} ms for each, on absolute deadlines, so nothing
 * drifts. Used on that event loop only.
 *
 * <p>The period is a wheel of {@value #SLOTS} slots of 1 ms. A new line joins the emptiest slot (the soonest of them), so a
 * lone line begins within 1 ms and a thousand lines are spread evenly. One timer, set to the next slot that has lines,
 * serves all; {@link #poll()} between two reads keeps a burst of incoming sound from delaying what goes out.
 *
 * <p>Lateness: a beat is never left out for being a little late; its successors keep their own deadlines. After a stall
 * the missed beats of the last {@value #MAKE_GOOD} periods are made good at once (at most {@value #MAKE_GOOD} frames and
 * the one that is due, which a telephone's jitter buffer takes); older ones are given up and counted. No sound is lost by
 * that: what is not asked for is said later.
 */
final class Metronome {
    private static final Logger LOG = LoggerFactory.getLogger(Metronome.class);

    static final int PERIOD_MILLIS = 20;
    static final int SLOTS = 20;
    static final int MAKE_GOOD = 2;

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
    private static final long SLOT_NANOS = PERIOD_NANOS / SLOTS;
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Something that wants to be called every {@value #PERIOD_MILLIS} ms. */
    @FunctionalInterface
    interface Beat {
        void beat(long now);

        /** Its beat has thrown: it has left the wheel and is to end. */
        default void broken() {}
    }

    /** A place on the wheel. */
    final class Place {
        private final Beat beat;
        private final int slot;
        private final long first;
        private boolean left;

        private Place(Beat beat, long first) {
            this.beat = beat;
            this.first = first;
            this.slot = (int) (first % SLOTS);
        }

        /** No beat follows; idempotent. */
        void leave() {
            if (left) {
                return;
            }
            left = true;
            sizes[slot]--;
            lines--;
            if (slot == beatingSlot) {
                somebodyLeft = true;
            } else {
                wheel.get(slot).remove(this);
            }
        }
    }

    private final EventLoop loop;
    private final LongSupplier clock;
    private final Counters counters;
    private final long epoch;
    private final List<List<Place>> wheel = new ArrayList<>(SLOTS);
    private final int[] sizes = new int[SLOTS];
    private int lines;
    /** The next beat, in slots since the epoch. */
    private long next;

    private boolean beating;
    /** The slot whose list is being walked, -1 for none. */
    private int beatingSlot = -1;

    private boolean somebodyLeft;
    private @Nullable Future<?> alarm;
    private long alarmAt;

    Metronome(EventLoop loop, LongSupplier clock, Counters counters) {
        this.loop = loop;
        this.clock = clock;
        this.counters = counters;
        this.epoch = clock.getAsLong();
        for (int i = 0; i < SLOTS; i++) {
            wheel.add(new ArrayList<>());
        }
    }

    /** The first beat comes within a period, never before this returns. */
    Place join(Beat beat) {
        long soonest = (clock.getAsLong() - epoch) / SLOT_NANOS + 1;
        long first = soonest;
        for (long t = soonest + 1; t < soonest + SLOTS; t++) {
            if (sizes[(int) (t % SLOTS)] < sizes[(int) (first % SLOTS)]) {
                first = t;
            }
        }
        Place place = new Place(beat, first);
        wheel.get(place.slot).add(place);
        sizes[place.slot]++;
        next = lines++ == 0 ? first : Math.min(next, first);
        setAlarm();
        return place;
    }

    /** Beats one slot when it is due; cheap when it is not. */
    void poll() {
        if (lines > 0) {
            beat(1);
            if (alarm == null) {
                setAlarm();
            }
        }
    }

    private void alarm() {
        alarm = null;
        try {
            // one round at most, then the event loop looks at its sockets again
            beat(SLOTS);
        } finally {
            // without it no line of this event loop would ever be heard again
            setAlarm();
        }
    }

    private void setAlarm() {
        if (beating || lines == 0) {
            return;
        }
        long at = deadline(next);
        if (alarm != null) {
            if (alarmAt - at <= 0) {
                return;
            }
            alarm.cancel(false);
        }
        alarmAt = at;
        alarm = loop.schedule(this::alarm, Math.max(0, at - clock.getAsLong()), TimeUnit.NANOSECONDS);
    }

    private void beat(int slots) {
        if (beating) {
            return;
        }
        beating = true;
        try {
            for (int i = 0; i < slots && lines > 0; i++) {
                long now = clock.getAsLong();
                if (now - deadline(next) < 0) {
                    return;
                }
                long tick = next;
                // before the beats: a line that joins or leaves meanwhile finds it right
                next = tick + 1;
                beat(tick, now);
                while (lines > 0 && sizes[(int) (next % SLOTS)] == 0) {
                    next++;
                }
            }
        } finally {
            beating = false;
        }
    }

    private void beat(long tick, long now) {
        beatingSlot = (int) (tick % SLOTS);
        List<Place> places = wheel.get(beatingSlot);
        try {
            long late = now - deadline(tick);
            for (int i = 0; i < places.size(); i++) {
                Place place = places.get(i);
                if (!place.left && tick >= place.first) {
                    beat(place, now, late);
                }
            }
        } finally {
            beatingSlot = -1;
            if (somebodyLeft) {
                somebodyLeft = false;
                places.removeIf(p -> p.left);
            }
        }
    }

    private void beat(Place place, long now, long late) {
        if (late > MAKE_GOOD * PERIOD_NANOS + LATE_NANOS) {
            counters.missedFrames.increment();
            return;
        }
        if (late > LATE_NANOS) {
            counters.lateFrames.increment();
        }
        try {
            place.beat.beat(now);
        } catch (RuntimeException | Error e) {
            LOG.error("A line failed in its beat; it is ended, the others go on", e);
            place.leave();
            place.beat.broken();
        }
    }

    private long deadline(long tick) {
        return epoch + tick * SLOT_NANOS;
    }
}
