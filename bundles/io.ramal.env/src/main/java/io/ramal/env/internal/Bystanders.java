package io.ramal.env.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names of the file without effect: nobody knows them, mostly slips of the pen. */
final class Bystanders {
    private static final Set<String> KNOWN =
            Arrays.stream(Variable.values()).map(Variable::name).collect(Collectors.toUnmodifiableSet());

    /** What bin/setenv reads: without effect in the file, unless whoever starts the server reads that too. */
    private static final Set<String> LAUNCH = Set.of(
            "RAMAL_HOME",
            "RAMAL_HEAP",
            "RAMAL_COLLECTOR",
            "RAMAL_PRIORITY",
            "JAVA_HOME",
            "JAVA_OPTS",
            "EXTRA_JAVA_OPTS");

    private Bystanders() {}

    /** Looks at names only. */
    static List<String> of(Map<String, String> file, Map<String, String> environment) {
        Set<String> unknown = new TreeSet<>(file.keySet());
        unknown.removeAll(KNOWN);
        unknown.removeIf(n -> LAUNCH.contains(n) && environment.containsKey(n));
        return List.copyOf(unknown);
    }
}
