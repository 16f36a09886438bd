package io.ramal.http.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed logins by address, so that passwords cannot be tried out. The same wrong credentials again are no further
 * guess and not counted: a script that was forgotten when the password changed must not lock out those who have the new one
 * and come from the same address. Only digests of the guesses are kept. Thread-safe.
 */
final class FailedLogins {
    /** Different guesses of one address within {@link #WINDOW} after which it has to wait for the window's end. */
    static final int MAX = 10;

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Addresses remembered; the one that failed first is forgotten first. */
    static final int ADDRESSES_MAX = 1000;

    private final LongSupplier nanoTime;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private static final class Failures {
        private final long since;
        private final Set<String> guesses = new HashSet<>();

        Failures(long since) {
            this.since = since;
        }
    }

    FailedLogins(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long an address has to wait before it may try again; zero when it may now. */
    synchronized Duration wait(String address) {
        Failures found = current(key(address));
        return found == null || found.guesses.size() < MAX
                ? Duration.ZERO
                : WINDOW.minusNanos(nanoTime.getAsLong() - found.since);
    }

    /** @param authorization what was tried */
    synchronized void failed(String address, String authorization) {
        String key = key(address);
        Failures found = current(key);
        if (found == null) {
            if (failures.size() >= ADDRESSES_MAX) {
                failures.remove(failures.keySet().iterator().next());
            }
            found = new Failures(nanoTime.getAsLong());
            failures.put(key, found);
        }
        found.guesses.add(HexFormat.of()
                .formatHex(Credentials.digest(authorization.strip().getBytes(StandardCharsets.UTF_8))));
    }

    synchronized int addresses() {
        return failures.size();
    }

    private @Nullable Failures current(String key) {
        Failures found = failures.get(key);
        if (found != null && nanoTime.getAsLong() - found.since >= WINDOW.toNanos()) {
            failures.remove(key);
            return null;
        }
        return found;
    }

    /** An IPv6 host has a whole /64 of addresses to come from. */
    private static String key(String address) {
        String bare = Hosts.bare(address);
        if (bare.indexOf(':') < 0) {
            return bare;
        }
        try {
            byte[] bytes = InetAddress.getByName(bare).getAddress();
            return HexFormat.of().formatHex(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (UnknownHostException e) {
            return bare;
        }
    }
}
