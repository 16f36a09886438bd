package io.ramal.simulator.internal.scenario;

import io.ramal.call.LegRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scenario for one server, by who does what.
 *
 * @param visitor what the visitor does
 * @param attempts what comes of ringing the resident, time after time; the last one holds for all that follow
 * @param judgements what must have come of the visit in the end
 */
public record Script(List<Scenario.Step> visitor, List<Attempt> attempts, List<Scenario.Step> judgements) {
    /** Nobody picks up where a scenario tells of no resident, so that no simulation ever rings a real telephone. */
    private static final Scenario.Step NOBODY = new Scenario.Step(
            0,
            "resident no-answer",
            LegRole.RESIDENT,
            Scenario.When.ALWAYS,
            null,
            new Move.Phone(Move.Fate.NO_ANSWER, Duration.ZERO));

    public Script {
        visitor = List.copyOf(visitor);
        attempts = List.copyOf(attempts);
        judgements = List.copyOf(judgements);
    }

    /**
     * One ringing of the resident's telephone.
     *
     * @param phone the line with what comes of it
     * @param steps what the resident does after picking up
     */
    public record Attempt(Scenario.Step phone, List<Scenario.Step> steps) {
        public Attempt {
            steps = List.copyOf(steps);
        }

        /** What comes of it. */
        public Move.Phone move() {
            return (Move.Phone) phone.move();
        }

        /** Whether the scenario counts on it; not where it tells of no resident. */
        public boolean scripted() {
            return phone.line() > 0;
        }
    }

    /**
     * @param speech whether the server understands speech
     * @throws ScenarioException when nothing is left for the visitor, or a resident who does not pick up does something
     */
    public static Script of(Scenario scenario, boolean speech) throws ScenarioException {
        List<Scenario.Step> steps = scenario.steps(speech);
        List<Scenario.Step> visitor = steps.stream()
                .filter(s -> s.who() == LegRole.VISITOR && !s.move().judgement())
                .toList();
        if (visitor.isEmpty()) {
            throw new ScenarioException(scenario.name() + " has no step of the visitor for a server that "
                    + (speech ? "understands" : "does not understand") + " speech");
        }
        List<Scenario.Step> resident =
                steps.stream().filter(s -> s.who() == LegRole.RESIDENT).toList();
        return new Script(
                visitor,
                attempts(scenario, resident),
                steps.stream().filter(s -> s.move().judgement()).toList());
    }

    /** Everything that is said or played in it. */
    public Stream<Scenario.Step> all() {
        return Stream.concat(visitor.stream(), attempts.stream().flatMap(a -> a.steps().stream()));
    }

    private static List<Attempt> attempts(Scenario scenario, List<Scenario.Step> steps) throws ScenarioException {
        if (steps.isEmpty()) {
            return List.of(new Attempt(NOBODY, List.of()));
        }
        List<Attempt> attempts = new ArrayList<>();
        int at = 0;
        while (at < steps.size()) {
            Scenario.Step first = steps.get(at++);
            List<Scenario.Step> own = new ArrayList<>();
            while (at < steps.size() && !(steps.get(at).move() instanceof Move.Phone)) {
                own.add(steps.get(at++));
            }
            if (!(first.move() instanceof Move.Phone phone)) {
                throw error(scenario, first, "first comes what the telephone does, such as resident answer after 2s");
            }
            if (phone.fate() != Move.Fate.ANSWER && !own.isEmpty()) {
                throw error(scenario, own.get(0), "a resident who has not picked up can do nothing");
            }
            if (phone.fate() == Move.Fate.ANSWER && own.isEmpty()) {
                own.add(new Scenario.Step(
                        first.line(), first.text(), first.who(), first.when(), null, new Move.Hangup()));
            }
            attempts.add(new Attempt(first, own));
        }
        return attempts;
    }

    private static ScenarioException error(Scenario scenario, Scenario.Step step, String what) {
        return new ScenarioException(scenario.name() + ":" + step.line() + ": " + what);
    }
}
