package io.ramal.simulator.internal.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Options of a command line; what is asked for is taken, what is left over is an error. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    /** @param flags options without a value */
    Arguments(String[] args, Set<String> flags) {
        for (int i = 0; i < args.length; i++) {
            String name = args[i];
            if (!name.startsWith("--")) {
                throw new IllegalArgumentException(name + ": an option begins with --; see --help");
            }
            if (flags.contains(name)) {
                values.put(name, "");
            } else if (i + 1 == args.length) {
                throw new IllegalArgumentException(name + " needs a value; see --help");
            } else {
                values.put(name, args[++i]);
            }
        }
    }

    String text(String name, String fallback) {
        String value = values.remove(name);
        return value == null ? fallback : value;
    }

    boolean flag(String name) {
        return values.remove(name) != null;
    }

    @Nullable
    Path path(String name) {
        String value = values.remove(name);
        return value == null ? null : Path.of(value);
    }

    int number(String name, int fallback, int min, int max) {
        return number(name, text(name, Integer.toString(fallback)), min, max);
    }

    int rate(String name, int fallback) {
        String value = text(name, Integer.toString(fallback));
        return number(name, value.endsWith("/s") ? value.substring(0, value.length() - 2) : value, 1, 100_000);
    }

    List<Integer> numbers(String name, String fallback) {
        return Arrays.stream(text(name, fallback).split(",", -1))
                .map(v -> number(name, v.strip(), 1, 50_000))
                .toList();
    }

    /** @throws IllegalArgumentException when something was given that nobody asked for */
    void end() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("unknown option " + String.join(" ", values.keySet()) + "; see --help");
        }
    }

    private static int number(String name, String value, int min, int max) {
        try {
            int n = Integer.parseInt(value);
            if (n >= min && n <= max) {
                return n;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new IllegalArgumentException(name + " " + value + ": give a number from " + min + " to " + max);
    }
}
