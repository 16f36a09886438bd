package io.ramal.leg.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that a provider fails and once that it serves again, however many legs notice. A provider that fails now and
 * then counts as failing until it has served for a minute. Thread-safe.
 */
final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);
    private static final long CALM = 60_000_000_000L;

    private final Map<String, Long> failing = new ConcurrentHashMap<>();
    private final LongSupplier clock;

    Faults(LongSupplier clock) {
        this.clock = clock;
    }

    void failed(String provider, String reason) {
        if (failing.put(provider, clock.getAsLong()) == null) {
            log.warn("Provider {} failed: {}", provider, reason);
        }
    }

    void served(String provider) {
        Long last = failing.isEmpty() ? null : failing.get(provider);
        if (last != null && clock.getAsLong() - last > CALM && failing.remove(provider, last)) {
            log.info("Provider {} serves again", provider);
        }
    }
}
