package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private final List<String> faults = new ArrayList<>();

    @Test
    void theRightOnesAreAccepted() {
        Credentials credentials = Credentials.of("joão", "a:b ç", " t0ken ", faults::add);
        assertThat(faults).isEmpty();
        assertThat(credentials.present()).isTrue();
        String basic = GatekeeperTest.basic("joão", "a:b ç");
        assertThat(credentials.accept(basic)).isTrue();
        assertThat(credentials.accept("  " + basic.replace("Basic", "bASIC ") + " "))
                .isTrue();
        assertThat(credentials.accept("Bearer t0ken")).isTrue();
        assertThat(credentials.accept("bearer  t0ken")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic dTpw=", // u:p, badly padded
                "Basic dTpwMg==", // u:p2
                "Basic dTI6cA==", // u2:p
                "Basic dQ==", // u
                "Basic OnA=", // :p
                "Basic dDBrZW4=", // t0ken
                "Bearer",
                "Bearer t0ke",
                "Bearer t0ken2",
                "Bearer T0KEN",
                "Bearer u:p",
                "Bearer dTpw",
                "Digest t0ken",
                "t0ken",
            })
    void wrongOnesAreNot(String authorization) {
        assertThat(Credentials.of("u", "p", "t0ken", faults::add).accept(authorization))
                .isFalse();
    }

    @Test
    void whatIsNotSetDoesNotOpen() {
        assertThat(Credentials.of("", "", "", faults::add).present()).isFalse();
        assertThat(Credentials.of("", "", "  ", faults::add).present()).isFalse();
        assertThat(Credentials.NONE.accept(GatekeeperTest.basic("", ""))).isFalse();
        assertThat(Credentials.NONE.accept("Bearer ")).isFalse();
        assertThat(Credentials.of("u", "p", "", faults::add).accept("Bearer ")).isFalse();
        assertThat(Credentials.of("", "", "t0ken", faults::add).accept(GatekeeperTest.basic("", "")))
                .isFalse();
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"u,'',API_PASSWORD", "'',p,API_USER", "u:v,p,colon"})
    void halfOfThemIsNoneAndSaid(String user, String password, String said) {
        Credentials credentials = Credentials.of(user, password, "", faults::add);
        assertThat(credentials.present()).isFalse();
        assertThat(credentials.accept(GatekeeperTest.basic(user, password))).isFalse();
        assertThat(faults).singleElement().asString().contains(said);
        assertThat(Credentials.of(user, password, "t0ken", faults::add).accept("Bearer t0ken"))
                .as("the token serves alone")
                .isTrue();
    }
}
