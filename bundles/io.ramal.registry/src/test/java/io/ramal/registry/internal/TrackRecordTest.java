package io.ramal.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.provider.ProviderPerformance.Circuit;
import io.ramal.testkit.FakeClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackRecordTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeClock clock = new FakeClock();
    private final TrackRecord record = new TrackRecord(
            "STT azure", new CircuitSettings(3, 5, Duration.ofSeconds(30)), Clock.fixed(NOON, ZoneOffset.UTC), clock);
    private final PrintStream console = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setErr(console);
    }

    @Test
    void badDaysAreSaidOnceAndTheirEndOnce() {
        for (int i = 0; i < 3; i++) {
            record.failed("no network");
        }
        for (int probe = 0; probe < 10; probe++) {
            clock.advance(Duration.ofSeconds(31));
            assertThat(record.permission(new Object())).isEqualTo(TrackRecord.Permission.PROBE);
            record.failed("still no network");
        }
        assertThat(lines("WARN")).isEqualTo(1);
        assertThat(log()).contains("Provider STT azure failed: no network");
        assertThat(lines("left out")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(31));
        assertThat(record.permission(new Object())).isEqualTo(TrackRecord.Permission.PROBE);
        record.served(Duration.ofMillis(300));
        assertThat(lines("serves again")).as("not yet").isZero();
        clock.advance(Duration.ofSeconds(61));
        record.served(Duration.ofMillis(300));
        record.served(Duration.ofMillis(300));
        assertThat(lines("serves again")).isEqualTo(1);

        record.failed("gone once more");
        assertThat(lines("WARN")).isEqualTo(2);
    }

    @Test
    void theCircuitDoesNotHangOnTheClockOnTheWall() {
        for (int i = 0; i < 3; i++) {
            record.failed("no network");
        }
        assertThat(record.performance().circuit()).isEqualTo(Circuit.OPEN);
        assertThat(record.permission(new Object())).isEqualTo(TrackRecord.Permission.NO);
        clock.advance(Duration.ofSeconds(31));
        assertThat(record.permission(new Object())).isEqualTo(TrackRecord.Permission.PROBE);
        assertThat(record.performance().circuit()).isEqualTo(Circuit.HALF_OPEN);
        assertThat(record.permission(new Object())).as("one at a time").isEqualTo(TrackRecord.Permission.NO);
    }

    @Test
    void aProbeThatWasGivenUpForLostHasNothingToGiveBack() {
        for (int i = 0; i < 3; i++) {
            record.failed("no network");
        }
        clock.advance(Duration.ofSeconds(31));
        Object lost = new Object();
        assertThat(record.permission(lost)).isEqualTo(TrackRecord.Permission.PROBE);
        clock.advance(Duration.ofSeconds(31));
        Object next = new Object();
        assertThat(record.permission(next)).isEqualTo(TrackRecord.Permission.PROBE);

        record.withdraw(lost);
        assertThat(record.permission(new Object())).as("one at a time").isEqualTo(TrackRecord.Permission.NO);
        record.withdraw(next);
        record.withdraw(next);
        assertThat(record.permission(new Object())).isEqualTo(TrackRecord.Permission.PROBE);
        assertThat(record.permission(new Object())).as("it was given back once").isEqualTo(TrackRecord.Permission.NO);
    }

    @Test
    void aProbeOfAnEarlierTrialGivesNothingBackOfTheNextOne() {
        for (int i = 0; i < 3; i++) {
            record.failed("no network");
        }
        clock.advance(Duration.ofSeconds(31));
        Object early = new Object();
        record.permission(early);
        record.failed("a lease of better days");
        clock.advance(Duration.ofSeconds(31));
        assertThat(record.permission(new Object())).isEqualTo(TrackRecord.Permission.PROBE);
        record.withdraw(early);
        assertThat(record.permission(new Object())).isEqualTo(TrackRecord.Permission.NO);
    }

    @Test
    void onlyWhatHappenedIsCounted() {
        assertThat(record.performance().answered()).isZero();
        assertThat(record.performance().failed()).isZero();
        record.failed("no network");
        record.served(Duration.ofMillis(200));
        assertThat(record.performance())
                .returns(1L, p -> p.answered())
                .returns(1L, p -> p.failed())
                .returns("no network", p -> p.lastFailure())
                .returns(NOON, p -> p.lastFailureAt())
                .returns(1L, p -> p.measured());
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    private long lines(String with) {
        return log().lines().filter(l -> l.contains(with)).count();
    }
}
