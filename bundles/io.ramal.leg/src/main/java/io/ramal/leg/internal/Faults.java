package io.ramal.leg.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a provider fails and once that it serves again, however many legs notice. Thread-safe. */
final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    void failed(String provider, String reason) {
        if (failing.add(provider)) {
            log.warn("Provider {} failed: {}", provider, reason);
        }
    }

    void served(String provider) {
        if (!failing.isEmpty() && failing.remove(provider)) {
            log.info("Provider {} serves again", provider);
        }
    }
}
