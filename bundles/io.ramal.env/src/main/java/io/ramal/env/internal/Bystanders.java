package io.ramal.env.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Variables without effect: names nobody knows, mostly slips of the pen, and names of what is not served here.
 *
 * @param unknown names of the file that mean nothing
 * @param idle names that are known and have no effect
 */
record Bystanders(List<String> unknown, List<String> idle) {
    static final Bystanders NONE = new Bystanders(List.of(), List.of());

    private static final Set<String> KNOWN =
            Arrays.stream(Variable.values()).map(Variable::name).collect(Collectors.toUnmodifiableSet());

    /** What bin/setenv reads: without effect in the file, unless whoever starts the server reads that too. */
    private static final Set<String> LAUNCH =
            Set.of("RAMAL_HOME", "RAMAL_HEAP", "JAVA_HOME", "JAVA_OPTS", "EXTRA_JAVA_OPTS");

    /** Looks at names, and at values only for whether they are empty. */
    static Bystanders of(Map<String, String> file, Map<String, String> environment) {
        Set<String> unknown = new TreeSet<>(file.keySet());
        unknown.removeAll(KNOWN);
        unknown.removeAll(Variable.WITHOUT_EFFECT);
        unknown.removeIf(n -> LAUNCH.contains(n) && environment.containsKey(n));
        List<String> idle = Variable.WITHOUT_EFFECT.stream()
                .filter(n ->
                        !environment.getOrDefault(n, file.getOrDefault(n, "")).isBlank())
                .sorted()
                .toList();
        return new Bystanders(List.copyOf(unknown), idle);
    }
}
