package io.ramal.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ConfigurationTextTest {
    private static final Instant NOW = Samples.BEGAN;

    private final ConfigurationText words = new ConfigurationText(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aFileTellsHowOldItIsAndWhyItServes() {
        ConfigurationStatus s = new ConfigurationStatus(
                ExtensionSource.FILE,
                NOW.minusSeconds(3 * 3600),
                DatabaseState.DOWN,
                NOW.minusSeconds(90),
                "connection refused",
                false);
        assertThat(words.source(s))
                .isEqualTo("the file of the last known configuration, last seen in the database 3 h ago");
        assertThat(words.database(s)).isEqualTo("down for 90 s: connection refused");
    }

    @Test
    void whatIsNotKnownIsNotMadeUp() {
        ConfigurationStatus s =
                new ConfigurationStatus(ExtensionSource.FILE, null, DatabaseState.CONNECTING, null, null, false);
        assertThat(words.source(s)).endsWith(", of unknown age");
        assertThat(words.database(s)).isEqualTo("connecting");
        assertThat(words.database(new ConfigurationStatus(
                        ExtensionSource.COMPATIBILITY, null, DatabaseState.NONE, null, null, false)))
                .isEqualTo("none is configured (DB_HOST)");
        assertThat(words.source(
                        new ConfigurationStatus(ExtensionSource.DATABASE, null, DatabaseState.UP, null, null, false)))
                .isEqualTo("the database");
    }

    @Test
    void aDatabaseThatDoesNotTellOfChangesIsTold() {
        ConfigurationStatus s =
                new ConfigurationStatus(ExtensionSource.DATABASE, NOW, DatabaseState.UP, NOW, null, false);
        assertThat(words.database(s))
                .isEqualTo("up for 0 s, changes are not told: AUTO_REFRESH or ramal:refresh reads them");
    }

    @Test
    void timesAreRoughed() {
        assertThat(Durations.rough(Duration.ofSeconds(-3))).as("clocks differ").isEqualTo("0 s");
        assertThat(Durations.rough(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(Durations.rough(Duration.ofMinutes(119))).isEqualTo("119 min");
        assertThat(Durations.rough(Duration.ofHours(47))).isEqualTo("47 h");
        assertThat(Durations.rough(Duration.ofDays(9))).isEqualTo("9 d");
    }

    @Test
    void portsShowWhatIsConfiguredAndWhatIsReal() {
        assertThat(Ports.brief(null, null)).isEqualTo("-");
        assertThat(Ports.brief(8080, 8080)).isEqualTo("8080");
        assertThat(Ports.brief(8080, 8084)).isEqualTo("8080>8084");
        assertThat(Ports.brief(8080, null)).isEqualTo("8080>-");
        assertThat(Ports.brief(0, null)).isEqualTo("?>-");
        assertThat(Ports.sentence(0, null)).isEqualTo("not open (configured none that can be used)");
        assertThat(Ports.sentence(null, null)).isEqualTo("none");
        assertThat(Ports.sentence(8080, null)).isEqualTo("not open (configured 8080)");
        assertThat(Ports.sentence(8080, 8084)).isEqualTo("port 8084 (configured 8080)");
    }

    @Test
    void aPairRunsAsConfiguredOnItsOwnPortsOrStoppedOnPurpose() {
        assertThat(Ports.asConfigured(Samples.listening(8080, 8080))).isTrue();
        assertThat(Ports.asConfigured(Samples.listening(8082, 8083))).isFalse();
        assertThat(Ports.asConfigured(Samples.pair(1, ExtensionState.STOPPED, null)))
                .isTrue();
        assertThat(Ports.asConfigured(Samples.pair(1, ExtensionState.ACTIVE, null)))
                .isTrue();
        assertThat(Ports.asConfigured(Samples.pair(1, ExtensionState.ACTIVE, "odd")))
                .isFalse();
        ExtensionStatus noReturn =
                new ExtensionStatus(Samples.extension(8080), 8080, null, ExtensionState.ACTIVE, 0, null);
        assertThat(Ports.asConfigured(noReturn)).isFalse();
    }

    @Test
    void anAddressIsDialledUnlessItStandsForAll() {
        assertThat(Addresses.forAsterisk("0.0.0.0")).isEqualTo("127.0.0.1");
        assertThat(Addresses.forAsterisk("::")).isEqualTo("127.0.0.1");
        assertThat(Addresses.forAsterisk("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Addresses.forAsterisk("2001:db8::1")).isEqualTo("[2001:db8::1]");
        assertThat(Addresses.forAsterisk("a typing mistake")).isEqualTo("127.0.0.1");
        assertThat(Addresses.local("192.0.2.7"))
                .as("not of this machine: all interfaces are bound")
                .isEqualTo("127.0.0.1");
        assertThat(Addresses.local("127.0.0.1")).isEqualTo("127.0.0.1");
    }
}
