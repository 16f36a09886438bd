package io.ramal.registry.internal;

import io.ramal.provider.Capability;
import io.ramal.provider.ProviderRole;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How is chosen.
 *
 * @param deadlines by role: how long a provider may let its holder wait
 * @param ownDeadlines by provider id, before those of the role
 * @param needs by role: what every provider must be able to do
 * @param circuit when a provider is left out
 * @param grace how long a provider that is being stopped may go on with what it was lent for
 */
record RegistrySettings(
        Map<ProviderRole, Duration> deadlines,
        Map<String, Duration> ownDeadlines,
        Map<ProviderRole, Set<Capability>> needs,
        CircuitSettings circuit,
        Duration grace) {
    static final String PID = "io.ramal.registry";
    static final int DEADLINE_MIN_MS = 100;
    static final int DEADLINE_MAX_MS = 120_000;
    private static final Pattern OWN_DEADLINE = Pattern.compile("deadline\\.(.+)\\.ms");

    RegistrySettings {
        deadlines = Map.copyOf(deadlines);
        ownDeadlines = Map.copyOf(ownDeadlines);
        needs = Map.copyOf(needs);
    }

    /**
     * @param properties the component's, for {@code deadline.<id>.ms} and {@code needs.<role>}
     * @throws IllegalArgumentException naming the setting, its value and the cure
     */
    static RegistrySettings of(
            Map<ProviderRole, Integer> deadlines, Map<String, ?> properties, CircuitSettings circuit, int graceMs) {
        Map<ProviderRole, Duration> byRole = new EnumMap<>(ProviderRole.class);
        deadlines.forEach((role, ms) ->
                byRole.put(role, deadline("deadline." + role.name().toLowerCase(Locale.ROOT) + ".ms", ms.toString())));
        Map<String, Duration> own = new HashMap<>();
        Map<ProviderRole, Set<Capability>> needs = new EnumMap<>(ProviderRole.class);
        properties.forEach((key, value) -> {
            Matcher m = OWN_DEADLINE.matcher(key);
            if (m.matches() && role(m.group(1)) == null) {
                own.put(m.group(1), deadline(key, value.toString()));
            }
        });
        for (ProviderRole role : ProviderRole.values()) {
            String key = "needs." + role.name().toLowerCase(Locale.ROOT);
            Object value = properties.get(key);
            needs.put(role, value == null ? Set.of() : capabilities(key, value.toString()));
        }
        if (circuit.failures() > circuit.window()) {
            throw new IllegalArgumentException(PID + ": circuit.failures = " + circuit.failures()
                    + " is more than circuit.window = " + circuit.window() + "; set it to that or less");
        }
        return new RegistrySettings(byRole, own, needs, circuit, Duration.ofMillis(graceMs));
    }

    Duration deadline(ProviderRole role, String id) {
        return ownDeadlines.getOrDefault(id, deadlines.getOrDefault(role, Duration.ofMillis(DEADLINE_MAX_MS)));
    }

    private static Duration deadline(String key, String value) {
        try {
            int ms = Integer.parseInt(value.strip());
            if (ms >= DEADLINE_MIN_MS && ms <= DEADLINE_MAX_MS) {
                return Duration.ofMillis(ms);
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new IllegalArgumentException(PID + ": " + key + " = " + value
                + " is no deadline; set a number of ms from " + DEADLINE_MIN_MS + " to " + DEADLINE_MAX_MS);
    }

    private static Set<Capability> capabilities(String key, String value) {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        for (String word : value.strip().split("[\\s,]+", -1)) {
            if (!word.isEmpty()) {
                all.add(Arrays.stream(Capability.values())
                        .filter(c -> name(c).equals(word.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(PID + ": " + key + " = " + value + ": " + word
                                + " is no capability; give some of "
                                + Arrays.stream(Capability.values())
                                        .map(RegistrySettings::name)
                                        .collect(Collectors.joining(", ")))));
            }
        }
        return all;
    }

    private static String name(Capability c) {
        return c.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @org.jspecify.annotations.Nullable ProviderRole role(String word) {
        return Arrays.stream(ProviderRole.values())
                .filter(r -> r.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }
}
