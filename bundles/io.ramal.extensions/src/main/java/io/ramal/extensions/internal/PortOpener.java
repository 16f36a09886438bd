package io.ramal.extensions.internal;

import io.ramal.call.LegRole;
import io.ramal.call.LinePortRequest;
import io.ramal.call.LineServer;
import io.ramal.extensions.internal.PairDoors.Side;
import java.io.IOException;
import java.net.BindException;
import java.util.PrimitiveIterator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens ports, on other numbers where the configured ones are taken. */
final class PortOpener {
    private static final Logger LOG = LoggerFactory.getLogger(PortOpener.class);

    private final LineServer server;
    private final PortPlan plan;
    private final BooleanSupplier stopping;

    /**
     * @param stopping while true nothing is opened any more
     */
    PortOpener(LineServer server, PortPlan plan, BooleanSupplier stopping) {
        this.server = server;
        this.plan = plan;
        this.stopping = stopping;
    }

    /**
     * Opens a port of a pair; the result says what is odd about it, or why it is not open.
     *
     * @param own what is open for it now, null when nothing is; it is as good as a new one where it is found on the way
     */
    Side open(CheckedRow row, LegRole role, @Nullable Door own) {
        int configured = configured(row, role);
        String reason = "no number from it upwards may be used";
        // one by one: among thousands of configured ports the next free number may be far away
        PrimitiveIterator.OfInt candidates = plan.candidates(configured).iterator();
        while (candidates.hasNext()) {
            int port = candidates.nextInt();
            if (own != null && own.bound() == port && own.bind().equals(row.bind())) {
                return new Side(own.serve(row.extension()), elsewhere(configured, port));
            }
            try {
                Door door = bind(row, role, row.bind(), port);
                return new Side(door, elsewhere(configured, door.bound()));
            } catch (BindException e) {
                reason = String.valueOf(e.getMessage());
            } catch (IOException | RuntimeException e) {
                reason = String.valueOf(e.getMessage());
                break;
            }
        }
        return new Side(null, failed(configured, reason));
    }

    /**
     * Opens the configured port and no other; the result says why it is not open.
     *
     * @param bound where the pair listens meanwhile
     */
    Side openConfigured(CheckedRow row, LegRole role, int bound) {
        int configured = configured(row, role);
        if (plan.isApi(configured)) {
            return new Side(null, elsewhere(configured, bound));
        }
        try {
            return new Side(bind(row, role, row.bind(), configured), null);
        } catch (BindException e) {
            return new Side(null, elsewhere(configured, bound));
        } catch (IOException | RuntimeException e) {
            return new Side(null, "still on " + bound + ": " + failed(configured, String.valueOf(e.getMessage())));
        }
    }

    /** Opens the configured port on the address it had before; null when that cannot be either. */
    @Nullable
    Door reopen(CheckedRow row, LegRole role, String bind) {
        try {
            return bind(row, role, bind, configured(row, role));
        } catch (IOException | RuntimeException e) {
            LOG.debug(
                    "{} is not open on {} either: {}", CheckedRow.number(row.extension(), role), bind, e.getMessage());
            return null;
        }
    }

    private Door bind(CheckedRow row, LegRole role, String bind, int port) throws IOException {
        if (stopping.getAsBoolean()) {
            throw new IOException("the server is stopping");
        }
        return Door.of(row.extension(), bind, server.open(new LinePortRequest(row.extension(), role, bind, port)));
    }

    private static String failed(int configured, String reason) {
        return "port " + configured + " could not be opened (" + reason + "): cure that, then refresh or restart";
    }

    private @Nullable String elsewhere(int configured, int bound) {
        if (configured == 0 || configured == bound) {
            return null;
        }
        return plan.isApi(configured)
                ? "port " + configured + " is the HTTP API's, runs on " + bound + ": configure another port"
                : "port " + configured + " is taken, runs on " + bound + ": free it and refresh, or dial " + bound;
    }

    private static int configured(CheckedRow row, LegRole role) {
        Integer port = CheckedRow.port(row.extension(), role);
        if (port == null) {
            throw new IllegalStateException("Extension " + row.id() + " has no port for a " + role);
        }
        return port;
    }
}
