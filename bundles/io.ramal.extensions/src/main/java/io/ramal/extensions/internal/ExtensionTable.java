package io.ramal.extensions.internal;

import io.ramal.call.LineServer;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pairs that shall run and the ports open for them. Every change runs on one serial executor, where opening a port
 * may block; what is asked is answered from a snapshot.
 */
final class ExtensionTable implements Extensions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExtensionTable.class);
    private static final String NO_SERVER = "AudioSocket is not running (bundle io.ramal.audiosocket)";

    private final Executor serial;
    private volatile Snapshot snapshot;

    // the serial executor's own
    private Configuration configuration;
    private @Nullable LineServer server;
    private boolean closed;

    ExtensionTable(Executor serial, Configuration configuration) {
        this.serial = serial;
        this.configuration = configuration;
        this.snapshot = new Snapshot(
                configuration.source(),
                configuration.extensions().stream()
                        .map(e -> RunningPair.closed(e, NO_SERVER))
                        .toList());
    }

    @Override
    public List<ExtensionStatus> status() {
        return snapshot.pairs.stream().map(RunningPair::status).toList();
    }

    @Override
    public ExtensionSource source() {
        return snapshot.source;
    }

    /** Runs the difference to {@code next}: pairs that are the same keep their ports. */
    void configure(Configuration next) {
        serial.execute(() -> {
            configuration = next;
            run();
        });
    }

    /** Opens everything on {@code next}, which may be the first server or one that came back. */
    void attach(LineServer next) {
        serial.execute(() -> {
            closeAll();
            server = next;
            run();
        });
    }

    /** Forgets a server that is going away, unless another has taken its place. */
    void detach(LineServer gone) {
        serial.execute(() -> {
            if (server == gone) {
                closeAll();
                server = null;
                run();
            }
        });
    }

    /** Stops accepting on every port; idempotent. */
    @Override
    public void close() {
        serial.execute(() -> {
            closed = true;
            closeAll();
        });
    }

    private void run() {
        if (closed) {
            return;
        }
        LineServer current = server;
        Map<Integer, RunningPair> before = new HashMap<>();
        for (RunningPair pair : snapshot.pairs) {
            before.put(pair.extension().id(), pair);
        }
        List<Extension> wanted = configuration.extensions();
        for (RunningPair pair : snapshot.pairs) {
            if (!wanted.contains(pair.extension())) {
                pair.close();
            }
        }
        List<RunningPair> after = new ArrayList<>();
        PairOpener opener = current == null ? null : new PairOpener(current, configuration.ports());
        for (Extension extension : wanted) {
            RunningPair old = before.get(extension.id());
            if (old != null && old.extension().equals(extension) && old.complete()) {
                after.add(old);
            } else if (opener == null) {
                after.add(RunningPair.closed(extension, NO_SERVER));
            } else {
                after.add(reopen(opener, extension, old));
            }
        }
        snapshot = new Snapshot(configuration.source(), List.copyOf(after));
    }

    private static RunningPair reopen(PairOpener opener, Extension extension, @Nullable RunningPair old) {
        if (old != null) {
            old.close();
        }
        RunningPair pair = opener.open(extension);
        ExtensionStatus status = pair.status();
        if (pair.complete()) {
            LOG.info(
                    "extension {} listens on {}:{}, return extension {} on {}",
                    extension.number(),
                    extension.address(),
                    status.boundPort(),
                    extension.returnNumber(),
                    status.boundReturnPort());
        }
        return pair;
    }

    private void closeAll() {
        List<RunningPair> pairs = snapshot.pairs;
        pairs.forEach(RunningPair::close);
        snapshot = new Snapshot(
                snapshot.source,
                pairs.stream()
                        .map(p -> RunningPair.closed(p.extension(), NO_SERVER))
                        .toList());
    }

    private record Snapshot(ExtensionSource source, List<RunningPair> pairs) {}
}
