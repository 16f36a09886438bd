package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Twenty visits at once, with legs that are lost, phones that nobody picks up and residents who say nothing clear: each comes
 * to an end that fits what was done, nobody is let in without a yes, and nothing is left behind.
 */
class VisitsIT {
    private static final int VISITS = 20;
    /** Brings all that residents and phones do, and legs that are lost. */
    private static final int SEED = 48;

    @Test
    void everyVisitEndsAsItShallAndLeavesNothingBehind() throws Exception {
        try (Server server = new Server("visits");
                VisitLoad load = new VisitLoad(server, List.of(VISITS), SEED)) {
            server.set("io.ramal.visit", "resident.ring.ms", 3000);
            server.set("io.ramal.leg", "noinput.ms", 3000);
            server.start();
            load.awaitConnected(server);
            server.shell("ramal:calls");
            Remains before = Remains.of(server);

            VisitLoad.Round round = load.round();

            Remains.awaitNothingUp(server);
            VisitJudge judge = VisitJudge.of(server, round);
            System.out.println("black box: visits ended " + judge.counts(round));
            assertThat(round.visits()).hasSize(VISITS);
            assertThat(judge.violations()).isEmpty();
            assertThat(judge.counts(round)).containsKeys("authorised", "refused", "no_decision", "visitor_left");
            assertThat(round.figures()).anyMatch(f -> f.contains("channelsLeft 0"));
            Remains after = Remains.awaitSockets(server, before);
            System.out.println("black box: before the visits " + before + ", after them " + after);
            assertThat(server.log()).doesNotContain(" ERROR ");
            server.stop();
            assertThat(server.console()).doesNotContain("Exception", "ERROR");
        }
    }
}
