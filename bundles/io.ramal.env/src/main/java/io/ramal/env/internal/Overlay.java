package io.ramal.env.internal;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lays settings over configurations and takes them off again. What a key held before is remembered and restored; a
 * {@value #MARK} entry tells, also after a restart, which keys are ours. Thread-safe: applying is idempotent, so that
 * whoever comes last with the newest settings wins.
 */
final class Overlay {
    /** Entry of a configuration that lists the keys laid over it. */
    static final String MARK = "ramal.env.keys";

    /** Present when a file in etc/ is behind a configuration. */
    static final String FILE = "felix.fileinstall.filename";

    /** Where configurations live. */
    interface Store {
        /** The properties of a configuration, empty when there is none. */
        Optional<Map<String, Object>> read(String pid);

        /** Writes a configuration, unless it is like that already. */
        void write(String pid, Map<String, Object> properties);

        void delete(String pid);
    }

    /** In the order of the table: the extensions leave a port before the web server takes it. */
    private static final Set<String> PIDS = Stream.of(Variable.values())
            .flatMap(v -> v.targets().stream())
            .map(Variable.Target::pid)
            .collect(Collectors.collectingAndThen(
                    Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));

    private final Store store;
    private final Secrets secrets;
    private final Map<String, Map<String, Object>> before = new ConcurrentHashMap<>();
    private volatile Settings settings = Settings.NONE;

    Overlay(Store store, Secrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    Settings settings() {
        return settings;
    }

    /** Makes {@code next} what holds from now on. */
    void set(Settings next) {
        settings = next;
        PIDS.forEach(this::apply);
    }

    /** What a configuration would hold with other settings; what stands for secrets is made up. */
    Map<String, Object> preview(String pid, Settings other) {
        Map<String, Object> forgotten = new HashMap<>(before.getOrDefault(pid, Map.of()));
        return merge(store.read(pid).orElse(Map.of()), other.of(pid, new Secrets()), forgotten);
    }

    /** Lays the settings over one configuration again, if somebody else changed it. */
    void apply(String pid) {
        if (!PIDS.contains(pid)) {
            return;
        }
        Map<String, Object> wanted = settings.of(pid, secrets);
        Optional<Map<String, Object>> present = store.read(pid);
        if (present.isEmpty() && wanted.isEmpty()) {
            return;
        }
        Map<String, Object> now = present.orElse(Map.of());
        Map<String, Object> merged = merge(now, wanted, before.computeIfAbsent(pid, p -> new ConcurrentHashMap<>()));
        if (merged.isEmpty() || (wanted.isEmpty() && onlyOurs(pid, now))) {
            store.delete(pid);
        } else if (!merged.equals(now)) {
            store.write(pid, merged);
        }
    }

    /** @param old what keys held before they were laid over; kept up to date */
    private static Map<String, Object> merge(
            Map<String, Object> now, Map<String, Object> wanted, Map<String, Object> old) {
        Set<String> ours = marked(now);
        Map<String, Object> merged = new HashMap<>(now);
        for (String key : ours) {
            if (!wanted.containsKey(key)) {
                Object value = old.remove(key);
                if (value == null) {
                    merged.remove(key);
                } else {
                    merged.put(key, value);
                }
            }
        }
        wanted.forEach((key, value) -> {
            if (!ours.contains(key)) {
                Object value0 = now.get(key);
                if (value0 == null) {
                    old.remove(key);
                } else {
                    old.put(key, value0);
                }
            }
            merged.put(key, value);
        });
        if (wanted.isEmpty()) {
            merged.remove(MARK);
        } else {
            merged.put(MARK, String.join(",", new TreeSet<>(wanted.keySet())));
        }
        return merged;
    }

    private static boolean onlyOurs(String pid, Map<String, Object> now) {
        return Part.optional(pid) && now.containsKey(MARK) && !now.containsKey(FILE);
    }

    private static Set<String> marked(Map<String, Object> now) {
        Object mark = now.get(MARK);
        return mark == null || mark.toString().isEmpty()
                ? Set.of()
                : Set.of(mark.toString().split(",", -1));
    }
}
