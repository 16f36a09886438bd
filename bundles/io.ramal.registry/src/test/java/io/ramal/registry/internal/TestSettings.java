package io.ramal.registry.internal;

import java.util.HashMap;
import java.util.Map;

/** Settings as they are by default, but that nobody waits for leases. */
final class TestSettings {
    static final RegistrySettings DEFAULTS = of(Map.of());

    private TestSettings() {}

    static RegistrySettings of(Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putIfAbsent("retire.grace.ms", 0);
        return RegistrySettings.of(all);
    }
}
