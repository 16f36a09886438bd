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
import org.jspecify.annotations.Nullable;

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
    static final int STT_MS = 1500;
    static final int TTS_MS = 1200;
    /** A little more than backends allow themselves. */
    static final int AI_MS = 32_000;

    /**
     * Recognisers that need longer than others, by id: they begin when everything has been said. Where the role's deadline is
     * longer, that is theirs too.
     */
    static final Map<String, Integer> SLOW_STT_MS = Map.of("whisper", 3000);

    static final int FAILURES = 3;
    static final int WINDOW = 5;
    static final int OPEN_MS = 30_000;
    static final int GRACE_MS = 3000;
    private static final Duration OTHER_DEADLINE = Duration.ofSeconds(30);
    private static final int DEADLINE_MIN_MS = 100;
    private static final int DEADLINE_MAX_MS = 120_000;
    private static final Pattern OWN_DEADLINE = Pattern.compile("deadline\\.(.+)\\.ms");

    RegistrySettings {
        deadlines = Map.copyOf(deadlines);
        ownDeadlines = Map.copyOf(ownDeadlines);
        needs = Map.copyOf(needs);
    }

    /**
     * @param properties the component's; a setting that is not there has its default
     * @throws IllegalArgumentException naming the setting, its value and the cure
     */
    static RegistrySettings of(Map<String, ?> properties) {
        Map<ProviderRole, Set<Capability>> needs = new EnumMap<>(ProviderRole.class);
        for (ProviderRole role : ProviderRole.values()) {
            needs.put(role, needs(role, properties));
        }
        Duration stt = deadline(properties, "deadline.stt.ms", STT_MS);
        return new RegistrySettings(
                Map.of(
                        ProviderRole.STT, stt,
                        ProviderRole.TTS, deadline(properties, "deadline.tts.ms", TTS_MS),
                        ProviderRole.AI, deadline(properties, "deadline.ai.ms", AI_MS)),
                ownDeadlines(properties, stt),
                needs,
                circuit(properties),
                Duration.ofMillis(number(properties, "retire.grace.ms", GRACE_MS, 0, 30_000)));
    }

    /**
     * The defaults, for settings that cannot be read: without a registry every call would be mute. What must not leave the
     * machine does not: a need that cannot be read is one for local providers.
     */
    static RegistrySettings safeDefaults(Map<String, ?> properties) {
        RegistrySettings defaults = of(Map.of());
        Map<ProviderRole, Set<Capability>> needs = new EnumMap<>(ProviderRole.class);
        for (ProviderRole role : ProviderRole.values()) {
            try {
                needs.put(role, needs(role, properties));
            } catch (IllegalArgumentException e) {
                needs.put(role, Set.of(Capability.LOCAL));
            }
        }
        return new RegistrySettings(defaults.deadlines, defaults.ownDeadlines, needs, defaults.circuit, defaults.grace);
    }

    Duration deadline(ProviderRole role, String id) {
        return ownDeadlines.getOrDefault(id, deadlines.getOrDefault(role, OTHER_DEADLINE));
    }

    private static Map<String, Duration> ownDeadlines(Map<String, ?> properties, Duration stt) {
        Map<String, Duration> own = new HashMap<>();
        SLOW_STT_MS.forEach((id, ms) -> {
            if (stt.toMillis() < ms) {
                own.put(id, Duration.ofMillis(ms));
            }
        });
        for (String key : properties.keySet()) {
            Matcher m = OWN_DEADLINE.matcher(key);
            if (m.matches() && role(m.group(1)) == null) {
                own.put(m.group(1), deadline(properties, key, 0));
            }
        }
        return own;
    }

    private static CircuitSettings circuit(Map<String, ?> properties) {
        int failures = number(properties, "circuit.failures", FAILURES, 1, 100);
        int window = number(properties, "circuit.window", WINDOW, 1, 100);
        if (failures > window) {
            throw new IllegalArgumentException(PID + ": circuit.failures = " + failures
                    + " is more than circuit.window = " + window + "; set it to that or less");
        }
        return new CircuitSettings(
                failures, window, Duration.ofMillis(number(properties, "circuit.open.ms", OPEN_MS, 1000, 3_600_000)));
    }

    private static Duration deadline(Map<String, ?> properties, String key, int otherwise) {
        return Duration.ofMillis(number(properties, key, otherwise, DEADLINE_MIN_MS, DEADLINE_MAX_MS));
    }

    private static int number(Map<String, ?> properties, String key, int otherwise, int min, int max) {
        Object value = properties.get(key);
        try {
            int number = value == null
                    ? otherwise
                    : Integer.parseInt(value.toString().strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                PID + ": " + key + " = " + value + " will not do; set a whole number from " + min + " to " + max);
    }

    private static Set<Capability> needs(ProviderRole role, Map<String, ?> properties) {
        String key = "needs." + role.name().toLowerCase(Locale.ROOT);
        Object value = properties.get(key);
        return value == null ? Set.of() : capabilities(key, value.toString());
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

    private static @Nullable ProviderRole role(String word) {
        return Arrays.stream(ProviderRole.values())
                .filter(r -> r.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }
}
