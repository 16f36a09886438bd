package io.ramal.leg.internal;

import io.ramal.call.LegEvent;
import io.ramal.call.LegListener;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way to the listener. They are delivered when the leg's own work is done, so that a listener that
 * calls the leg back always finds it in order, and never from within a call of the listener's.
 */
final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Queue<LegEvent> events = new ArrayDeque<>(8);
    private final LegListener listener;
    private boolean draining;
    private boolean sealed;

    Outbox(LegListener listener) {
        this.listener = listener;
    }

    void add(LegEvent event) {
        if (!sealed) {
            events.add(event);
        }
    }

    /** Adds the last event; later ones are dropped. */
    void seal(LegEvent last) {
        add(last);
        sealed = true;
    }

    boolean pending() {
        return !draining && !events.isEmpty();
    }

    void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            for (LegEvent e = events.poll(); e != null; e = events.poll()) {
                deliver(e);
            }
        } finally {
            draining = false;
        }
    }

    private void deliver(LegEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            // a fault of the conversation must not take the sound of the call with it
            log.error("Listener failed on {}", event.getClass().getSimpleName(), e);
        }
    }
}
