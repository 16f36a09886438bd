package io.ramal.extensions.internal;

import io.ramal.extension.ExtensionState;
import io.ramal.extension.RefreshResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Counts what became different between two looks at the table and says it in the log. */
final class ChangeLog {
    /** More changes than this are told in one line, and of the faults so many one by one. */
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
        List<PairView> faulty =
                after.stream().filter(v -> isNews(old.get(id(v)), v, hindrance)).toList();
        faulty.stream().limit(TOLD_ONE_BY_ONE).forEach(this::fault);
        if (faulty.size() > TOLD_ONE_BY_ONE) {
            log.warn("and {} more; ramal:list --faulty shows them", faulty.size() - TOLD_ONE_BY_ONE);
        }
        return result;
    }

    /** Of two rows with one id the one that can run. */
    private static Map<Integer, PairView> byId(List<PairView> views) {
        Map<Integer, PairView> byId = new HashMap<>(views.size() * 2);
        views.forEach(v -> byId.merge(id(v), v, (a, b) -> a.state() == ExtensionState.ERROR ? b : a));
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

    private static boolean isNews(@Nullable PairView before, PairView now, @Nullable String hindrance) {
        String error = now.error();
        return error != null
                && !error.equals(hindrance)
                && now.state() != ExtensionState.STOPPED
                && (before == null || !error.equals(before.error()));
    }

    private void fault(PairView view) {
        if (view.state() == ExtensionState.ACTIVE) {
            log.warn("extension {} (row {}): {}", view.extension().number(), id(view), view.error());
        } else {
            log.error("extension {} (row {}) does not run: {}", view.extension().number(), id(view), view.error());
        }
    }

    private static int id(PairView view) {
        return view.extension().id();
    }
}
