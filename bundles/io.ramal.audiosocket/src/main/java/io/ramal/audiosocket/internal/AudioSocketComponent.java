package io.ramal.audiosocket.internal;

import io.ramal.call.LineAcceptor;
import io.ramal.call.LinePort;
import io.ramal.call.LinePortRequest;
import io.ramal.call.LineServer;
import io.ramal.call.LineStatistics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the server into the house. Limits may be changed while lines are up and hold for new connections; the keys of
 * threads and sockets hold from the next start.
 *
 * <p>A bad number falls back to its default, for a server that does not listen serves nobody. A bad {@code allow} does
 * not: it keeps the server from starting, or the old list in force, for it must not let more in than it was meant to.
 */
@Component(
        service = {LineServer.class, LineStatistics.class},
        configurationPid = AudioSocketComponent.PID,
        immediate = true)
@Designate(ocd = AudioSocketComponent.Config.class)
public final class AudioSocketComponent implements LineServer, LineStatistics {
    static final String PID = "io.ramal.audiosocket";

    private static final Logger LOG = LoggerFactory.getLogger(AudioSocketComponent.class);

    /** The keys; dots in the file where there are underscores here. */
    @ObjectClassDefinition(name = "Ramal AudioSocket", description = "How Asterisk's connections are treated")
    public @interface Config {
        @AttributeDefinition(
                description = "Time for a new connection to send its UUID, in ms",
                min = "100",
                max = "60000")
        int handshake_timeout_ms() default 5000;

        @AttributeDefinition(
                description = "Time for the peer to close after our hangup, in ms; also the longest a stop waits",
                min = "100",
                max = "60000")
        int hangup_timeout_ms() default 5000;

        @AttributeDefinition(
                description = "A peer that takes none of our sound for this time is held for dead, in ms",
                min = "1000",
                max = "600000")
        int write_timeout_ms() default 30000;

        @AttributeDefinition(
                description = "A peer that sends nothing for this time is held for dead, in ms; 0 is never. "
                        + "A caller on hold sends nothing; an unplugged peer is found by write.timeout.ms",
                min = "0",
                max = "86400000")
        int inbound_timeout_ms() default 300000;

        @AttributeDefinition(
                description = "Sound taken at once beyond real time, in ms; more is thrown away",
                min = "1000",
                max = "60000")
        int inbound_burst_ms() default 10000;

        @AttributeDefinition(description = "Lines up at most", min = "1", max = "100000")
        int connections_max() default 2000;

        @AttributeDefinition(
                description = "Lines up at most from one address; Asterisk is one",
                min = "1",
                max = "100000")
        int connections_per_address_max() default 1000;

        @AttributeDefinition(
                description = "Connections at most that have not sent their UUID; the oldest is closed for a new one",
                min = "1",
                max = "100000")
        int strangers_max() default 1000;

        @AttributeDefinition(description = "Longest sound frame taken, in bytes", min = "320", max = "65534")
        int payload_max_bytes() default 16192;

        @AttributeDefinition(
                description = "Addresses and subnets that may connect, such as 10.0.0.5 or 2001:db8::/32; empty is all",
                cardinality = Integer.MAX_VALUE)
        String[] allow() default {};

        @AttributeDefinition(
                description = "Threads that carry lines; 0 is one per core, at most 4. From the next start",
                min = "0",
                max = "64")
        int io_threads() default 0;

        @AttributeDefinition(
                description = "Connections the system holds until they are accepted. From the next start",
                min = "1",
                max = "65535")
        int accept_backlog() default 1024;

        @AttributeDefinition(description = "Use epoll where it is available. From the next start")
        boolean epoll() default true;
    }

    private final AudioSocketServer server;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable LineAcceptor acceptor;

    /** Starts the threads; ports are opened when asked for. */
    @Activate
    public AudioSocketComponent(Config config) {
        Settings settings = settings(config);
        int threads = number("io.threads", config::io_threads, 0, 0, 64);
        int backlog = number("accept.backlog", config::accept_backlog, 1024, 1, 65535);
        if (threads == 0) {
            threads = Math.min(4, Runtime.getRuntime().availableProcessors());
        }
        Transport transport = new Transport(config.epoll(), threads);
        this.server = new AudioSocketServer(transport, backlog, settings, System::nanoTime, () -> acceptor);
        LOG.info("AudioSocket started: {}, {} threads", transport.name(), threads);
    }

    @Modified
    void modified(Config config) {
        try {
            server.apply(settings(config));
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the settings before stay in force", e.getMessage());
        }
    }

    @Deactivate
    void close() {
        server.close();
        LOG.info("AudioSocket stopped");
    }

    @Override
    public LinePort open(LinePortRequest request) throws IOException {
        return server.open(request);
    }

    @Override
    public Snapshot snapshot() {
        return server.snapshot();
    }

    private static Settings settings(Config config) {
        return new Settings(
                millis("handshake.timeout.ms", config::handshake_timeout_ms, 5000, 100, 60_000),
                millis("hangup.timeout.ms", config::hangup_timeout_ms, 5000, 100, 60_000),
                millis("write.timeout.ms", config::write_timeout_ms, 30_000, 1000, 600_000),
                millis("inbound.timeout.ms", config::inbound_timeout_ms, 300_000, 0, 86_400_000),
                millis("inbound.burst.ms", config::inbound_burst_ms, 10_000, 1000, 60_000),
                number("connections.max", config::connections_max, 2000, 1, 100_000),
                number("connections.per.address.max", config::connections_per_address_max, 1000, 1, 100_000),
                number("strangers.max", config::strangers_max, 1000, 1, 100_000),
                number("payload.max.bytes", config::payload_max_bytes, 16_192, 320, 65_534),
                allow(config));
    }

    private static AllowList allow(Config config) {
        try {
            return AllowList.parse(List.of(config.allow()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PID + ": key allow: " + e.getMessage() + "; give addresses and subnets separated by commas", e);
        }
    }

    private static Duration millis(String key, IntSupplier value, int fallback, int min, int max) {
        return Duration.ofMillis(number(key, value, fallback, min, max));
    }

    private static int number(String key, IntSupplier value, int fallback, int min, int max) {
        String given;
        try {
            int n = value.getAsInt();
            if (n >= min && n <= max) {
                return n;
            }
            given = String.valueOf(n);
        } catch (RuntimeException e) {
            // what SCR throws when a value is no number
            given = String.valueOf(e.getMessage());
        }
        LOG.error("{}: key {}: '{}' is not a number from {} to {}; {} is used", PID, key, given, min, max, fallback);
        return fallback;
    }
}
