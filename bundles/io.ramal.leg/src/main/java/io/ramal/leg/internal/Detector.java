package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.Lease;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A leg's voice activity detector: leased for the leg's life, replaced when it fails, goes, or another one is chosen.
 * Without one the leg hears keys only, and looks for one every {@value #CHECK_MS} ms.
 */
final class Detector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Detector.class);
    private static final long CHECK_MS = 1000;
    private static final long CHECK = CHECK_MS * 1_000_000;

    private final ProviderRegistry registry;
    private final VadRequest request;
    private final Wishes wishes;
    private final VadListener listener;
    private @Nullable Lease<VadProvider> lease;
    private @Nullable VadSession session;
    private Set<String> excluded = Set.of();
    private long lastCheck;
    private boolean checked;
    private boolean closed;
    private boolean blundered;

    Detector(ProviderRegistry registry, VadRequest request, Wishes wishes, VadListener listener) {
        this.registry = registry;
        this.request = request;
        this.wishes = wishes;
        this.listener = e -> tell(listener, e);
        open();
    }

    /** What goes wrong in the leg while it is told a verdict is no fault of the detector's. */
    private void tell(VadListener leg, VadEvent event) {
        try {
            leg.on(event);
        } catch (RuntimeException e) {
            if (!blundered) {
                blundered = true;
                log.error("A leg failed on a detector's verdict; it goes on, and this is said once", e);
            }
        }
    }

    boolean working() {
        return session != null;
    }

    void accept(AudioFrame frame) {
        if (session == null) {
            return;
        }
        try {
            session.accept(frame);
        } catch (RuntimeException e) {
            failed(e);
            open();
        }
    }

    /**
     * Gives back a detector that is to be replaced at once; looks now and then whether it fares well, or for one where
     * there is none.
     */
    void tick(long nanoTime) {
        Lease<VadProvider> held = lease;
        boolean check = !checked || nanoTime - lastCheck >= CHECK;
        if (check) {
            checked = true;
            lastCheck = nanoTime;
        }
        if (held == null) {
            if (check) {
                excluded = Set.of();
                open();
            }
        } else if (held.retired() || check && !held.provider().health().ready()) {
            release();
            open();
        }
    }

    private void open() {
        if (closed) {
            return;
        }
        // every failure excludes one more provider, so this ends
        while (session == null) {
            lease = registry.lease(VadProvider.class, wishes.lease(ProviderRole.VAD, excluded))
                    .orElse(null);
            if (lease == null) {
                return;
            }
            try {
                session = lease.provider().open(request, listener);
            } catch (RuntimeException e) {
                String id = lease.provider().info().id();
                boolean again = excluded.contains(id);
                failed(e);
                if (again) {
                    return;
                }
            }
        }
    }

    private void failed(RuntimeException e) {
        if (lease != null) {
            Set<String> more = new HashSet<>(excluded);
            more.add(lease.provider().info().id());
            excluded = more;
            lease.failed(e.toString());
        }
        release();
    }

    private void release() {
        VadSession s = session;
        Lease<VadProvider> l = lease;
        session = null;
        lease = null;
        if (s != null) {
            Quietly.close(s);
        }
        if (l != null) {
            Quietly.close(l);
        }
    }

    @Override
    public void close() {
        closed = true;
        release();
    }
}
