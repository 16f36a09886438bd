package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
    private final FakeClock clock = new FakeClock();
    private final FailedLogins logins = new FailedLogins(clock);
    private int guess;

    @Test
    void tooManyFailuresHaveToWaitForTheEndOfTheMinute() {
        fail("10.0.0.7", FailedLogins.MAX - 1);
        assertThat(logins.wait("10.0.0.7")).isZero();
        clock.advance(Duration.ofSeconds(59));
        fail("10.0.0.7", 1);
        assertThat(logins.wait("10.0.0.7")).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(logins.wait("10.0.0.7")).isZero();
        fail("10.0.0.7", FailedLogins.MAX - 1);
        assertThat(logins.wait("10.0.0.7")).as("counted anew").isZero();
    }

    @Test
    void theAddressesOfOneIpv6HostCountTogether() {
        for (int i = 0; i < FailedLogins.MAX; i++) {
            logins.failed("[2001:db8:0:1::" + i + "]", "Bearer " + i);
        }
        assertThat(logins.wait("2001:db8:0:1:ffff::1")).isPositive();
        assertThat(logins.wait("2001:db8:0:2::1")).isZero();
        assertThat(logins.addresses()).isEqualTo(1);
    }

    @Test
    void onlySoManyAddressesAreRemembered() {
        fail("10.0.0.7", FailedLogins.MAX);
        for (int i = 0; i < FailedLogins.ADDRESSES_MAX; i++) {
            logins.failed("10.1." + i / 256 + "." + i % 256, "Bearer x");
        }
        assertThat(logins.addresses()).isEqualTo(FailedLogins.ADDRESSES_MAX);
        assertThat(logins.wait("10.0.0.7")).isZero();
    }

    @Test
    void theSameAgainIsNoFurtherGuess() {
        for (int i = 0; i < 10 * FailedLogins.MAX; i++) {
            logins.failed("10.0.0.7", "Bearer old");
            logins.failed("10.0.0.7", "Bearer older");
        }
        assertThat(logins.wait("10.0.0.7")).isZero();
        fail("10.0.0.7", FailedLogins.MAX - 2);
        assertThat(logins.wait("10.0.0.7")).isPositive();
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            logins.failed(address, "Bearer " + guess++);
        }
    }
}
