package io.ramal.itests.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares what a server says of visits, to its operator and in its audit, with what was done to it. Everything that does not
 * fit is a violation, and an authorisation without a resident's yes the worst.
 */
public final class VisitJudge {
    /** A row of {@code ramal:calls --recent}: short id, id, extension, since, length, state, legs, outcome, turns. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\s*[0-9a-f]{8}\\s+\\S\\s+([0-9a-f-]{36})\\s.*$");

    private static final int OUTCOME = 7;
    private static final Pattern AUDIT = Pattern.compile(
            "\"type\":\"(decision|gate|ended)\",\"visit\":\"([0-9a-f-]{36})\".*\"(?:decision|gate|outcome)\":\"([a-z_]+)\"");
    private static final Set<String> DECISIONS = Set.of("authorised", "refused", "no_decision");
    private static final Set<String> NOBODY = Set.of("no_answer", "busy", "rejected", "unreachable");

    private final Map<String, String> outcomes = new HashMap<>();
    private final Map<String, Set<String>> audit = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private VisitJudge() {}

    /** Looks at a round that is over; waits for what is on its way to the disk. */
    public static VisitJudge of(Server server, VisitLoad.Round round) throws Exception {
        VisitJudge judge = new VisitJudge();
        judge.readLedger(server.shell("ramal:calls --recent"));
        long end = System.nanoTime() + Server.PATIENCE.toNanos() / 10;
        judge.readAudit(server.home);
        while (!judge.complete(round) && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000L);
            judge.readAudit(server.home);
        }
        round.faults().forEach(f -> judge.violations.add("the server " + f));
        round.visits().forEach(judge::judge);
        return judge;
    }

    /** What does not fit; empty when all is well. */
    public List<String> violations() {
        return violations;
    }

    /** How many visits came to which outcome. */
    public Map<String, Integer> counts(VisitLoad.Round round) {
        Map<String, Integer> counts = new TreeMap<>();
        round.visits().forEach(v -> counts.merge(outcomes.getOrDefault(v.id(), "absent"), 1, Integer::sum));
        return counts;
    }

    private void readLedger(String table) {
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            String[] cells = row.group().split("\\s*[│|]\\s*", -1);
            outcomes.put(
                    row.group(1), cells[OUTCOME].replaceFirst(",.*", "").strip().replace(' ', '_'));
        }
    }

    private void readAudit(Path home) throws IOException {
        audit.clear();
        Path folder = home.resolve("data/audit");
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> days = Files.list(folder)) {
            for (Path day : days.toList()) {
                for (String line : Files.readAllLines(day)) {
                    Matcher m = AUDIT.matcher(line);
                    if (m.find()) {
                        audit.computeIfAbsent(m.group(2), id -> new HashSet<>()).add(m.group(1) + " " + m.group(3));
                    }
                }
            }
        }
    }

    private boolean complete(VisitLoad.Round round) {
        return round.visits().stream()
                .allMatch(v -> lines(v.id()).containsAll(expected(outcomes.getOrDefault(v.id(), ""))));
    }

    private static Set<String> expected(String outcome) {
        if (DECISIONS.contains(outcome)) {
            return Set.of("decision " + outcome);
        }
        return NOBODY.contains(outcome) ? Set.of("ended " + outcome) : Set.of();
    }

    private Set<String> lines(String id) {
        return audit.getOrDefault(id, Set.of());
    }

    private void judge(VisitLoad.Visit visit) {
        String outcome = outcomes.getOrDefault(visit.id(), "absent");
        boolean let = outcome.equals("authorised")
                || lines(visit.id()).contains("decision authorised")
                || lines(visit.id()).stream().anyMatch(l -> l.startsWith("gate "));
        if (let && !visit.permitted()) {
            violation(visit, "AUTHORISED WITHOUT A YES");
        }
        if (!visit.over()) {
            violation(visit, "has not come to an end");
        }
        if (!visit.allowed().contains(outcome)) {
            violation(visit, "ended " + outcome + ", allowed " + visit.allowed());
        }
        if (!lines(visit.id()).containsAll(expected(outcome))) {
            violation(visit, "ended " + outcome + ", of which the audit has " + lines(visit.id()));
        }
    }

    private void violation(VisitLoad.Visit visit, String what) {
        violations.add("visit " + visit.id() + " " + what + ": " + visit.story());
    }
}
