package io.ramal.dial.ami.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.dial.DialRequest;
import io.ramal.extension.Extension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static AmiSettings settings(String sip) {
        return new AmiSettings(
                "h",
                1,
                "u",
                "p",
                "PJSIP/{number}@trunk",
                sip,
                "c",
                "<{extension}>",
                Duration.ofSeconds(1),
                Rig.gates("", ""));
    }

    private static Target target(String destination, Extension extension, String sip) {
        return Target.of(new DialRequest(Rig.CALL, extension, destination, Duration.ofSeconds(5)), settings(sip));
    }

    private static Target target(String destination) {
        return target(destination, Rig.EXTENSION, "PJSIP/ramal-out/{uri}");
    }

    @ParameterizedTest
    @CsvSource({
        "1003030, PJSIP/1003030@trunk",
        "1, PJSIP/1@trunk",
        "12345678901234567890, PJSIP/12345678901234567890@trunk",
        "sip:maria@voip.example.net, PJSIP/ramal-out/sip:maria@voip.example.net",
        "SIP:Maria.Silva_1@192.0.2.7:5062, PJSIP/ramal-out/sip:Maria.Silva_1@192.0.2.7:5062",
        "sip:+5511999990000@example, PJSIP/ramal-out/sip:+5511999990000@example",
    })
    void dialsNumbersAndAddresses(String destination, String channel) {
        assertThat(target(destination).channel()).isEqualTo(channel);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1101",
                "1101 ",
                "123456789012345678901",
                "1101\r\nAction: Command\r\nCommand: core stop now",
                "1101\n",
                "1101&PJSIP/9",
                "1101,30,D(1)",
                "1101;x",
                "1101|2",
                "1101/n",
                "1101@outro",
                "${SHELL(id)}",
                "Local/1@internal",
                "+551199",
                "11a",
                "١٢٣",
                "sip:",
                "sip:maria",
                "sip:@host",
                "sip:maria@",
                "sip:maria@host:0",
                "sip:maria@host:65536",
                "sip:maria@host:5060:1",
                "sip:maria:senha@host",
                "sip:maria@host;transport=tcp",
                "sip:maria@host?Subject=x",
                "sip:maria@host&PJSIP/9",
                "sip:maria@host,30",
                "sip:maria@host(1)",
                "sip:maria@host\r\nVariable: X=1",
                "sip:maria@host\n",
                "sip:ma ria@host",
                "sip:maria@ho/st",
                "sip:maria@-host",
                "sip:%6d@host",
                "sips:maria@host",
                "tel:1101"
            })
    void refusesWhateverCouldMeanMore(String destination) {
        assertThatThrownBy(() -> target(destination))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the resident's number is neither 1 to 20 digits nor a plain sip: URI");
    }

    @Test
    void refusesAddressesWhereNoneCanBeDialled() {
        assertThatThrownBy(() -> target("sip:maria@host", Rig.EXTENSION, ""))
                .hasMessageContaining("channel.sip of io.ramal.dial.ami");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1002,1", "1002\r\nAction: X", "10 02", "1002>\"", "${X}"})
    void refusesExtensionsThatAreNone(String bad) {
        Extension returns = new Extension(1, "1001", bad, "0.0.0.0", 8080, 8081, 10);
        Extension numbered = new Extension(1, bad, "1002", "0.0.0.0", 8080, 8081, 10);
        assertThatThrownBy(() -> target("1101", returns, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> target("1101", numbered, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noActionTakesALineEnd() {
        assertThatThrownBy(() -> new Action("Hangup").with("Channel", "a\r\nAction: Logoff"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Action("Hangup").with("Channel", "a\nb"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Action("Hangup").with("Channel", "a\0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noActionTellsItsFields() {
        assertThat(new Action("PlayDTMF").with("Digit", "7")).hasToString("PlayDTMF");
    }
}
