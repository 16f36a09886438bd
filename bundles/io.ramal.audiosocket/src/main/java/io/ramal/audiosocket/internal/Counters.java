package io.ramal.audiosocket.internal;

import io.ramal.call.LineEnd;
import io.ramal.call.LineStatistics;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What is counted, by every thread without waiting for another. */
final class Counters {
    final LongAdder connections = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder framesIn = new LongAdder();
    final LongAdder framesOut = new LongAdder();
    final LongAdder lateFrames = new LongAdder();
    final LongAdder missedFrames = new LongAdder();
    final LongAdder unsentFrames = new LongAdder();
    final LongAdder floodedFrames = new LongAdder();
    private final Map<Refusal, LongAdder> refused = adders(Refusal.class);
    private final Map<Violation, LongAdder> violations = adders(Violation.class);
    private final Map<LineEnd, LongAdder> ended = adders(LineEnd.class);

    void refused(Refusal cause) {
        count(refused, cause);
    }

    void violated(Violation violation) {
        count(violations, violation);
    }

    void ended(LineEnd end) {
        count(ended, end);
    }

    LineStatistics.Snapshot snapshot(int lines, int strangers) {
        return new LineStatistics.Snapshot(
                lines,
                strangers,
                connections.sum(),
                accepted.sum(),
                framesIn.sum(),
                framesOut.sum(),
                lateFrames.sum(),
                missedFrames.sum(),
                unsentFrames.sum(),
                floodedFrames.sum(),
                named(refused),
                named(violations),
                sums(ended));
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> map = new EnumMap<>(type);
        for (E e : type.getEnumConstants()) {
            map.put(e, new LongAdder());
        }
        return map;
    }

    private static <E extends Enum<E>> void count(Map<E, LongAdder> map, E key) {
        LongAdder adder = map.get(key);
        if (adder != null) {
            adder.increment();
        }
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> map) {
        Map<E, Long> sums = new LinkedHashMap<>();
        map.forEach((key, adder) -> {
            if (adder.sum() > 0) {
                sums.put(key, adder.sum());
            }
        });
        return sums;
    }

    private static <E extends Enum<E>> Map<String, Long> named(Map<E, LongAdder> map) {
        Map<String, Long> named = new LinkedHashMap<>();
        sums(map).forEach((key, sum) -> named.put(key.name().toLowerCase(Locale.ROOT), sum));
        return named;
    }
}
