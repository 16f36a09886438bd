package io.ramal.audiosocket.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Warnings that peers can cause at will: of each kind the first is logged, then at most one in {@value #SECONDS} s that
 * tells how many there were. Any thread.
 */
final class Notices {
    static final int SECONDS = 10;

    private final Logger log;
    private final LongSupplier clock;
    private final Map<Object, Kind> kinds = new ConcurrentHashMap<>();

    Notices(Logger log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Warns, or counts.
     *
     * @param kind what is limited; a small, fixed number of values
     * @param format with one {} per argument, as in slf4j
     */
    void warn(Object kind, String format, Object... arguments) {
        long more = kinds.computeIfAbsent(kind, k -> new Kind()).pass(clock.getAsLong());
        if (more == 0) {
            log.warn(format, arguments);
        } else if (more > 0) {
            Object[] all = new Object[arguments.length + 1];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            all[arguments.length] = more;
            log.warn(format + " (and {} more of the kind since the last such line)", all);
        }
    }

    private static final class Kind {
        private boolean said;
        private long last;
        private long kept;

        /** How many were kept back, or -1 when this one is kept back too. */
        synchronized long pass(long now) {
            if (said && now - last < TimeUnit.SECONDS.toNanos(SECONDS)) {
                kept++;
                return -1;
            }
            long more = kept;
            said = true;
            last = now;
            kept = 0;
            return more;
        }
    }
}
