package io.ramal.env.internal;

import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps secrets out of configurations, where any operator could list them and the disk would keep them: a configuration
 * holds a placeholder, and the value is put in its place when a component is given its configuration. Thread-safe.
 */
final class Secrets {
    private static final String PREFIX = "$ramal.env:";

    private final Map<Variable, Secret> secrets = new ConcurrentHashMap<>();

    /** Keeps a secret and gives the text that stands for it; a new value has a new text, so that it is noticed. */
    String placeholder(Variable variable, String value) {
        Secret secret = secrets.compute(
                variable,
                (v, old) -> old != null && old.value.equals(value)
                        ? old
                        : new Secret(value, old == null ? 1 : old.version + 1));
        return PREFIX + variable.name() + "#" + secret.version;
    }

    /**
     * Puts the secrets in the place of what stands for them.
     *
     * @param all whether every key, otherwise only keys that begin with a dot: a component publishes all others as
     *     properties of its service
     */
    void fill(Dictionary<String, Object> properties, boolean all) {
        for (String key : Collections.list(properties.keys())) {
            if (!all && !key.startsWith(".")) {
                continue;
            }
            Object value = properties.get(key);
            Object revealed = reveal(value);
            if (revealed != value) {
                properties.put(key, revealed);
            }
        }
    }

    /** The secret a text stands for, or the text itself. */
    Object reveal(Object text) {
        if (text instanceof String s && s.startsWith(PREFIX)) {
            for (Map.Entry<Variable, Secret> e : secrets.entrySet()) {
                if (s.startsWith(PREFIX + e.getKey().name() + "#")) {
                    return e.getValue().value;
                }
            }
        }
        return text;
    }

    private record Secret(String value, int version) {
        @Override
        public String toString() {
            return "secret";
        }
    }
}
