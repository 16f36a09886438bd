package io.ramal.extensions.internal;

import static io.ramal.extensions.internal.Rows.address;
import static io.ramal.extensions.internal.Rows.condominium;
import static io.ramal.extensions.internal.Rows.numbers;
import static io.ramal.extensions.internal.Rows.ports;
import static io.ramal.extensions.internal.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.Extension;
import io.ramal.extensions.internal.source.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowCheckTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void aGoodRowIsAcceptedAsItStands() {
        CheckedRow checked = only(row(1));
        assertThat(checked.fault()).isNull();
        assertThat(checked.bind()).isEqualTo("0.0.0.0");
        assertThat(checked.extension()).isEqualTo(new Extension(1, "1002", "1003", "0.0.0.0", 9002, 9003, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80x0",
                "0",
                "65536",
                "-1",
                "+8080",
                "8080.0",
                "99999999999999999999",
                "8 080",
                "٨٠٨٠",
                "null"
            })
    void aPortThatIsNoneDisablesTheRowAndIsShownWithItsCure(String port) {
        CheckedRow checked = only(ports(row(1), port, "9003"));
        assertThat(checked.extension().port()).isZero();
        assertThat(checked.fault())
                .contains("extension_ia_number_port")
                .contains('"' + port + '"')
                .contains("1 to 65535");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "65535,65535", "08080,8080"})
    void everyPortNumberIsTaken(String text, int port) {
        CheckedRow checked = only(ports(row(1), text, null));
        assertThat(checked.fault()).isNull();
        assertThat(checked.extension().port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "70000"})
    void aReturnPortThatIsNoneDisablesTheRow(String port) {
        CheckedRow checked = only(ports(row(1), "9002", port));
        assertThat(checked.extension().returnPort()).isZero();
        assertThat(checked.fault()).contains("extension_ia_return_port").contains('"' + port + '"');
    }

    @Test
    void withoutAReturnPortThereIsNoReturnLeg() {
        assertThat(only(ports(row(1), "9002", null)).extension().returnPort()).isNull();
        CheckedRow empty = only(ports(row(1), "9002", ""));
        assertThat(empty.extension().returnPort()).isNull();
        assertThat(empty.fault()).isNull();
    }

    @Test
    void withoutAReturnLegItsNumberIsAPlaceholder() {
        assertThat(check(
                        ports(numbers(row(1), "1002", "0"), "9002", null),
                        ports(numbers(row(2), "1004", "0"), "9004", null),
                        ports(numbers(row(3), "0", "0"), "9006", "")))
                .allMatch(CheckedRow::accepted);
    }

    @Test
    void anEmptyNumberDisablesTheRow() {
        assertThat(only(numbers(row(1), "", "1003")).fault()).contains("extension_ia_number is empty");
        assertThat(only(numbers(row(1), "1002", "")).fault()).isNull();
        assertThat(check(numbers(row(1), "1002", ""), numbers(row(2), "1004", "")))
                .allMatch(CheckedRow::accepted);
    }

    @Test
    void aRowMayNotCallBothItsExtensionsOrPortsTheSame() {
        assertThat(only(numbers(row(1), "1002", "1002")).fault())
                .contains("extension_ia_return \"1002\"")
                .contains("own");
        assertThat(only(ports(row(1), "9002", "9002")).fault())
                .contains("extension_ia_return_port \"9002\"")
                .contains("own");
    }

    @Test
    void everythingWrongWithARowIsTold() {
        assertThat(only(ports(numbers(row(1), "", ""), "x", "y")).fault())
                .contains("extension_ia_number is empty")
                .contains("\"x\"")
                .contains("\"y\"");
    }

    @ParameterizedTest
    @CsvSource({"1002,2001,extension_ia_number", "1003,2001,extension_ia_number", "2000,1002,extension_ia_return"})
    void aNumberAnotherRowHasDisablesTheLaterOneAlone(String number, String returnNumber, String column) {
        List<CheckedRow> checked = check(row(1), numbers(row(2), number, returnNumber), row(3));
        assertThat(checked).extracting(CheckedRow::accepted).containsExactly(true, false, true);
        assertThat(checked.get(1).fault()).startsWith(column).contains("row 1");
    }

    @ParameterizedTest
    @CsvSource({
        "9002,9900,extension_ia_number_port",
        "9003,9900,extension_ia_number_port",
        "9900,9002,extension_ia_return_port"
    })
    void aPortAnotherRowHasDisablesTheLaterOneAlone(String port, String returnPort, String column) {
        List<CheckedRow> checked = check(row(1), ports(row(2), port, returnPort), row(3));
        assertThat(checked).extracting(CheckedRow::accepted).containsExactly(true, false, true);
        assertThat(checked.get(1).fault()).startsWith(column).contains("row 1");
    }

    @Test
    void theLowestIdKeepsWhatTwoClaimWhateverTheirOrder() {
        List<CheckedRow> checked = check(ports(row(7), "9002", null), row(1));
        assertThat(checked).extracting(CheckedRow::id).containsExactly(7, 1);
        assertThat(checked).extracting(CheckedRow::accepted).containsExactly(false, true);
    }

    @Test
    void aFaultyRowClaimsNothing() {
        Row faulty = ports(row(1), "x", "9003");
        Row sameNumber = numbers(ports(row(2), "9003", null), "1002", "");
        assertThat(check(faulty, sameNumber)).extracting(CheckedRow::accepted).containsExactly(false, true);
        Row third = numbers(row(3), "1002", "1099");
        assertThat(check(row(1), numbers(row(2), "1003", "1099"), third).get(2).fault())
                .contains("1002")
                .doesNotContain("1099");
    }

    @Test
    void anIdMayBeThereOnlyOnce() {
        List<CheckedRow> checked = check(row(1), numbers(ports(row(1), "9900", null), "1900", "1901"));
        assertThat(checked).extracting(CheckedRow::accepted).containsExactly(true, false);
        assertThat(checked.get(1).fault()).contains("id 1");
    }

    @Test
    void twoAddressesOfThisMachineMayShareAPort() {
        Row a = address(row(1), "10.0.0.1");
        Row b = ports(address(row(2), "10.0.0.2"), "9002", "9003");
        assertThat(check(a, b)).allMatch(CheckedRow::accepted);
        assertThat(check(a, ports(address(row(2), "10.0.0.1"), "9002", null))
                        .get(1)
                        .accepted())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,0.0.0.0",
        "0.0.0.0,10.0.0.1",
        "10.0.0.1,203.0.113.9",
        "203.0.113.9,203.0.113.10",
        "::,10.0.0.1"
    })
    void allInterfacesShareAPortWithNobody(String first, String second) {
        List<CheckedRow> checked = check(address(row(1), first), ports(address(row(2), second), "9002", null));
        assertThat(checked).extracting(CheckedRow::accepted).containsExactly(true, false);
    }

    @Test
    void anAddressOfAnotherMachineIsKeptAndAllInterfacesAreBound() {
        List<CheckedRow> checked = check(address(row(1), "203.0.113.9"), address(row(2), "203.0.113.9"));
        assertThat(checked)
                .allMatch(CheckedRow::accepted)
                .allMatch(r -> r.bind().equals("0.0.0.0"));
        assertThat(checked).allMatch(r -> r.extension().address().equals("203.0.113.9"));
        assertThat(asked).containsExactly("203.0.113.9");
    }

    @Test
    void anEmptyAddressMeansAll() {
        CheckedRow checked = only(address(row(1), ""));
        assertThat(checked.bind()).isEqualTo("0.0.0.0");
        assertThat(checked.extension().address()).isEqualTo("0.0.0.0");
    }

    @Test
    void whatAnOperatorTypedCannotForgeALineOfTheLog() {
        String fault = only(ports(row(1), "1\n2" + "9".repeat(500), null)).fault();
        assertThat(fault).doesNotContain("\n").hasSizeLessThan(200);
    }

    @Test
    void aCondominiumThatCannotBeReadDisablesTheRow() {
        Row row = condominium(row(1), null);
        assertThat(only(row).fault()).contains("condominium_id").contains("set the number");
        assertThat(only(row).extension().condominiumId()).isZero();
        assertThat(only(condominium(row(1), 0)).fault()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "9010,9007,extension_ia_number_port",
        "9011,9007,extension_ia_number_port",
        "9006,9010,extension_ia_return_port"
    })
    void aRowEditedToThePortOfOneThatRunsIsDisabledAlone(String port, String returnPort, String column) {
        List<CheckedRow> before = check(row(3), row(5), row(7));
        Row wrong = ports(row(3), port, returnPort);
        List<CheckedRow> now = checkAfter(before, wrong, row(5), row(7));
        assertThat(now).extracting(CheckedRow::accepted).containsExactly(false, true, true);
        assertThat(now.get(0).fault()).startsWith(column).contains("row 5");
        assertThat(checkAfter(now, wrong, row(5), row(7))).as("looked at again").isEqualTo(now);
        assertThat(checkAfter(now, wrong, row(7)))
                .as("the other is gone")
                .extracting(CheckedRow::accepted)
                .containsExactly(true, true);
        assertThat(checkAfter(now, row(3), row(5), row(7))).as("put right").allMatch(CheckedRow::accepted);
    }

    @Test
    void aRowEditedToTheNumberOfOneThatRunsIsDisabledAlone() {
        List<CheckedRow> before = check(row(3), row(5));
        List<CheckedRow> now = checkAfter(before, numbers(row(3), "1010", "1007"), row(5));
        assertThat(now).extracting(CheckedRow::accepted).containsExactly(false, true);
        assertThat(now.get(0).fault())
                .isEqualTo("extension_ia_number \"1010\" is already that of the AI extension of"
                        + " row 5: give each extension its own number");
    }

    @Test
    void aNewRowTakesNothingFromOneThatRunsWhateverItsId() {
        List<CheckedRow> now = checkAfter(check(row(5)), ports(row(1), "9010", null), row(5));
        assertThat(now).extracting(CheckedRow::accepted).containsExactly(false, true);
    }

    @Test
    void aRowKeepsWhatItDoesNotChange() {
        List<CheckedRow> before = check(row(3), row(5));
        // 5 gives up its return port; 3 wants the port that 5 keeps
        List<CheckedRow> now = checkAfter(before, ports(row(3), "9010", "9007"), ports(row(5), "9010", "9500"));
        assertThat(now).extracting(CheckedRow::accepted).containsExactly(false, true);
        // and what 5 has given up is anybody's
        assertThat(checkAfter(before, ports(row(3), "9006", "9011"), ports(row(5), "9010", "9500")))
                .allMatch(CheckedRow::accepted);
    }

    @Test
    void twoRowsSwapInOneReading() {
        List<CheckedRow> before = check(row(3), row(5));
        assertThat(checkAfter(before, ports(row(3), "9010", "9011"), ports(row(5), "9006", "9007")))
                .allMatch(CheckedRow::accepted);
    }

    @Test
    void twoRowsSwapInTwoReadings() {
        Row first = ports(row(3), "9010", "9011");
        List<CheckedRow> between = checkAfter(check(row(3), row(5)), first, row(5));
        assertThat(between).extracting(CheckedRow::accepted).containsExactly(false, true);
        assertThat(checkAfter(between, first, ports(row(5), "9006", "9007"))).allMatch(CheckedRow::accepted);
    }

    @Test
    void ofTwoRowsEditedToTheSameTheLowerIdHasIt() {
        List<CheckedRow> before = check(row(3), row(5));
        assertThat(checkAfter(before, ports(row(5), "9900", null), ports(row(3), "9900", null)))
                .extracting(CheckedRow::accepted)
                .containsExactly(false, true);
    }

    @Test
    void ofTwoRowsEditedToWhatTheOtherKeepsTheLowerIdHasIt() {
        List<CheckedRow> before = check(row(3), row(5));
        List<CheckedRow> now = checkAfter(before, ports(row(3), "9006", "9010"), ports(row(5), "9010", "9006"));
        assertThat(now).extracting(CheckedRow::accepted).containsExactly(true, false);
        assertThat(now.get(1).fault()).contains("extension_ia_number_port").contains("extension_ia_return_port");
    }

    @Test
    void whatADisabledRowWouldHaveKeptIsFree() {
        List<CheckedRow> before = check(row(1), row(2), row(9));
        Row wantsOfNine = ports(row(2), "9018", "9005");
        Row wrong = ports(row(9), "9018", "9002");
        assertThat(checkAfter(before, row(1), wantsOfNine, wrong))
                .extracting(CheckedRow::accepted)
                .containsExactly(true, true, false);
    }

    @Test
    void anotherAddressIsAnotherClaim() {
        List<CheckedRow> before = check(address(row(3), "10.0.0.1"), ports(address(row(5), "10.0.0.2"), "9006", null));
        assertThat(before).allMatch(CheckedRow::accepted);
        List<CheckedRow> now = checkAfter(before, row(3), ports(address(row(5), "10.0.0.2"), "9006", null));
        assertThat(now).extracting(CheckedRow::accepted).containsExactly(false, true);
    }

    @Test
    void aSecondRowWithAnIdTakesNothingFromTheOneThatRuns() {
        Row copy = numbers(ports(row(1), "9900", null), "1900", "");
        assertThat(checkAfter(check(row(1)), copy, row(1)))
                .extracting(CheckedRow::accepted)
                .containsExactly(false, true);
    }

    @Test
    void everyRowIsReadWhateverItHolds() {
        assertThat(RowCheck.read(ports(row(1), "x", "")))
                .isEqualTo(new Extension(1, "1002", "1003", "0.0.0.0", 0, null, 10));
        assertThat(RowCheck.read(ports(row(1), "1", "x")).returnPort()).isZero();
    }

    private CheckedRow only(Row row) {
        return check(row).get(0);
    }

    private List<CheckedRow> check(Row... rows) {
        return checkAfter(List.of(), rows);
    }

    private List<CheckedRow> checkAfter(List<CheckedRow> before, Row... rows) {
        return RowCheck.check(List.of(rows), before, address -> {
            asked.add(address);
            return address.startsWith("10.");
        });
    }
}
