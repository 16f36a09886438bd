package io.ramal.extensions.internal;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import io.ramal.extensions.internal.PairDoors.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done so that what is open is what is configured: the difference of two tables, computed without touching
 * anything. A port that somebody is configured for is closed before any is opened, so that two extensions may swap
 * theirs; one that nobody else wants is given up only when the next is open.
 *
 * @param steps in the order they are to be done: close, serve, open and move, return
 */
record Plan(List<Step> steps) {
    Plan {
        steps = List.copyOf(steps);
    }

    /** One thing to do with one port of a pair. */
    sealed interface Step {}

    /** Stop accepting: its row is gone, it is stopped, or it is to listen elsewhere. */
    record Close(int id, LegRole role) implements Step {}

    /** The open port stays; its new lines belong to {@code extension}. */
    record Serve(int id, LegRole role, Extension extension) implements Step {}

    /**
     * Open it, on another number where the configured one is taken.
     *
     * @param before the address the same number was bound on until now, to go back to when nothing can be opened; null
     *     when there is none
     */
    record Open(CheckedRow row, LegRole role, @Nullable String before) implements Step {
        Open(CheckedRow row, LegRole role) {
            this(row, role, null);
        }
    }

    /** Open it as {@link Open} does, and close what is open until then; when nothing can be opened that stays. */
    record Move(CheckedRow row, LegRole role) implements Step {}

    /**
     * It listens on another number than the configured one: open that if it is free, and only then close the other.
     *
     * @param withheld whether it stays because of its calls and is only to tell how the configured port fares
     */
    record Return(CheckedRow row, LegRole role, boolean withheld) implements Step {}

    /**
     * Computes the difference.
     *
     * @param rows what is configured; rows that cannot run are as good as absent
     * @param open what is open, by row id
     * @param stopped ids of pairs that shall not listen
     * @param ports numbers that may be used
     * @param busy whether a pair has calls, which would not find it if it moved under them; asked only for pairs that
     *     listen elsewhere than configured
     */
    static Plan of(
            List<CheckedRow> rows,
            Map<Integer, PairDoors> open,
            Set<Integer> stopped,
            PortPlan ports,
            IntPredicate busy) {
        return new Difference(open, ports, busy).plan(rows, stopped);
    }

    /** Collects the steps by kind. */
    private static final class Difference {
        private final Map<Integer, PairDoors> open;
        private final PortPlan ports;
        private final IntPredicate busy;
        private final List<Step> closes = new ArrayList<>();
        private final List<Step> serves = new ArrayList<>();
        private final List<Step> opens = new ArrayList<>();
        private final List<Step> returns = new ArrayList<>();

        Difference(Map<Integer, PairDoors> open, PortPlan ports, IntPredicate busy) {
            this.open = open;
            this.ports = ports;
            this.busy = busy;
        }

        Plan plan(List<CheckedRow> rows, Set<Integer> stopped) {
            Set<Integer> wanted = new HashSet<>();
            for (CheckedRow row : rows) {
                if (row.accepted() && !stopped.contains(row.id())) {
                    wanted.add(row.id());
                    pair(row);
                }
            }
            open.forEach((id, doors) -> {
                if (!wanted.contains(id)) {
                    close(id, doors, LegRole.VISITOR);
                    close(id, doors, LegRole.RESIDENT);
                }
            });
            List<Step> steps = new ArrayList<>(closes);
            steps.addAll(serves);
            steps.addAll(opens);
            steps.addAll(returns);
            return new Plan(steps);
        }

        private void close(int id, PairDoors doors, LegRole role) {
            // also a mere note of what could not be opened
            if (!doors.side(role).equals(Side.NONE)) {
                closes.add(new Close(id, role));
            }
        }

        private void pair(CheckedRow row) {
            PairDoors doors = open.getOrDefault(row.id(), PairDoors.NONE);
            for (LegRole role : LegRole.values()) {
                Integer port = CheckedRow.port(row.extension(), role);
                if (port == null) {
                    close(row.id(), doors, role);
                } else {
                    door(row, role, port, doors.door(role));
                }
            }
        }

        private void door(CheckedRow row, LegRole role, int port, @Nullable Door door) {
            if (door == null) {
                opens.add(new Open(row, role));
                return;
            }
            boolean home = port == 0 || door.bound() == port;
            if (!mayStay(row, role, port, door, home)) {
                leave(row, role, port, door);
                return;
            }
            if (!door.extension().equals(row.extension())) {
                serves.add(new Serve(row.id(), role, row.extension()));
            }
            if (!home) {
                returns.add(new Return(row, role, busy.test(row.id())));
            }
        }

        private void leave(CheckedRow row, LegRole role, int port, Door door) {
            boolean unwanted = ports.allows(door.bound(), port);
            if (unwanted && door.bound() != port) {
                opens.add(new Move(row, role));
            } else {
                // on another address the same number cannot be opened before
                closes.add(new Close(row.id(), role));
                opens.add(new Open(row, role, unwanted ? door.bind() : null));
            }
        }

        /** A port found in place of a taken one is kept while it stands for the same number and nobody else claims it. */
        private boolean mayStay(CheckedRow row, LegRole role, int port, Door door, boolean home) {
            Integer before = CheckedRow.port(door.extension(), role);
            return door.bind().equals(row.bind())
                    && ports.allows(door.bound(), port)
                    && (home || (before != null && before == port));
        }
    }
}
