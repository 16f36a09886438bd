package io.ramal.simulator.internal.load;

import io.ramal.simulator.internal.GapMeter;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Keeps many calls going from one thread: connects them at a rate, reads what comes, and sends each a frame every 20 ms. The
 * calls are spread over slots of one millisecond, each slot due at an absolute time, so that a late wake-up is not added to
 * the next.
 *
 * <p>What comes is stamped with the time the selector returned: it was there then. How late the slots themselves were served
 * is measured too; figures finer than that are not to be trusted.
 */
final class LoadLoop implements AutoCloseable {
    private static final int SLOTS = 20;
    private static final long SLOT = GapMeter.INTERVAL / SLOTS;
    /** A thread that is starved leaves frames out rather than send bursts that no telephone would. */
    private static final long MAX_BEHIND = 5 * GapMeter.INTERVAL;

    private final int wanted;
    private final long connectInterval;
    private final FrameSet background;
    private final FrameSet speech;
    private final double gateDbfs;
    private final Supplier<LoadCall.Placement> placements;
    private final Selector selector;
    private final Histogram gaps = GapMeter.histogram();
    private final Histogram lateness = GapMeter.histogram();
    private final List<List<LoadCall>> slots = new ArrayList<>();
    private final List<LoadCall> calls = new ArrayList<>();
    private final long start = System.nanoTime();
    private int placed;
    private long tick;
    private long skippedSlots;

    /**
     * @param wanted number of calls that are placed one after the other
     * @param ramp new ones of them per second
     * @param placements told what the next of them shall be
     */
    LoadLoop(
            int wanted,
            int ramp,
            FrameSet background,
            FrameSet speech,
            double gateDbfs,
            Supplier<LoadCall.Placement> placements)
            throws IOException {
        this.wanted = wanted;
        this.connectInterval = 1_000_000_000L / ramp;
        this.background = background;
        this.speech = speech;
        this.gateDbfs = gateDbfs;
        this.placements = placements;
        this.selector = Selector.open();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>());
        }
    }

    List<LoadCall> calls() {
        return calls;
    }

    /** Gaps between frames of all calls in µs. */
    Histogram gaps() {
        return gaps;
    }

    /** How late this thread itself was in µs. */
    Histogram lateness() {
        return lateness;
    }

    /** Milliseconds of frames this thread left out because it was too late. */
    long skippedSlots() {
        return skippedSlots;
    }

    /** Places a call besides those that are placed one after the other. */
    LoadCall place(LoadCall.Placement placement) throws IOException {
        LoadCall call = new LoadCall(selector, placement, new GapMeter(gaps), gateDbfs);
        slots.get(slotOf(calls.size())).add(call);
        calls.add(call);
        return call;
    }

    /** Whether every call has been tried. */
    boolean complete() {
        return placed == wanted && calls.stream().noneMatch(c -> c.state() == LoadCall.State.CONNECTING);
    }

    /** From here on is measured. */
    void startMeasuring() {
        gaps.reset();
        lateness.reset();
        skippedSlots = 0;
        calls.forEach(c -> c.meter().reset());
    }

    /** Keeps the calls going until something is the case; looked at every few milliseconds. */
    void runUntil(BooleanSupplier done) throws IOException {
        while (!done.getAsBoolean()) {
            long now = System.nanoTime();
            connect(now);
            sendDue(now);
            long wait = Math.min(nextDue(), GapMeter.INTERVAL / 2 + System.nanoTime()) - System.nanoTime();
            if (wait <= 0) {
                selector.selectNow();
            } else {
                selector.select(Math.max(1, wait / 1_000_000));
            }
            long arrived = System.nanoTime();
            selector.selectedKeys().forEach(k -> {
                if (k.attachment() instanceof LoadCall call) {
                    call.ready(arrived);
                }
            });
            selector.selectedKeys().clear();
        }
    }

    @Override
    public void close() throws IOException {
        calls.forEach(LoadCall::close);
        selector.close();
    }

    private void connect(long now) throws IOException {
        while (placed < wanted && now - start >= placed * connectInterval) {
            place(placements.get());
            placed++;
        }
    }

    /** Neighbours in time of connecting are put far apart: 7 and the number of slots have no common divisor. */
    private static int slotOf(int index) {
        return index * 7 % SLOTS;
    }

    /** One slot at a time, so that reading goes on between the slots of a thread that is late. */
    private void sendDue(long now) {
        long behind = now - (start + tick * SLOT);
        if (behind > MAX_BEHIND) {
            long missed = behind / SLOT;
            tick += missed;
            skippedSlots += missed;
        }
        while (now - (start + tick * SLOT) >= 0) {
            List<LoadCall> slot = slots.get((int) (tick % SLOTS));
            long late = now - (start + tick * SLOT);
            tick++;
            if (!slot.isEmpty()) {
                lateness.recordValue(Math.min(late / 1000, lateness.getHighestTrackableValue()));
                for (LoadCall call : slot) {
                    call.send(background, speech, now);
                }
                return;
            }
        }
    }

    /** When the next slot with a call in it is due, or the next call is to be connected. */
    private long nextDue() {
        long connect = placed < wanted ? start + placed * connectInterval : Long.MAX_VALUE;
        for (int ahead = 0; ahead < SLOTS; ahead++) {
            if (!slots.get((int) ((tick + ahead) % SLOTS)).isEmpty()) {
                return Math.min(connect, start + (tick + ahead) * SLOT);
            }
        }
        return connect;
    }
}
