package io.ramal.extensions.internal.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsteriskFilesTest {
    private static final ApiAddress API = new ApiAddress("http", 8082, List.of("0.0.0.0"));

    private final AtomicInteger secrets = new AtomicInteger();

    @Test
    void theDialplanHoldsTheApiAndThePortsReallyBound() {
        String text = files(
                        pair(1, "1001", "1002", "0.0.0.0", 8083, 8081),
                        pair(2, "2001", "2002", "10.0.0.5", 9000, null),
                        pair(3, "3001", "3002", "127.0.0.1", null, null))
                .render("extensions", "");
        assertThat(text)
                .contains("\n same => n,Set(RAMAL_API=http://127.0.0.1:8082)\n", """

                        [ramal-static]
                        ; condominium 7: visitors 1001, residents 1002, active
                        exten => 1001,1,Set(RAMAL_STATIC_1001=127.0.0.1:8083)
                         same => n,Return()
                        exten => 1002,1,Set(RAMAL_STATIC_1002=127.0.0.1:8081)
                         same => n,Return()
                        ; condominium 7: visitors 2001, residents 2002, active
                        exten => 2001,1,Set(RAMAL_STATIC_2001=10.0.0.5:9000)
                         same => n,Return()
                        ; condominium 7: visitors 3001, residents 3002, error
                        exten => _X!,1,Return()
                        """)
                .doesNotContain("\n;{", "\n;}", "RAMAL_STATIC_1000=");
    }

    @Test
    void anotherMachineIsToldAnAddressItCanReach() {
        AsteriskFiles files =
                files(pair(1, "1001", "1002", "::", 8080, 8081), pair(2, "2001", "2002", "fd00::5", 9000, 9001));
        assertThat(files.render("extensions", "192.0.2.7"))
                .contains("(RAMAL_API=http://192.0.2.7:8082)")
                .contains("(RAMAL_STATIC_1001=192.0.2.7:8080)", "(RAMAL_STATIC_2001=[fd00::5]:9000)");
        assertThat(files.render("extensions", "[fd00::7]"))
                .contains("(RAMAL_API=http://[fd00::7]:8082)", "(RAMAL_STATIC_1001=[fd00::7]:8080)");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, http://127.0.0.1:8082",
        "127.0.0.1, http://127.0.0.1:8082",
        "10.1.2.3, http://10.1.2.3:8082",
        "fd00::1, http://[fd00::1]:8082",
        "::, http://127.0.0.1:8082"
    })
    void theSameMachineIsToldAnAddressTheWebServerListensOn(String bound, String url) {
        assertThat(new ApiAddress("http", 8082, List.of(bound)).url("")).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x)\nexten => _X.", "-a", "a/b", "$", "a;b"})
    void whatIsNoHostIsRefused(String host) {
        assertThatThrownBy(() -> files().render("extensions", host)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> files().render("passwd", "")).hasMessageContaining("extensions, pjsip, manager");
    }

    /** Rows come from a table that others write: none of them becomes a line of the dialplan. */
    @Test
    void aNumberThatIsNoneIsNeverWrittenAsOne() {
        String evil = "1001,1,System(x)\nexten => 2";
        AsteriskFiles files = files(pair(1, evil, "7", "0.0.0.0", 8080, 8081));
        assertThat(files.render("extensions", "").lines())
                .noneMatch(l -> !l.startsWith(";") && l.contains("System"))
                .noneMatch(l -> l.contains("RAMAL_STATIC_7="))
                .anyMatch(l -> l.contains("7 cannot be dialled"));
        assertThat(files.render("pjsip", "")).doesNotContain("interfone-");
    }

    @Test
    void aNumberIsWrittenOnce() {
        String text = files(
                        pair(1, "1001", "2001", "0.0.0.0", 8080, 8081), pair(2, "2001", "1001", "0.0.0.0", 9000, 9001))
                .render("extensions", "");
        assertThat(text.lines().filter(l -> l.startsWith("exten => 1001")))
                .containsExactly("exten => 1001,1,Set(RAMAL_STATIC_1001=127.0.0.1:8080)");
        assertThat(text.lines().filter(l -> l.startsWith("exten => 2001")))
                .containsExactly("exten => 2001,1,Set(RAMAL_STATIC_2001=127.0.0.1:9000)");
    }

    @Test
    void everyPasswordIsNewWithEveryPrint() {
        AsteriskFiles files =
                files(pair(1, "1001", "1002", "0.0.0.0", 8080, 8081), pair(2, "2001", "2002", "", null, null));
        String pjsip = files.render("pjsip", "");
        assertThat(pjsip)
                .contains("""
                        ; condominium 7
                        [interfone-1001](ramal-intercom)
                        auth = interfone-1001-auth
                        aors = interfone-1001
                        callerid = Interfone <1001>
                        [interfone-1001-auth](ramal-account)
                        username = interfone-1001
                        password = secret1
                        [interfone-1001](ramal-address)
                        """, "\n[guarita-auth](ramal-account)\nusername = guarita\npassword = secret2\n")
                .doesNotContain("interfone-2001");
        assertThat(files.render("manager", "")).contains("\nsecret = secret4\n", "AMI_PASSWORD=secret4\n");
        assertThat(files.render("manager", "")).contains("\nsecret = secret5\n");
    }

    /** What is shipped holds no password, and nothing that could be used without one. */
    @Test
    void theShippedFilesHoldNoPassword() {
        for (String file : files().files()) {
            String shipped = Template.of(file).fill(what -> List.of());
            assertThat(shipped.lines().filter(l -> !l.startsWith(";")))
                    .as(file)
                    .noneMatch(l -> l.matches("(?i)\\s*(password|secret)\\s*=.*"));
        }
    }

    @Test
    void theManagerLetsInTheAddressOfTheServer() {
        AsteriskFiles files = files();
        assertThat(files.render("manager", "")).contains("\npermit = 127.0.0.1/255.255.255.255\n");
        assertThat(files.render("manager", "10.0.0.5")).contains("\npermit = 10.0.0.5/255.255.255.255\n");
        assertThat(files.render("manager", "ramal.example"))
                .contains("\n; the address that ramal.example comes from:\n;permit = \n")
                .doesNotContain("\npermit =");
    }

    @Test
    void otherMachinesAreSentToHttpsWhereItIsServed() {
        ApiAddress both = new ApiAddress("http", 8082, List.of("0.0.0.0"), 8443);
        assertThat(both.url("")).isEqualTo("http://127.0.0.1:8082");
        assertThat(both.url("127.0.0.1")).isEqualTo("http://127.0.0.1:8082");
        assertThat(both.url("10.0.0.5")).isEqualTo("https://10.0.0.5:8443");
        assertThat(new ApiAddress("http", 8082, List.of("0.0.0.0")).url("10.0.0.5"))
                .isEqualTo("http://10.0.0.5:8082");
    }

    private AsteriskFiles files(ExtensionStatus... pairs) {
        return new AsteriskFiles(() -> Arrays.asList(pairs), API, () -> "secret" + secrets.incrementAndGet());
    }

    private static ExtensionStatus pair(
            int id, String number, String back, String address, @Nullable Integer port, @Nullable Integer backPort) {
        return new ExtensionStatus(
                new Extension(id, number, back, address, 8080, 8081, 7),
                port,
                backPort,
                port == null ? ExtensionState.ERROR : ExtensionState.ACTIVE,
                0,
                null);
    }
}
