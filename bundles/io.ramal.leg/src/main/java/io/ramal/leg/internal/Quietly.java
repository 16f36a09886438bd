package io.ramal.leg.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what belongs to a provider: its faults stay its own. */
final class Quietly {
    private static final Logger log = LoggerFactory.getLogger(Quietly.class);

    private Quietly() {}

    static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError e) {
            log.warn("{} failed to close", what.getClass().getName(), e);
        }
    }
}
