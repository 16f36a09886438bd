package io.ramal.extensions.internal;

import static io.ramal.call.LegRole.RESIDENT;
import static io.ramal.call.LegRole.VISITOR;
import static io.ramal.extensions.internal.Rows.address;
import static io.ramal.extensions.internal.Rows.condominium;
import static io.ramal.extensions.internal.Rows.numbers;
import static io.ramal.extensions.internal.Rows.ports;
import static io.ramal.extensions.internal.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegRole;
import io.ramal.call.LinePortRequest;
import io.ramal.extensions.internal.PairDoors.Side;
import io.ramal.extensions.internal.Plan.Close;
import io.ramal.extensions.internal.Plan.Move;
import io.ramal.extensions.internal.Plan.Open;
import io.ramal.extensions.internal.Plan.Return;
import io.ramal.extensions.internal.Plan.Serve;
import io.ramal.extensions.internal.source.Row;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final int API = 8082;

    private final Map<Integer, PairDoors> open = new LinkedHashMap<>();
    private final Set<Integer> stopped = new HashSet<>();
    private final Set<Integer> busy = new HashSet<>();
    private int api = API;

    @Test
    void whatIsOpenAsConfiguredIsLeftAlone() {
        open(row(1));
        open(row(2));
        assertThat(plan(row(1), row(2))).isEmpty();
    }

    @Test
    void aNewRowIsOpened() {
        open(row(1));
        assertThat(plan(row(1), row(2)))
                .containsExactly(new Open(checked(row(2)), VISITOR), new Open(checked(row(2)), RESIDENT));
    }

    @Test
    void aRowThatIsGoneIsClosed() {
        open(row(1));
        open(row(2));
        assertThat(plan(row(1))).containsExactly(new Close(2, VISITOR), new Close(2, RESIDENT));
    }

    @Test
    void aStoppedPairIsClosedAndNotOpenedAgain() {
        open(row(1));
        stopped.add(1);
        assertThat(plan(row(1))).containsExactly(new Close(1, VISITOR), new Close(1, RESIDENT));
        open.clear();
        assertThat(plan(row(1))).isEmpty();
    }

    @Test
    void aRowThatHasBecomeFaultyIsClosed() {
        open(row(1));
        assertThat(plan(ports(row(1), "x", "9003"))).containsExactly(new Close(1, VISITOR), new Close(1, RESIDENT));
    }

    @Test
    void otherNumbersOrAnotherCondominiumReopenNothing() {
        open(row(1));
        Row renamed = numbers(row(1), "5000", "5001");
        assertThat(plan(renamed))
                .containsExactly(
                        new Serve(1, VISITOR, checked(renamed).extension()),
                        new Serve(1, RESIDENT, checked(renamed).extension()));
        Row moved = condominium(row(1), 77);
        assertThat(plan(moved)).hasOnlyElementsOfType(Serve.class).hasSize(2);
    }

    @Test
    void anotherPortMovesThatPortAloneAndTellsTheOther() {
        open(row(1));
        Row moved = ports(row(1), "9002", "9500");
        assertThat(plan(moved))
                .containsExactly(new Serve(1, VISITOR, checked(moved).extension()), new Move(checked(moved), RESIDENT));
    }

    @Test
    void anotherAddressMovesBothPorts() {
        open(row(1));
        Row moved = address(row(1), "10.0.0.1");
        assertThat(plan(moved))
                .containsExactly(
                        new Close(1, VISITOR),
                        new Close(1, RESIDENT),
                        new Open(checked(moved), VISITOR, "0.0.0.0"),
                        new Open(checked(moved), RESIDENT, "0.0.0.0"));
    }

    @Test
    void anotherAddressThatIsNotOursEitherMovesNothing() {
        open(address(row(1), "203.0.113.9"));
        assertThat(plan(address(row(1), "203.0.113.10"))).hasOnlyElementsOfType(Serve.class);
    }

    @Test
    void aReturnPortThatIsTakenAwayIsClosedAndOneThatIsGivenOpened() {
        open(row(1));
        Row alone = ports(row(1), "9002", null);
        assertThat(plan(alone))
                .containsExactly(
                        new Close(1, RESIDENT),
                        new Serve(1, VISITOR, checked(alone).extension()));
        open.clear();
        open(alone);
        assertThat(plan(row(1)))
                .containsExactly(
                        new Serve(1, VISITOR, checked(row(1)).extension()), new Open(checked(row(1)), RESIDENT));
    }

    @Test
    void aNoteOfWhatCouldNotBeOpenedGoesWithItsPortAndItsRow() {
        Row alone = ports(row(1), "9002", null);
        open(alone);
        open.computeIfPresent(1, (id, doors) -> doors.with(RESIDENT, new Side(null, "taken")));
        assertThat(plan(alone)).containsExactly(new Close(1, RESIDENT));
        assertThat(plan()).containsExactly(new Close(1, VISITOR), new Close(1, RESIDENT));
    }

    @Test
    void extensionsThatSwapPortsAreAllClosedBeforeAnyIsOpened() {
        open(row(1));
        open(row(2));
        List<Plan.Step> steps = plan(ports(row(1), "9004", "9005"), ports(row(2), "9002", "9003"));
        assertThat(steps).hasSize(8);
        assertThat(steps.subList(0, 4)).hasOnlyElementsOfType(Close.class);
        assertThat(steps.subList(4, 8)).hasOnlyElementsOfType(Open.class);
    }

    @Test
    void aPairMaySwapItsOwnPorts() {
        open(row(1));
        assertThat(plan(ports(row(1), "9003", "9002")))
                .extracting(s -> s.getClass().getSimpleName())
                .containsExactly("Close", "Close", "Open", "Open");
    }

    @Test
    void whatCouldNotBeOpenedIsTriedAgain() {
        open(row(1));
        open.computeIfPresent(1, (id, doors) -> doors.with(RESIDENT, new Side(null, "taken")));
        assertThat(plan(row(1))).containsExactly(new Open(checked(row(1)), RESIDENT));
    }

    @Test
    void whatRunsElsewhereReturnsWhenItHasNoCall() {
        open(row(1), 9900, 9003);
        assertThat(plan(row(1))).containsExactly(new Return(checked(row(1)), VISITOR, false));
        busy.add(1);
        assertThat(plan(row(1))).containsExactly(new Return(checked(row(1)), VISITOR, true));
    }

    @Test
    void whatRunsElsewhereAndIsRenamedIsServedThereAndReturns() {
        open(row(1), 9900, 9003);
        Row renamed = numbers(row(1), "5000", "5001");
        assertThat(plan(renamed))
                .containsExactly(
                        new Serve(1, VISITOR, checked(renamed).extension()),
                        new Serve(1, RESIDENT, checked(renamed).extension()),
                        new Return(checked(renamed), VISITOR, false));
    }

    @Test
    void whatRunsElsewhereAndIsConfiguredForThatPortIsHome() {
        open(row(1), 9900, 9003);
        assertThat(plan(ports(row(1), "9900", "9003"))).hasOnlyElementsOfType(Serve.class);
    }

    @Test
    void whatRunsElsewhereAndIsConfiguredForAThirdPortMoves() {
        open(row(1), 9900, 9003);
        Row moved = ports(row(1), "9950", "9003");
        assertThat(plan(moved))
                .containsExactly(new Serve(1, RESIDENT, checked(moved).extension()), new Move(checked(moved), VISITOR));
    }

    @Test
    void aPortFoundElsewhereGivesWayToTheExtensionConfiguredForIt() {
        open(row(1), 9004, 9003);
        busy.add(1);
        assertThat(plan(row(1), row(2)))
                .containsExactly(
                        new Close(1, VISITOR),
                        new Open(checked(row(1)), VISITOR),
                        new Open(checked(row(2)), VISITOR),
                        new Open(checked(row(2)), RESIDENT));
    }

    @Test
    void aPortConfiguredForARowThatCannotRunIsGivenUpToo() {
        open(row(1), 9004, 9003);
        assertThat(plan(row(1), numbers(row(2), "", "")))
                .containsExactly(new Close(1, VISITOR), new Open(checked(row(1)), VISITOR));
    }

    @Test
    void aPairConfiguredForTheApiPortStaysWhereItWasFound() {
        Row row = ports(row(1), "8082", "9003");
        open(row, 8083, 9003);
        assertThat(plan(row)).containsExactly(new Return(checked(row), VISITOR, false));
    }

    @Test
    void aPairOnThePortTheApiIsGivenMovesAway() {
        open(row(1));
        api = 9002;
        assertThat(plan(row(1))).containsExactly(new Close(1, VISITOR), new Open(checked(row(1)), VISITOR));
    }

    @Test
    void aPortTheSystemChoseIsAsGoodAsAnother() {
        CheckedRow any =
                new CheckedRow(TableSettings.of(Set.of(API), "0.0.0.0", 0, 0).compatibility(), "0.0.0.0", null);
        open(any, 50_000, 50_001);
        assertThat(Plan.of(List.of(any), open, stopped, PortPlan.of(Set.of(API), List.of(any)), busy::contains)
                        .steps())
                .isEmpty();
    }

    private List<Plan.Step> plan(Row... rows) {
        List<CheckedRow> checked = RowCheck.check(List.of(rows), List.of(), a -> a.startsWith("10."));
        return Plan.of(checked, open, stopped, PortPlan.of(Set.of(api), checked), busy::contains)
                .steps();
    }

    private static CheckedRow checked(Row row) {
        return RowCheck.check(List.of(row), List.of(), a -> a.startsWith("10.")).get(0);
    }

    /** As configured. */
    private void open(Row row) {
        CheckedRow checked = checked(row);
        Integer returnPort = checked.extension().returnPort();
        open(checked, checked.extension().port(), returnPort == null ? 0 : returnPort);
    }

    private void open(Row row, int port, int returnPort) {
        open(checked(row), port, returnPort);
    }

    private void open(CheckedRow row, int port, int returnPort) {
        PairDoors doors = PairDoors.NONE.with(VISITOR, side(row, VISITOR, port));
        open.put(row.id(), returnPort == 0 ? doors : doors.with(RESIDENT, side(row, RESIDENT, returnPort)));
    }

    private static Side side(CheckedRow row, LegRole role, int port) {
        try {
            LinePortRequest request = new LinePortRequest(row.extension(), role, row.bind(), port);
            return new Side(Door.of(row.extension(), row.bind(), new FakeLineServer().open(request)), null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
