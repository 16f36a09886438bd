package io.ramal.extensions.internal;

import io.ramal.call.LinePort;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pair as those see it who look from other threads.
 *
 * @param extension what is configured
 * @param boundPort visitors' port, null when none is open
 * @param boundReturnPort residents' port, null when none is open
 * @param state how it fares
 * @param error why it does not run, or what is odd about how it runs
 * @param counted ports that count its lines, also closed ones
 */
record PairView(
        Extension extension,
        @Nullable Integer boundPort,
        @Nullable Integer boundReturnPort,
        ExtensionState state,
        @Nullable String error,
        List<LinePort> counted) {

    /**
     * A pair as it is now.
     *
     * @param hindrance why no pair can run, null when pairs can
     */
    static PairView of(
            CheckedRow row, boolean stopped, PairDoors doors, List<LinePort> retired, @Nullable String hindrance) {
        Integer visitors = bound(doors.visitors());
        Integer residents = bound(doors.residents());
        boolean complete =
                visitors != null && (residents != null || row.extension().returnPort() == null);
        return new PairView(
                row.extension(),
                visitors,
                residents,
                stopped ? ExtensionState.STOPPED : complete ? ExtensionState.ACTIVE : ExtensionState.ERROR,
                error(row, stopped, doors, hindrance),
                counted(doors, retired));
    }

    ExtensionStatus status() {
        return new ExtensionStatus(extension, boundPort, boundReturnPort, state, calls(), error);
    }

    /** Legs up on it now. */
    int calls() {
        int lines = 0;
        for (LinePort port : counted) {
            lines += port.lines();
        }
        return lines;
    }

    /** Whether it fares as {@code other} does, whatever their calls. */
    boolean like(PairView other) {
        return extension.equals(other.extension)
                && Objects.equals(boundPort, other.boundPort)
                && Objects.equals(boundReturnPort, other.boundReturnPort)
                && state == other.state
                && Objects.equals(error, other.error);
    }

    private static @Nullable String error(
            CheckedRow row, boolean stopped, PairDoors doors, @Nullable String hindrance) {
        if (stopped || row.fault() != null) {
            return row.fault();
        }
        if (hindrance != null) {
            return hindrance;
        }
        String visitors = doors.visitors().note();
        String residents = doors.residents().note();
        if (visitors == null || residents == null) {
            return visitors == null ? residents : visitors;
        }
        return visitors + "; " + residents;
    }

    private static List<LinePort> counted(PairDoors doors, List<LinePort> retired) {
        Door visitors = doors.visitors().door();
        Door residents = doors.residents().door();
        if (visitors != null && residents == null && retired.isEmpty()) {
            return List.of(visitors.port());
        }
        List<LinePort> counted = new ArrayList<>(2 + retired.size());
        if (visitors != null) {
            counted.add(visitors.port());
        }
        if (residents != null) {
            counted.add(residents.port());
        }
        counted.addAll(retired);
        return List.copyOf(counted);
    }

    private static @Nullable Integer bound(PairDoors.Side side) {
        Door door = side.door();
        return door == null ? null : Integer.valueOf(door.bound());
    }
}
