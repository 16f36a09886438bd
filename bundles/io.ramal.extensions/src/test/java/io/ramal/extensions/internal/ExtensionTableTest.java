package io.ramal.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.testkit.ManualExecutor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtensionTableTest {
    private static final Configuration COMPATIBILITY = Configuration.compatibility(8082, "0.0.0.0", 8080, 8081);

    private final ManualExecutor serial = new ManualExecutor();
    private final FakeLineServer server = new FakeLineServer();
    private final ExtensionTable table = new ExtensionTable(serial, COMPATIBILITY);

    @Test
    void withoutALineServerThePairIsThereAndSaysWhy() {
        assertThat(table.source()).isEqualTo(ExtensionSource.COMPATIBILITY);
        ExtensionStatus status = only();
        assertThat(status.state()).isEqualTo(ExtensionState.ERROR);
        assertThat(status.boundPort()).isNull();
        assertThat(status.error()).contains("io.ramal.audiosocket");
    }

    @Test
    void theCompatibilityPairListensForVisitorsAndResidents() {
        attach();
        ExtensionStatus status = only();
        assertThat(status.extension()).isEqualTo(new Extension(0, "1000", "1001", "0.0.0.0", 8080, 8081, 0));
        assertThat(status.state()).isEqualTo(ExtensionState.ACTIVE);
        assertThat(status.boundPort()).isEqualTo(8080);
        assertThat(status.boundReturnPort()).isEqualTo(8081);
        assertThat(status.error()).isNull();
        assertThat(server.requests)
                .extracting(r -> r.role() + " " + r.address() + ":" + r.port())
                .containsExactly(LegRole.VISITOR + " 0.0.0.0:8080", LegRole.RESIDENT + " 0.0.0.0:8081");
    }

    @Test
    void callsOfBothPortsAreCounted() {
        attach();
        server.lines = 2;
        assertThat(only().activeCalls()).isEqualTo(4);
    }

    @Test
    void aTakenPortMovesPastTheApiAndTheOtherPort() {
        server.taken.add(8080);
        attach();
        ExtensionStatus status = only();
        assertThat(status.extension().port()).isEqualTo(8080);
        assertThat(status.boundPort()).isEqualTo(8083);
        assertThat(status.boundReturnPort()).isEqualTo(8081);
        assertThat(status.state()).isEqualTo(ExtensionState.ACTIVE);
        assertThat(status.error()).contains("8080").contains("8083");
    }

    @Test
    void whenNoNumberIsFreeTheStatusSaysSo() {
        IntStream.range(8080, 8300).forEach(server.taken::add);
        attach();
        assertThat(only().state()).isEqualTo(ExtensionState.ERROR);
        assertThat(only().error()).contains("8080").contains("8081").contains("taken");
        assertThat(server.requests).hasSize(2 * PortPlan.TRIES);
    }

    @Test
    void anotherFailureThanATakenPortIsNotTriedAgainElsewhere() {
        server.broken = true;
        attach();
        assertThat(only().error()).contains("no network");
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void aReturnPortThatCannotBeOpenedLeavesVisitorsTheirs() {
        table.configure(Configuration.compatibility(8082, "0.0.0.0", 8080, 65_535));
        server.taken.add(65_535);
        attach();
        assertThat(only().state()).isEqualTo(ExtensionState.ERROR);
        assertThat(only().boundPort()).isEqualTo(8080);
        assertThat(only().boundReturnPort()).isNull();
    }

    @Test
    void aServerThatComesBackIsUsedAgain() {
        attach();
        table.detach(server);
        serial.runAll();
        assertThat(only().state()).isEqualTo(ExtensionState.ERROR);
        assertThat(server.open).isEmpty();
        attach();
        assertThat(only().boundPort()).isEqualTo(8080);
    }

    @Test
    void aServerReplacedByABetterOneIsForgottenWithoutHarm() {
        attach();
        FakeLineServer better = new FakeLineServer();
        table.attach(better);
        table.detach(server);
        serial.runAll();
        assertThat(server.open).isEmpty();
        assertThat(better.open).containsExactly(8080, 8081);
        assertThat(only().state()).isEqualTo(ExtensionState.ACTIVE);
    }

    @Test
    void aNewApiPortLeavesAPairThatRunsAlone() {
        attach();
        table.configure(Configuration.compatibility(9000, "0.0.0.0", 8080, 8081));
        serial.runAll();
        assertThat(server.requests).hasSize(2);
        assertThat(only().boundPort()).isEqualTo(8080);
    }

    @Test
    void onlyPairsThatChangedAreReopened() {
        Extension first = new Extension(1, "2000", "2001", "0.0.0.0", 9000, 9001, 7);
        Extension second = new Extension(2, "2002", "2003", "0.0.0.0", 9002, null, 7);
        Extension changed = new Extension(2, "2002", "2003", "0.0.0.0", 9010, null, 7);
        table.configure(new Configuration(ExtensionSource.FILE, 8082, List.of(first, second)));
        attach();
        table.configure(new Configuration(ExtensionSource.FILE, 8082, List.of(first, changed)));
        serial.runAll();
        assertThat(server.requests).extracting(r -> r.port()).containsExactly(9000, 9001, 9002, 9010);
        assertThat(server.open).containsExactly(9000, 9001, 9010);
        assertThat(table.status())
                .allSatisfy(s -> assertThat(s.state()).isEqualTo(ExtensionState.ACTIVE))
                .hasSize(2);
        assertThat(table.source()).isEqualTo(ExtensionSource.FILE);
    }

    @Test
    void closingTwiceIsHarmlessAndNothingOpensAfterwards() {
        attach();
        table.close();
        table.close();
        serial.runAll();
        assertThat(server.open).isEmpty();
        attach();
        assertThat(server.open).isEmpty();
    }

    private void attach() {
        table.attach(server);
        serial.runAll();
    }

    private ExtensionStatus only() {
        assertThat(table.status()).hasSize(1);
        return table.status().get(0);
    }
}
