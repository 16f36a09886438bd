package io.ramal.extensions.internal;

import static io.ramal.extensions.internal.Rows.address;
import static io.ramal.extensions.internal.Rows.loaded;
import static io.ramal.extensions.internal.Rows.numbers;
import static io.ramal.extensions.internal.Rows.ports;
import static io.ramal.extensions.internal.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.RefreshResult;
import io.ramal.extensions.internal.source.Loaded;
import io.ramal.extensions.internal.source.Row;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExtensionTableTest {
    private static final Loaded COMPATIBILITY = new Loaded(ExtensionSource.COMPATIBILITY, List.of());

    private final FakeLineServer server = new FakeLineServer();
    private final ExtensionTable table = new ExtensionTable(
            Runnable::run, TableSettings.of(Set.of(8082), "0.0.0.0", 8080, 8081), a -> a.startsWith("10."), () -> null);

    @BeforeEach
    void nothingIsThereBeforeItIsApplied() {
        assertThat(table.status()).isEmpty();
    }

    @Test
    void withoutALineServerThePairIsThereAndSaysWhy() {
        assertThat(table.apply(COMPATIBILITY)).isEqualTo(new RefreshResult(0, 0, 1, 0));
        assertThat(only().state()).isEqualTo(ExtensionState.ERROR);
        assertThat(only().boundPort()).isNull();
        assertThat(only().error()).contains("io.ramal.audiosocket");
    }

    @Test
    void theCompatibilityPairListensForVisitorsAndResidents() {
        compatibility();
        assertThat(only().extension()).isEqualTo(new Extension(0, "1000", "1001", "0.0.0.0", 8080, 8081, 0));
        assertThat(only().state()).isEqualTo(ExtensionState.ACTIVE);
        assertThat(only().boundPort()).isEqualTo(8080);
        assertThat(only().boundReturnPort()).isEqualTo(8081);
        assertThat(only().error()).isNull();
        assertThat(server.requests)
                .extracting(r -> r.role() + " " + r.address() + ":" + r.port())
                .containsExactly(LegRole.VISITOR + " 0.0.0.0:8080", LegRole.RESIDENT + " 0.0.0.0:8081");
    }

    @Test
    void theCompatibilityPairMayLetTheSystemChooseItsPorts() {
        table.configure(TableSettings.of(Set.of(8082), "127.0.0.1", 0, 0));
        compatibility();
        assertThat(only().state()).isEqualTo(ExtensionState.ACTIVE);
        assertThat(server.sockets()).containsExactly("127.0.0.1:50000", "127.0.0.1:50001");
        table.apply(COMPATIBILITY);
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void callsOfBothPortsAreCounted() {
        compatibility();
        server.at(8080).lines = 2;
        server.at(8081).lines = 1;
        assertThat(only().activeCalls()).isEqualTo(3);
    }

    @Test
    void aTakenPortMovesPastTheApiAndTheOtherPort() {
        server.taken.add(8080);
        compatibility();
        assertThat(only().extension().port()).isEqualTo(8080);
        assertThat(only().boundPort()).isEqualTo(8083);
        assertThat(only().boundReturnPort()).isEqualTo(8081);
        assertThat(only().state()).isEqualTo(ExtensionState.ACTIVE);
        assertThat(only().error()).contains("8080").contains("8083");
    }

    @Test
    void anExtensionConfiguredForTheApiPortComesUpOnAnother() {
        attach();
        table.apply(loaded(ports(row(1), "8082", "8083")));
        assertThat(only().boundPort()).isEqualTo(8084);
        assertThat(only().error()).contains("8082").contains("API").contains("8084");
        table.apply(loaded(ports(row(1), "8082", "8083")));
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void whenNoNumberIsFreeTheStatusSaysSo() {
        IntStream.range(8080, 8300).forEach(server.taken::add);
        compatibility();
        assertThat(only().state()).isEqualTo(ExtensionState.ERROR);
        assertThat(only().error()).contains("8080").contains("8081").contains("taken");
        assertThat(server.requests).hasSize(2 * PortPlan.TRIES);
    }

    @Test
    void anotherFailureThanATakenPortIsNotTriedAgainElsewhere() {
        server.broken = true;
        compatibility();
        assertThat(only().error()).contains("no network");
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void aReturnPortThatCannotBeOpenedLeavesVisitorsTheirsAndIsTriedAgain() {
        server.taken.add(65_535);
        attach();
        table.apply(loaded(ports(row(1), "9002", "65535")));
        assertThat(only().state()).isEqualTo(ExtensionState.ERROR);
        assertThat(only().boundPort()).isEqualTo(9002);
        assertThat(only().boundReturnPort()).isNull();
        FakeLineServer.Port visitors = server.at(9002);
        server.taken.clear();
        assertThat(table.apply(loaded(ports(row(1), "9002", "65535")))).isEqualTo(new RefreshResult(0, 1, 0, 1));
        assertThat(only().state()).isEqualTo(ExtensionState.ACTIVE);
        assertThat(only().error()).isNull();
        assertThat(server.at(9002)).isSameAs(visitors);
    }

    @Test
    void aServerThatComesBackIsUsedAgain() {
        compatibility();
        table.detach(server);
        assertThat(only().state()).isEqualTo(ExtensionState.ERROR);
        assertThat(server.open()).isEmpty();
        attach();
        assertThat(only().boundPort()).isEqualTo(8080);
    }

    @Test
    void aServerReplacedByABetterOneIsForgottenWithoutHarm() {
        compatibility();
        FakeLineServer better = new FakeLineServer();
        table.attach(better);
        table.detach(server);
        assertThat(server.open()).isEmpty();
        assertThat(better.open()).containsExactly(8080, 8081);
        assertThat(only().state()).isEqualTo(ExtensionState.ACTIVE);
    }

    @Test
    void aNewApiPortLeavesAPairThatRunsAlone() {
        compatibility();
        table.configure(TableSettings.of(Set.of(9000), "0.0.0.0", 8080, 8081));
        assertThat(server.requests).hasSize(2);
        assertThat(only().boundPort()).isEqualTo(8080);
    }

    @Test
    void otherCompatibilityPortsChangeNothingWhileRowsServe() {
        attach();
        table.apply(loaded(row(1)));
        table.configure(TableSettings.of(Set.of(8082), "0.0.0.0", 7000, 7001));
        assertThat(server.open()).containsExactly(9002, 9003);
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void aRefreshTellsWhatItChanged() {
        compatibility();
        assertThat(table.apply(loaded(row(1), row(2), row(3)))).isEqualTo(new RefreshResult(1, 0, 3, 3));
        assertThat(table.apply(loaded(row(1), numbers(row(2), "77", "78"), row(4))))
                .isEqualTo(new RefreshResult(1, 1, 1, 3));
        assertThat(table.apply(loaded(row(1), numbers(row(2), "77", "78"), row(4))))
                .isEqualTo(new RefreshResult(0, 0, 0, 3));
        assertThat(table.apply(COMPATIBILITY)).isEqualTo(new RefreshResult(3, 0, 1, 1));
    }

    @Test
    void aFaultyRowIsShownInItsPlaceAndTheOthersRun() {
        attach();
        table.apply(loaded(row(1), ports(row(2), "80x0", "9005"), row(3)));
        assertThat(table.status())
                .extracting(ExtensionStatus::state)
                .containsExactly(ExtensionState.ACTIVE, ExtensionState.ERROR, ExtensionState.ACTIVE);
        ExtensionStatus faulty = table.status().get(1);
        assertThat(faulty.extension()).isEqualTo(new Extension(2, "1004", "1005", "0.0.0.0", 0, 9005, 20));
        assertThat(faulty.error()).contains("80x0").contains("extension_ia_number_port");
        assertThat(server.open()).containsExactly(9002, 9003, 9006, 9007);
        assertThat(table.apply(loaded(row(1), row(2), row(3)))).isEqualTo(new RefreshResult(0, 1, 0, 3));
    }

    @Test
    void aFaultDisablesARowThatRanAndItsCallsRunOn() {
        attach();
        table.apply(loaded(row(1)));
        server.at(9002).lines = 1;
        table.apply(loaded(ports(row(1), "", "9003")));
        assertThat(server.open()).isEmpty();
        assertThat(only().state()).isEqualTo(ExtensionState.ERROR);
        assertThat(only().activeCalls()).isEqualTo(1);
    }

    @Test
    void aRowWithoutAReturnPortOpensOnePortOnly() {
        attach();
        table.apply(loaded(ports(row(1), "9002", null), ports(row(2), "9004", "")));
        assertThat(server.open()).containsExactly(9002, 9004);
        assertThat(table.status()).allMatch(s -> s.state() == ExtensionState.ACTIVE && s.boundReturnPort() == null);
    }

    @Test
    void anAddressOfAnotherMachineIsShownAndAllInterfacesAreBound() {
        attach();
        table.apply(loaded(address(row(1), "203.0.113.9"), address(row(2), "10.0.0.1")));
        assertThat(server.sockets()).containsExactly("0.0.0.0:9002", "0.0.0.0:9003", "10.0.0.1:9004", "10.0.0.1:9005");
        assertThat(table.status()).extracting(s -> s.extension().address()).containsExactly("203.0.113.9", "10.0.0.1");
        assertThat(table.status()).allMatch(s -> s.error() == null);
    }

    @Test
    void whatDoesNotConcernTheSocketNeverReopensIt() {
        attach();
        table.apply(loaded(row(1), row(2)));
        FakeLineServer.Port port = server.at(9002);
        table.apply(loaded(numbers(row(1), "5000", "5001"), row(2)));
        assertThat(server.at(9002)).isSameAs(port);
        assertThat(port.extension.number()).isEqualTo("5000");
        assertThat(server.at(9003).extension.number()).isEqualTo("5000");
        assertThat(server.requests).hasSize(4);
        assertThat(server.at(9004).served).isZero();
        assertThat(table.status().get(0).extension().number()).isEqualTo("5000");
    }

    @Test
    void twoExtensionsSwapTheirPortsInOneRefresh() {
        attach();
        table.apply(loaded(row(1), row(2)));
        table.apply(loaded(ports(row(1), "9004", "9005"), ports(row(2), "9002", "9003")));
        assertThat(table.status()).allMatch(s -> s.state() == ExtensionState.ACTIVE && s.error() == null);
        assertThat(server.at(9002).extension.id()).isEqualTo(2);
        assertThat(server.at(9004).extension.id()).isEqualTo(1);
    }

    @Test
    void callsOnAPortThatMovedOrWentAreCountedUntilTheyEnd() {
        attach();
        table.apply(loaded(row(1), row(2)));
        FakeLineServer.Port old = server.at(9002);
        old.lines = 2;
        table.apply(loaded(ports(row(1), "9500", "9003"), row(2)));
        server.at(9500).lines = 1;
        assertThat(table.status().get(0).activeCalls()).isEqualTo(3);
        assertThat(old.extension.port())
                .as("calls that are up keep their settings")
                .isEqualTo(9002);
        table.apply(loaded(row(2)));
        table.apply(loaded(row(1), row(2)));
        assertThat(table.status().get(0).activeCalls())
                .as("a row that came back")
                .isEqualTo(3);
        old.lines = 0;
        assertThat(table.status().get(0).activeCalls()).isEqualTo(1);
    }

    @Test
    void aLineThatComesUpJustAfterItsPortWasClosedIsCounted() {
        attach();
        table.apply(loaded(row(1)));
        FakeLineServer.Port old = server.at(9002);
        table.restart(1, false);
        old.lines = 1;
        assertThat(only().activeCalls()).isEqualTo(1);
    }

    @Test
    void aPairReturnsHomeWhenItsPortIsFreeAndItHasNoCall() {
        server.taken.add(9002);
        attach();
        table.apply(loaded(row(1)));
        assertThat(only().boundPort()).isEqualTo(9004);
        FakeLineServer.Port elsewhere = server.at(9004);

        table.apply(loaded(row(1)));
        assertThat(server.at(9004))
                .as("still taken: what it has is not given up")
                .isSameAs(elsewhere);

        server.taken.clear();
        server.at(9003).lines = 1;
        table.apply(loaded(row(1)));
        assertThat(server.at(9004)).as("a call on the pair").isSameAs(elsewhere);

        server.at(9003).lines = 0;
        assertThat(table.apply(loaded(row(1)))).isEqualTo(new RefreshResult(0, 1, 0, 1));
        assertThat(server.open()).containsExactly(9002, 9003);
        assertThat(only().boundPort()).isEqualTo(9002);
        assertThat(only().error()).isNull();
    }

    @Test
    void aPortFoundElsewhereGivesWayToTheExtensionConfiguredForIt() {
        server.taken.add(9002);
        attach();
        table.apply(loaded(row(1)));
        assertThat(only().boundPort()).isEqualTo(9004);
        table.apply(loaded(row(1), row(2)));
        assertThat(table.status()).extracting(ExtensionStatus::boundPort).containsExactly(9006, 9004);
        assertThat(table.status().get(0).error()).contains("9006");
    }

    @Test
    void aRowMovedToThePortItWasFoundOnHasNothingOddAnyMore() {
        server.taken.add(9002);
        attach();
        table.apply(loaded(row(1)));
        table.apply(loaded(ports(row(1), "9004", "9003")));
        assertThat(only().error()).isNull();
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void aRowEditedToThePortOfAnotherIsDisabledAlone() {
        attach();
        table.apply(loaded(row(3), row(5)));
        FakeLineServer.Port healthy = server.at(9010);
        table.apply(loaded(ports(row(3), "9010", "9007"), row(5)));
        assertThat(server.at(9010)).isSameAs(healthy);
        assertThat(server.open()).containsExactly(9010, 9011);
        assertThat(table.status().get(0).error()).contains("row 5");
        table.configure(TableSettings.of(Set.of(8082), "0.0.0.0", 7000, 7001));
        assertThat(server.at(9010)).isSameAs(healthy);
        table.apply(loaded(ports(row(3), "9010", "9007"), ports(row(5), "9020", "9011")));
        assertThat(table.status()).allMatch(s -> s.state() == ExtensionState.ACTIVE && s.error() == null);
        assertThat(server.at(9010).extension.id()).isEqualTo(3);
    }

    @Test
    void aMovedPortIsKeptUntilTheNewOneIsOpen() {
        attach();
        table.apply(loaded(row(1)));
        FakeLineServer.Port old = server.at(9002);
        server.failing.put(80, "0.0.0.0:80: Permission denied");
        table.apply(loaded(ports(row(1), "80", "9003")));
        assertThat(server.at(9002)).isSameAs(old);
        assertThat(old.extension.port()).isEqualTo(80);
        assertThat(only().state()).isEqualTo(ExtensionState.ACTIVE);
        assertThat(only().boundPort()).isEqualTo(9002);
        assertThat(only().error())
                .startsWith("still on 9002: port 80 could not be opened (0.0.0.0:80: Permission denied)");

        String before = only().error();
        table.apply(loaded(ports(row(1), "80", "9003")));
        assertThat(server.at(9002)).isSameAs(old);
        assertThat(only().error()).isEqualTo(before);

        server.failing.clear();
        table.apply(loaded(ports(row(1), "80", "9003")));
        assertThat(server.open()).containsExactly(80, 9003);
        assertThat(only().error()).isNull();
    }

    @Test
    void aMovedPortThatCannotBeOpenedIsForgottenWhenTheEditIsTakenBack() {
        attach();
        table.apply(loaded(row(1)));
        FakeLineServer.Port old = server.at(9002);
        server.failing.put(80, "Permission denied");
        table.apply(loaded(ports(row(1), "80", "9003")));
        table.apply(loaded(row(1)));
        assertThat(server.at(9002)).isSameAs(old);
        assertThat(only().error()).isNull();
    }

    @Test
    void aPortSomebodyElseIsConfiguredForIsNotKept() {
        attach();
        table.apply(loaded(row(1), row(2)));
        server.failing.put(80, "Permission denied");
        table.apply(loaded(ports(row(1), "80", "9003"), ports(row(2), "9002", "9005")));
        assertThat(server.at(9002).extension.id()).isEqualTo(2);
        assertThat(table.status().get(0).state()).isEqualTo(ExtensionState.ERROR);
        assertThat(table.status().get(0).error()).startsWith("port 80 could not be opened (Permission denied)");
    }

    @Test
    void aPortMovedToOneThatIsTakenStaysWhereTheSearchFindsItsOwn() {
        attach();
        table.apply(loaded(ports(row(1), "9500", "9003")));
        FakeLineServer.Port old = server.at(9500);
        server.taken.add(9499);
        table.apply(loaded(ports(row(1), "9499", "9003")));
        assertThat(server.at(9500)).isSameAs(old);
        assertThat(only().error()).startsWith("port 9499 is taken, runs on 9500");
    }

    @Test
    void onAnAddressThatCannotBeBoundThePairGoesBackToTheOneItHad() {
        attach();
        table.apply(loaded(address(row(1), "10.0.0.1")));
        server.unbindable.add("10.0.0.2");
        table.apply(loaded(address(row(1), "10.0.0.2")));
        assertThat(server.sockets()).containsExactly("10.0.0.1:9002", "10.0.0.1:9003");
        assertThat(only().state()).isEqualTo(ExtensionState.ACTIVE);
        assertThat(only().error()).contains("still on 10.0.0.1: port 9002 could not be opened");
        server.unbindable.clear();
        table.apply(loaded(address(row(1), "10.0.0.2")));
        assertThat(server.sockets()).containsExactly("10.0.0.2:9002", "10.0.0.2:9003");
        assertThat(only().error()).isNull();
    }

    @Test
    void twoPairsSwapTheirAddresses() {
        attach();
        Row a = ports(address(row(1), "10.0.0.1"), "9002", null);
        Row b = ports(address(row(2), "10.0.0.2"), "9002", null);
        table.apply(loaded(a, b));
        table.apply(loaded(address(a, "10.0.0.2"), address(b, "10.0.0.1")));
        assertThat(server.sockets()).containsExactly("10.0.0.1:9002", "10.0.0.2:9002");
        assertThat(table.status()).allMatch(s -> s.state() == ExtensionState.ACTIVE && s.error() == null);
    }

    @Test
    void theErrorOfAReturnPortGoesWithIt() {
        attach();
        server.failing.put(9003, "Permission denied");
        table.apply(loaded(row(1)));
        assertThat(only().error()).contains("9003");
        table.apply(loaded(ports(row(1), "9002", null)));
        assertThat(only().error()).isNull();
        assertThat(only().state()).isEqualTo(ExtensionState.ACTIVE);
    }

    @Test
    void whyAPairRunsElsewhereIsTheReasonOfToday() {
        server.taken.add(9002);
        attach();
        table.apply(loaded(row(1)));
        assertThat(only().error()).startsWith("port 9002 is taken, runs on 9004");
        FakeLineServer.Port elsewhere = server.at(9004);

        server.taken.clear();
        server.failing.put(9002, "Permission denied");
        table.apply(loaded(row(1)));
        assertThat(only().error()).startsWith("still on 9004: port 9002 could not be opened (Permission denied)");

        server.failing.clear();
        elsewhere.lines = 1;
        table.apply(loaded(row(1)));
        assertThat(only().error())
                .isEqualTo("port 9002 is free again, runs on 9004: returns at a refresh without calls");
        assertThat(server.open()).containsExactly(9003, 9004);

        server.taken.add(9002);
        table.apply(loaded(row(1)));
        assertThat(only().error()).startsWith("port 9002 is taken, runs on 9004");

        table.configure(TableSettings.of(Set.of(9002), "0.0.0.0", 8080, 8081));
        assertThat(only().error()).startsWith("port 9002 is the HTTP API's, runs on 9004");
        assertThat(server.at(9004)).isSameAs(elsewhere);
    }

    @Test
    void closingTwiceIsHarmlessAndNothingOpensAfterwards() {
        compatibility();
        table.close();
        table.close();
        assertThat(server.open()).isEmpty();
        attach();
        assertThat(table.apply(loaded(row(1)))).isEqualTo(new RefreshResult(0, 0, 0, 0));
        assertThat(server.open()).isEmpty();
    }

    private void compatibility() {
        table.apply(COMPATIBILITY);
        attach();
    }

    private void attach() {
        table.attach(server);
    }

    private ExtensionStatus only() {
        assertThat(table.status()).hasSize(1);
        return table.status().get(0);
    }
}
