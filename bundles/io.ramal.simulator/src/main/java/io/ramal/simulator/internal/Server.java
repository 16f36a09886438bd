package io.ramal.simulator.internal;

import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.DialRequest;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.simulator.internal.scenario.Means;
import io.ramal.simulator.internal.scenario.Move;
import io.ramal.simulator.internal.scenario.Outcomes;
import io.ramal.simulator.internal.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the server in which the simulator runs tells of a visit; parts of it may be missing. Any thread. */
final class Server {
    private static final Set<VisitOutcome> DECIDED =
            Set.of(VisitOutcome.AUTHORISED, VisitOutcome.REFUSED, VisitOutcome.NO_DECISION);

    private final Supplier<@Nullable Calls> calls;
    private final Supplier<@Nullable Extensions> extensions;

    Server(Supplier<@Nullable Calls> calls, Supplier<@Nullable Extensions> extensions) {
        this.calls = calls;
        this.extensions = extensions;
    }

    /**
     * The return port that really listens; the extension of a request holds the configured one, which may be taken by somebody
     * else.
     *
     * @return null when there is none
     */
    @Nullable
    Integer returnPort(DialRequest request) {
        Extensions pairs = extensions.get();
        if (pairs == null) {
            return request.extension().returnPort();
        }
        return pairs.status().stream()
                .filter(s -> s.extension().id() == request.extension().id())
                .findFirst()
                .map(ExtensionStatus::boundReturnPort)
                .orElse(null);
    }

    boolean knows(UUID id) {
        return call(id).isPresent();
    }

    boolean ended(UUID id) {
        return call(id).filter(c -> c.ended() != null).isPresent();
    }

    /** Whether the resident's answer is known, or that there is none. */
    boolean decided(UUID id) {
        return call(id).filter(c -> DECIDED.contains(c.outcome())).isPresent();
    }

    /** Ends what is left of a visit. */
    void end(UUID id) {
        Calls ledger = calls.get();
        if (ledger != null) {
            ledger.end(id);
        }
    }

    /**
     * What of the visit is not as it must be, with the scenario's line; empty when all is.
     *
     * @param decidedBy as the server tells it, empty when it did not
     */
    String judge(UUID id, String decidedBy, List<Scenario.Step> judgements) {
        if (judgements.isEmpty()) {
            return "";
        }
        CallSnapshot call = call(id).orElse(null);
        if (call == null) {
            return "the server knows nothing of the call, so that its outcome is not known" + line(judgements.get(0));
        }
        for (Scenario.Step step : judgements) {
            if (step.move() instanceof Move.ExpectOutcome expected && expected.outcome() != call.outcome()) {
                return "the outcome was " + Outcomes.word(call.outcome()) + line(step);
            } else if (step.move() instanceof Move.ExpectHuman expected && expected.human() != call.human()) {
                return (call.human() ? "a human" : "no human") + " was to go on" + line(step);
            } else if (step.move() instanceof Move.ExpectDecidedBy expected
                    && !expected.means().by().equals(decidedBy)) {
                return Means.of(decidedBy)
                                .map(m -> "it was decided by " + m.word())
                                .orElse("nobody decided")
                        + line(step);
            }
        }
        return "";
    }

    /** What came of the visit, for people; empty when nobody knows. */
    String outcome(UUID id) {
        return call(id).map(c -> Outcomes.word(c.outcome())).orElse("");
    }

    private Optional<CallSnapshot> call(UUID id) {
        Calls ledger = calls.get();
        return ledger == null ? Optional.empty() : ledger.find(id);
    }

    private static String line(Scenario.Step step) {
        return " (line " + step.line() + ": " + step.text() + ")";
    }
}
