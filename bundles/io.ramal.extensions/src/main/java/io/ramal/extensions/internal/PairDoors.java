package io.ramal.extensions.internal;

import io.ramal.call.LegRole;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is open for a pair.
 *
 * @param visitors the AI extension's side
 * @param residents the return extension's side
 */
record PairDoors(Side visitors, Side residents) {
    /** Nothing is open and nothing was tried. */
    static final PairDoors NONE = new PairDoors(Side.NONE, Side.NONE);

    /**
     * One of the two ports.
     *
     * @param door the open port, null when it is not
     * @param note why it is not open, or is another than the configured one; null when all is as configured
     */
    record Side(@Nullable Door door, @Nullable String note) {
        static final Side NONE = new Side(null, null);
    }

    Side side(LegRole role) {
        return role == LegRole.VISITOR ? visitors : residents;
    }

    @Nullable
    Door door(LegRole role) {
        return side(role).door();
    }

    PairDoors with(LegRole role, Side side) {
        return role == LegRole.VISITOR ? new PairDoors(side, residents) : new PairDoors(visitors, side);
    }

    Stream<Door> doors() {
        return Stream.of(visitors, residents).map(Side::door).flatMap(Stream::ofNullable);
    }
}
