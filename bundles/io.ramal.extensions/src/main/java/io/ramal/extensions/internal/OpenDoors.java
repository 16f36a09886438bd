package io.ramal.extensions.internal;

import io.ramal.call.LegRole;
import io.ramal.call.LinePort;
import io.ramal.extension.Extension;
import io.ramal.extensions.internal.PairDoors.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports that are open, by row id, and those that were closed while calls were up on them. One thread's own.
 *
 * <p>A closed port goes on counting its lines, and one that was accepted a moment before may become a line a moment
 * after; so every closed port is remembered until it is found without lines at the beginning of a later change.
 */
final class OpenDoors {
    private final Map<Integer, PairDoors> open = new HashMap<>();
    private final Map<Integer, List<LinePort>> retired = new HashMap<>();

    /** What is open, by row id; a view. */
    Map<Integer, PairDoors> open() {
        return Collections.unmodifiableMap(open);
    }

    PairDoors of(int id) {
        return open.getOrDefault(id, PairDoors.NONE);
    }

    /** Ports closed for a pair whose calls may still be up. */
    List<LinePort> retired(int id) {
        return List.copyOf(retired.getOrDefault(id, List.of()));
    }

    /** Whether a line is up on a pair. */
    boolean busy(int id) {
        return of(id).doors().anyMatch(d -> d.port().lines() > 0)
                || retired(id).stream().anyMatch(p -> p.lines() > 0);
    }

    /** Forgets closed ports whose calls are over. */
    void prune() {
        retired.values().removeIf(ports -> {
            ports.removeIf(p -> p.lines() == 0);
            return ports.isEmpty();
        });
    }

    void run(Plan plan, PortOpener opener) {
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Close close) {
                close(close.id(), close.role());
            } else if (step instanceof Plan.Serve serve) {
                serve(serve.id(), serve.role(), serve.extension());
            } else if (step instanceof Plan.Open wanted) {
                open(wanted, opener);
            } else if (step instanceof Plan.Move move) {
                move(move.row(), move.role(), opener);
            } else if (step instanceof Plan.Return home) {
                goHome(home, opener);
            }
        }
    }

    /** Stops accepting on both ports of a pair. */
    void close(int id) {
        close(id, LegRole.VISITOR);
        close(id, LegRole.RESIDENT);
    }

    /** Stops accepting everywhere. */
    void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    private void close(int id, LegRole role) {
        Door door = of(id).door(role);
        if (door != null) {
            retire(id, door);
        }
        set(id, role, Side.NONE);
    }

    private void serve(int id, LegRole role, Extension extension) {
        Side side = of(id).side(role);
        Door door = side.door();
        if (door != null) {
            Integer port = CheckedRow.port(extension, role);
            boolean asConfigured = port == null || port == 0 || port == door.bound();
            set(id, role, new Side(door.serve(extension), asConfigured ? null : side.note()));
        }
    }

    private void open(Plan.Open wanted, PortOpener opener) {
        Side side = opener.open(wanted.row(), wanted.role(), null);
        String before = wanted.before();
        if (side.door() == null && before != null) {
            Door again = opener.reopen(wanted.row(), wanted.role(), before);
            side = again == null ? side : new Side(again, "still on " + before + ": " + side.note());
        }
        set(wanted.row().id(), wanted.role(), side);
    }

    private void move(CheckedRow row, LegRole role, PortOpener opener) {
        Door before = of(row.id()).door(role);
        Side side = opener.open(row, role, before);
        Door door = side.door();
        if (before != null && door == null) {
            side = new Side(before.serve(row.extension()), "still on " + before.bound() + ": " + side.note());
        } else if (before != null && door != null && door.port() != before.port()) {
            retire(row.id(), before);
        }
        set(row.id(), role, side);
    }

    private void goHome(Plan.Return step, PortOpener opener) {
        int id = step.row().id();
        Door before = of(id).door(step.role());
        if (before == null) {
            return;
        }
        Side side = opener.openConfigured(step.row(), step.role(), before.bound());
        Door home = side.door();
        if (home == null) {
            set(id, step.role(), new Side(before, side.note()));
        } else if (step.withheld()) {
            // a caller may have come in on it: its lines count
            retire(id, home);
            String note = "port " + home.bound() + " is free again, runs on " + before.bound()
                    + ": returns at a refresh without calls";
            set(id, step.role(), new Side(before, note));
        } else {
            retire(id, before);
            set(id, step.role(), side);
        }
    }

    private void retire(int id, Door door) {
        door.port().close();
        retired.computeIfAbsent(id, i -> new ArrayList<>(2)).add(door.port());
    }

    private void set(int id, LegRole role, Side side) {
        PairDoors doors = of(id).with(role, side);
        if (doors.equals(PairDoors.NONE)) {
            open.remove(id);
        } else {
            open.put(id, doors);
        }
    }
}
