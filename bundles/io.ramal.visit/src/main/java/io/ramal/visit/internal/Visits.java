package io.ramal.visit.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineAcceptor;
import io.ramal.call.LineHandler;
import io.ramal.call.LineInfo;
import io.ramal.call.Reception;
import io.ramal.extension.ExtensionProfile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All visits: takes lines in, remembers ended calls, drains. Safe for any thread. */
final class Visits implements LineAcceptor, Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);

    /** So that who keeps record of visits still learns how those ended that a stop has ended. */
    private static final long LAST_ENDS_MS = 1000;

    private final Means means;
    private final Reception reception;
    private final Function<String, ExtensionProfile> profiles;
    private final Occupancy occupancy = new Occupancy();
    /** Ids in use, taken before their visit is made so that two lines with one id cannot both be let in. */
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();

    private final Map<UUID, Visit> active = new ConcurrentHashMap<>();
    private final Deque<CallSnapshot> recent = new ArrayDeque<>();
    private volatile VisitSettings settings;
    private volatile @Nullable CountDownLatch drained;

    /** @param profiles what is set for an AI extension, by its number */
    Visits(Means means, VisitSettings settings, Reception reception, Function<String, ExtensionProfile> profiles) {
        this.means = means;
        this.settings = settings;
        this.reception = reception;
        this.profiles = profiles;
    }

    /** Calls that come from now on are held by {@code settings}; those that are up keep theirs. */
    void use(VisitSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<LineHandler> accept(Line line) {
        LineInfo info = line.info();
        if (info.role() == LegRole.RESIDENT) {
            return acceptResident(line);
        }
        if (drained != null || !reception.accepting()) {
            LOG.info("call {} refused: the server is {}", info.callId(), drained != null ? "stopping" : "draining");
            return refused(info, "draining");
        }
        if (!taken.add(info.callId())) {
            LOG.warn("call {} from {} refused: a call with this UUID is up", info.callId(), info.remote());
            return refused(info, "duplicate");
        }
        boolean in = false;
        try {
            Optional<LineHandler> handler =
                    admitted(line, profiles.apply(info.extension().number()));
            in = handler.isPresent();
            return handler;
        } finally {
            // by whatever it failed: classes go missing when bundles are updated
            if (!in) {
                taken.remove(info.callId());
            }
        }
    }

    /** A resident's leg belongs to a visit that is up: it is let in also while the server drains. */
    private Optional<LineHandler> acceptResident(Line line) {
        LineInfo info = line.info();
        Visit visit = active.get(info.callId());
        String refusal = visit == null ? "no_visit" : visit.refusal(line);
        if (visit != null && refusal == null) {
            return Optional.of(visit.join(line));
        }
        String reason = Objects.requireNonNull(refusal);
        LOG.warn(
                "return leg {} from {} on extension {} refused: {}",
                info.callId(),
                info.remote(),
                info.extension().number(),
                reason);
        return refused(info, reason);
    }

    private Optional<LineHandler> admitted(Line line, ExtensionProfile profile) {
        LineInfo info = line.info();
        int extension = info.extension().id();
        if (!occupancy.enter(extension, profile.maxCalls())) {
            LOG.info(
                    "call {} refused: {} visits are up on extension {}",
                    info.callId(),
                    profile.maxCalls(),
                    info.extension().number());
            return refused(info, "calls_max");
        }
        boolean opened = false;
        try {
            Visit visit = new Visit(line, VisitPlan.of(settings, profile), means, this::ended);
            active.put(visit.id(), visit);
            if (drained != null) {
                // drained between the question above and here: whoever drains may not have seen this call
                visit.hangupAll();
            }
            LineHandler handler = visit.handler();
            opened = true;
            return Optional.of(handler);
        } finally {
            if (!opened) {
                active.remove(info.callId());
                occupancy.leave(extension);
            }
        }
    }

    private Optional<LineHandler> refused(LineInfo info, String reason) {
        means.events().accept(new CallEvent.Refused(info.callId(), info.extension(), info.role(), reason));
        return Optional.empty();
    }

    @Override
    public List<CallSnapshot> active() {
        return active.values().stream()
                .map(Visit::snapshot)
                .sorted(Comparator.comparing(CallSnapshot::started))
                .toList();
    }

    @Override
    public List<CallSnapshot> recent() {
        synchronized (recent) {
            return List.copyOf(recent);
        }
    }

    @Override
    public Optional<CallSnapshot> find(UUID callId) {
        Visit visit = active.get(callId);
        return visit != null
                ? Optional.of(visit.snapshot())
                : recent().stream().filter(c -> c.id().equals(callId)).findFirst();
    }

    @Override
    public boolean hangup(UUID callId, LegRole role) {
        Visit visit = active.get(callId);
        return visit != null && visit.hangup(role);
    }

    @Override
    public boolean end(UUID callId) {
        Visit visit = active.get(callId);
        return visit != null && visit.farewell();
    }

    /**
     * Refuses new calls for good, gives those that are up {@code limit} to end by themselves, then hangs up and gives them
     * up to {@value #LAST_ENDS_MS} ms more to come to their end. Blocks; idempotent.
     *
     * @return whether all calls ended by themselves
     */
    boolean drain(Duration limit) {
        CountDownLatch latch = new CountDownLatch(1);
        drained = latch;
        boolean quiet = active.isEmpty();
        if (!quiet) {
            LOG.info("draining: {} calls up, waiting at most {} s", active.size(), limit.toSeconds());
            quiet = await(latch, limit);
        }
        if (!quiet) {
            LOG.warn("hanging up {} calls that did not end in time", active.size());
            active.values().forEach(Visit::hangupAll);
            await(latch, Duration.ofMillis(Math.min(limit.toMillis(), LAST_ENDS_MS)));
        }
        return quiet;
    }

    private boolean await(CountDownLatch latch, Duration limit) {
        try {
            return active.isEmpty() || latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void ended(Visit visit) {
        // remembered first: the dialplan, which has the visitor back already, must find it at any moment
        synchronized (recent) {
            recent.addFirst(visit.snapshot());
            while (recent.size() > settings.recent()) {
                recent.removeLast();
            }
        }
        active.remove(visit.id(), visit);
        taken.remove(visit.id());
        occupancy.leave(visit.extension().id());
        CountDownLatch latch = drained;
        if (latch != null && active.isEmpty()) {
            latch.countDown();
        }
    }
}
