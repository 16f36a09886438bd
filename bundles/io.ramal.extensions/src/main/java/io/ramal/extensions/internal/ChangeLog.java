package io.ramal.extensions.internal;

import io.ramal.extension.ExtensionState;
import io.ramal.extension.RefreshResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Counts what became different between two looks at the table and says it in the log. */
final class ChangeLog {
    /** More changes than this are told in one line. */
    private static final int TOLD_ONE_BY_ONE = 20;

    private final Logger log;

    ChangeLog(Logger log) {
        this.log = log;
    }

    /**
     * Tells the difference.
     *
     * @param hindrance the error every pair has for a reason told elsewhere, null when there is none
     */
    RefreshResult tell(List<PairView> before, List<PairView> after, @Nullable String hindrance) {
        Map<Integer, PairView> old = byId(before);
        Map<Integer, PairView> now = byId(after);
        int removed =
                (int) old.keySet().stream().filter(id -> !now.containsKey(id)).count();
        int added =
                (int) now.keySet().stream().filter(id -> !old.containsKey(id)).count();
        int updated = (int) now.values().stream().filter(v -> changed(old, v)).count();
        int active = (int) now.values().stream()
                .filter(v -> v.state() == ExtensionState.ACTIVE)
                .count();
        RefreshResult result = new RefreshResult(removed, updated, added, active);
        if (removed + updated + added > TOLD_ONE_BY_ONE) {
            log.info("extensions: {} removed, {} changed, {} added; {} listen now", removed, updated, added, active);
        } else {
            old.values().stream().filter(v -> !now.containsKey(id(v))).forEach(this::gone);
            now.values().stream()
                    .filter(v -> !old.containsKey(id(v)) || changed(old, v))
                    .forEach(this::different);
        }
        after.forEach(v -> fault(old.get(id(v)), v, hindrance));
        return result;
    }

    /** The first of an id: a second one cannot run. */
    private static Map<Integer, PairView> byId(List<PairView> views) {
        Map<Integer, PairView> byId = new HashMap<>(views.size() * 2);
        views.forEach(v -> byId.putIfAbsent(id(v), v));
        return byId;
    }

    private static boolean changed(Map<Integer, PairView> old, PairView now) {
        PairView before = old.get(id(now));
        return before != null && !before.like(now);
    }

    private void gone(PairView view) {
        log.info(
                "extension {} (row {}) is no longer configured; {} lines on it run on",
                view.extension().number(),
                id(view),
                view.calls());
    }

    private void different(PairView view) {
        String number = view.extension().number();
        if (view.state() == ExtensionState.STOPPED) {
            log.info("extension {} (row {}) is stopped", number, id(view));
        } else if (view.state() == ExtensionState.ACTIVE) {
            log.info(
                    "extension {} (row {}) of condominium {} listens on {}, its return extension {}",
                    number,
                    id(view),
                    view.extension().condominiumId(),
                    view.boundPort(),
                    view.boundReturnPort() == null
                            ? "does not exist"
                            : view.extension().returnNumber() + " on " + view.boundReturnPort());
        }
    }

    private void fault(@Nullable PairView before, PairView now, @Nullable String hindrance) {
        String error = now.error();
        if (error == null
                || error.equals(hindrance)
                || now.state() == ExtensionState.STOPPED
                || (before != null && Objects.equals(before.error(), error))) {
            return;
        }
        if (now.state() == ExtensionState.ACTIVE) {
            log.warn("extension {} (row {}): {}", now.extension().number(), id(now), error);
        } else {
            log.error("extension {} (row {}) does not run: {}", now.extension().number(), id(now), error);
        }
    }

    private static int id(PairView view) {
        return view.extension().id();
    }
}
