package io.ramal.speech.azure.internal;

import io.ramal.provider.ProviderHealth;
import io.ramal.speech.azure.wire.Failure;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the service fares, as far as an operator must know: a refused key, throttling, no connection. A single utterance that
 * fails says nothing but that it is time for a probe; whether the provider is still asked meanwhile decides whoever lends
 * it. Thread-safe.
 */
final class Health {
    /** A refused key is tried again so often: somebody may have renewed it at Azure. */
    static final Duration KEY_RECHECK = Duration.ofMinutes(5);
    /** A service that cannot be reached is tried again so often. */
    static final Duration RECONNECT = Duration.ofSeconds(15);
    /** Failing utterances do not make for more probes than that. */
    static final Duration PROBE_PAUSE = Duration.ofSeconds(5);
    /** How long a throttled service is left alone at first, twice as long each time, and at most; give or take a fifth. */
    static final Duration BACK_OFF = Duration.ofSeconds(2);

    static final Duration BACK_OFF_MAX = Duration.ofMinutes(1);

    private static final String LIBRARY =
            "Linux on x64 or arm64 with glibc, libssl3, libuuid1 and ca-certificates is needed (Debian: apt install"
                    + " libssl3 libuuid1 ca-certificates), and a data folder not mounted noexec; it is tried again every "
                    + RECONNECT.toSeconds() + " s";

    private static final double JITTER = 0.2;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final String what;
    private final LongSupplier clock;
    private final DoubleSupplier random;
    private final Runnable probe;

    private final Object lock = new Object();
    /** Read on the threads of calls: without the lock. */
    private volatile ProviderHealth told;
    /** Why it is unavailable. */
    private Failure.@Nullable Kind cause;

    private boolean throttled;
    private int throttledInARow;
    private long throttledUntil;
    private long probeAt;
    private long probedAt;

    /**
     * Begins as STARTING; the first {@link #tick} probes.
     *
     * @param what and where, for people, such as {@code speech recognition by Azure (brazilsouth)}
     * @param random 0–1
     * @param probe tries to connect; {@link #connected} or {@link #failed} follows
     */
    Health(String what, LongSupplier clock, DoubleSupplier random, Runnable probe) {
        this.what = what;
        this.clock = clock;
        this.random = random;
        this.probe = probe;
        this.told = ProviderHealth.starting("connecting: " + what);
        this.probeAt = clock.getAsLong();
        this.probedAt = probeAt - PROBE_PAUSE.toNanos();
    }

    ProviderHealth now() {
        return told;
    }

    /** A connection came up. */
    void connected() {
        change(this::up);
    }

    private void up() {
        probeAt = NEVER;
        if (!throttled) {
            cause = null;
            told = ProviderHealth.READY;
        }
    }

    /** An utterance came about. */
    void served() {
        change(() -> {
            throttled = false;
            throttledInARow = 0;
            up();
        });
    }

    /**
     * Something failed.
     *
     * @param connecting whether it was an attempt to connect ahead, not an utterance
     */
    void failed(Failure failure, boolean connecting) {
        change(() -> take(failure, connecting));
    }

    private void take(Failure failure, boolean connecting) {
        long now = clock.getAsLong();
        switch (failure.kind()) {
            case KEY -> {
                throttled = false;
                probeAt = now + KEY_RECHECK.toNanos();
                down(
                        failure,
                        "check AZURE_SPEECH_KEY and AZURE_SPEECH_REGION (.key and region in io.ramal.speech.azure.cfg):"
                                + " the key must be one of the resource in that region, and its quota not used up;"
                                + " it is tried again when they change and every "
                                + KEY_RECHECK.toMinutes() + " minutes");
            }
            case THROTTLED -> {
                if (throttled && now < throttledUntil) {
                    return;
                }
                throttled = true;
                probeAt = NEVER;
                long wait = Math.min(BACK_OFF_MAX.toNanos(), BACK_OFF.toNanos() << Math.min(throttledInARow++, 10));
                throttledUntil = now + (long) (wait * (1 + JITTER * (2 * random.getAsDouble() - 1)));
                down(
                        failure,
                        "it is asked again within a minute; if this comes often, raise the limits of the Azure resource"
                                + " or its tier");
            }
            case CONNECTION, SERVICE, SILENCE -> {
                if (connecting || !told.ready()) {
                    probeAt = now + RECONNECT.toNanos();
                    // a refused key says more than that the next attempt came to nothing
                    if (!throttled && cause != Failure.Kind.KEY) {
                        down(
                                failure,
                                "check the network, proxy.host, and AZURE_SPEECH_REGION, host or endpoint; it is tried"
                                        + " again every " + RECONNECT.toSeconds() + " s");
                    }
                } else {
                    probeAt = Math.max(now, probedAt + PROBE_PAUSE.toNanos());
                }
            }
            case HELPER -> {
                // no word about the service; but what was connected ahead is gone, and with it the probe on its way
                if (!throttled) {
                    probeAt = Math.min(probeAt, Math.max(now, probedAt + PROBE_PAUSE.toNanos()));
                }
            }
            case MACHINE -> {
                probeAt = now + RECONNECT.toNanos();
                down(failure, failure.cure().isEmpty() ? LIBRARY : failure.cure());
            }
            case REQUEST -> {
                // a matter of one language or voice, unless nothing has come about yet
                if (!told.ready() && !throttled && cause != Failure.Kind.KEY) {
                    probeAt = now + RECONNECT.toNanos();
                    down(
                            failure,
                            "check stt.endpoint.id, host and endpoint in io.ramal.speech.azure.cfg; it is tried again"
                                    + " every " + RECONNECT.toSeconds() + " s");
                }
            }
        }
    }

    private void down(Failure failure, String cure) {
        cause = failure.kind();
        told = ProviderHealth.unavailable(failure.reason(), cure);
    }

    /** Logs outside of the lock. */
    private void change(Runnable step) {
        ProviderHealth before;
        ProviderHealth after;
        synchronized (lock) {
            before = told;
            step.run();
            after = told;
        }
        if (after.state() == before.state()) {
            return;
        }
        if (after.ready()) {
            LOG.info("{}: ready", what);
        } else {
            LOG.warn("{}: {}; {}", what, after.reason(), after.cure());
        }
    }

    /** Time has passed: ends the wait of a throttled service, probes when that is due. */
    void tick() {
        long now = clock.getAsLong();
        change(() -> {
            if (throttled && now >= throttledUntil) {
                throttled = false;
                cause = null;
                told = ProviderHealth.READY;
            }
        });
        synchronized (lock) {
            if (now < probeAt) {
                return;
            }
            probeAt = NEVER;
            probedAt = now;
        }
        probe.run();
    }
}
