package io.ramal.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPlanTest {
    private final PortPlan plan = new PortPlan(Set.of(8082), Set.of(8080, 8081, 8084));

    @Test
    void bothPortsOfTheApiAreReserved() {
        PortPlan https = new PortPlan(Set.of(8082, 8443), Set.of());
        assertThat(https.candidates(8442).limit(2)).containsExactly(8442, 8444);
        assertThat(https.candidates(8082).findFirst()).hasValue(8083);
    }

    @Test
    void theConfiguredPortComesFirst() {
        assertThat(plan.candidates(8080).findFirst()).hasValue(8080);
    }

    @Test
    void portsOfTheApiAndOfOtherExtensionsAreSkipped() {
        assertThat(plan.candidates(8080).limit(4)).containsExactly(8080, 8083, 8085, 8086);
    }

    @Test
    void anExtensionConfiguredForTheApiPortMovesOn() {
        assertThat(plan.candidates(8082).limit(2)).containsExactly(8083, 8085);
    }

    @Test
    void atMostAHundredNumbersAreTried() {
        assertThat(plan.candidates(9000)).hasSize(100).startsWith(9000).endsWith(9099);
    }

    @Test
    void numbersEndAt65535() {
        assertThat(plan.candidates(65_534)).containsExactly(65_534, 65_535);
    }

    @Test
    void onlyTheApiPortLeftMeansNothingToTry() {
        assertThat(new PortPlan(Set.of(65_535), Set.of()).candidates(65_535)).isEmpty();
    }

    @Test
    void zeroLetsTheSystemChoose() {
        assertThat(plan.candidates(0)).containsExactly(0);
    }

    @Test
    void portsOfRowsThatCannotRunAreKeptFreeToo() {
        List<CheckedRow> rows = RowCheck.check(
                List.of(Rows.row(1), Rows.numbers(Rows.row(2), "", ""), Rows.ports(Rows.row(3), "9006", null)),
                List.of(),
                a -> true);
        assertThat(PortPlan.of(Set.of(8082), rows).candidates(9002).limit(3)).containsExactly(9002, 9007, 9008);
    }

    @Test
    void aPortMayBeUsedByWhomItIsConfiguredForUnlessTheApiHasIt() {
        assertThat(plan.allows(8080, 8080)).isTrue();
        assertThat(plan.allows(8083, 8080)).isTrue();
        assertThat(plan.allows(8081, 8080)).isFalse();
        assertThat(plan.allows(8082, 8082)).isFalse();
    }
}
