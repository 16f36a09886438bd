package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderHealth.State;
import io.ramal.speech.azure.wire.Failure;
import io.ramal.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
    private final FakeClock clock = new FakeClock();
    private double random = 0.5;
    private int probes;
    private final Health health = new Health("speech", clock, () -> random, () -> probes++);

    private static Failure failure(Failure.Kind kind) {
        return new Failure(kind, "because of " + kind);
    }

    private void after(Duration time) {
        clock.advance(time);
        health.tick();
    }

    private void ready() {
        health.tick();
        health.connected();
        probes = 0;
    }

    @Test
    void itIsFoundOutAtOnceWhetherTheServiceIsThere() {
        assertThat(health.now().state()).isEqualTo(State.STARTING);
        health.tick();
        health.tick();
        assertThat(probes).isOne();
        health.connected();
        assertThat(health.now()).isEqualTo(ProviderHealth.READY);
        after(Duration.ofHours(1));
        assertThat(probes).isOne();
    }

    @Test
    void aRefusedKeyIsTriedAgainAfterMinutes() {
        ready();
        health.failed(failure(Failure.Kind.KEY), false);
        assertThat(health.now().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(health.now().reason()).isEqualTo("because of KEY");
        assertThat(health.now().cure()).contains("AZURE_SPEECH_KEY");
        after(Health.KEY_RECHECK.minusMillis(1));
        assertThat(probes).isZero();
        after(Duration.ofMillis(1));
        assertThat(probes).isOne();
        health.failed(failure(Failure.Kind.KEY), true);
        after(Health.KEY_RECHECK);
        assertThat(probes).isEqualTo(2);
        health.connected();
        assertThat(health.now()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void aProbeThatOnlyTellsThatThereIsNoConnectionDoesNotHideTheRefusedKey() {
        ready();
        health.failed(failure(Failure.Kind.KEY), false);
        after(Health.KEY_RECHECK);
        health.failed(failure(Failure.Kind.CONNECTION), true);
        assertThat(health.now().reason()).isEqualTo("because of KEY");
        after(Health.RECONNECT);
        assertThat(probes).isEqualTo(2);
    }

    @Test
    void aThrottledServiceIsLeftAloneForLongerEachTime() {
        ready();
        health.failed(failure(Failure.Kind.THROTTLED), false);
        assertThat(health.now().state()).isEqualTo(State.UNAVAILABLE);
        // of utterances that were under way
        health.failed(failure(Failure.Kind.THROTTLED), false);
        health.connected();
        assertThat(health.now().state()).isEqualTo(State.UNAVAILABLE);
        after(Duration.ofMillis(1999));
        assertThat(health.now().ready()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(health.now()).isEqualTo(ProviderHealth.READY);
        health.failed(failure(Failure.Kind.THROTTLED), false);
        after(Duration.ofMillis(3999));
        assertThat(health.now().ready()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(health.now().ready()).isTrue();
        assertThat(probes).isZero();
        health.served();
        health.failed(failure(Failure.Kind.THROTTLED), false);
        after(Duration.ofMillis(2000));
        assertThat(health.now().ready()).isTrue();
    }

    @Test
    void theWaitIsNeverLongerThanAMinuteAndAFifthAndNeverTheSame() {
        ready();
        for (int i = 0; i < 20; i++) {
            health.failed(failure(Failure.Kind.THROTTLED), false);
            after(Duration.ofSeconds(72));
            assertThat(health.now().ready()).isTrue();
        }
        random = 1;
        health.failed(failure(Failure.Kind.THROTTLED), false);
        after(Duration.ofMillis(71_999));
        assertThat(health.now().ready()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(health.now().ready()).isTrue();
        random = 0;
        health.failed(failure(Failure.Kind.THROTTLED), false);
        after(Duration.ofSeconds(48));
        assertThat(health.now().ready()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION", "SERVICE", "SILENCE"})
    void anUtteranceThatFailsMakesForAProbeAndThatDecides(Failure.Kind kind) {
        ready();
        clock.advance(Duration.ofMinutes(1));
        health.failed(failure(kind), false);
        health.failed(failure(kind), false);
        assertThat(health.now()).isEqualTo(ProviderHealth.READY);
        health.tick();
        assertThat(probes).isOne();
        health.failed(failure(kind), false);
        after(Health.PROBE_PAUSE.minusMillis(1));
        assertThat(probes).isOne();
        after(Duration.ofMillis(1));
        assertThat(probes).isEqualTo(2);
        health.failed(failure(kind), true);
        assertThat(health.now().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(health.now().cure()).contains("network", "proxy.host", "AZURE_SPEECH_REGION");
        after(Health.RECONNECT);
        assertThat(probes).isEqualTo(3);
        health.connected();
        assertThat(health.now()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void oneBadRequestSaysNothing() {
        ready();
        health.failed(failure(Failure.Kind.REQUEST), false);
        after(Duration.ofMinutes(1));
        assertThat(health.now()).isEqualTo(ProviderHealth.READY);
        assertThat(probes).isZero();
    }

    @Test
    void aServiceThatTakesNoRequestAtAllIsNotThere() {
        health.tick();
        health.failed(failure(Failure.Kind.REQUEST), true);
        assertThat(health.now().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(health.now().cure()).contains("stt.endpoint.id");
        after(Health.RECONNECT);
        assertThat(probes).isEqualTo(2);
    }

    @Test
    void aKeyRefusedDuringTheWaitOfAThrottledServiceStaysRefused() {
        ready();
        health.failed(failure(Failure.Kind.THROTTLED), false);
        health.failed(failure(Failure.Kind.KEY), false);
        after(Duration.ofSeconds(10));
        assertThat(health.now().reason()).isEqualTo("because of KEY");
    }

    @Test
    void aMachineThatCannotRunTheSdkIsLookedAtAgainAndAgain() {
        health.tick();
        health.failed(Failure.of(new UnsatisfiedLinkError("libuuid.so.1: cannot open")), true);
        assertThat(health.now().reason()).contains("libuuid.so.1");
        assertThat(health.now().cure()).contains("libssl3", "libuuid1", "noexec");
        after(Health.RECONNECT.minusMillis(1));
        assertThat(probes).isOne();
        after(Duration.ofMillis(1));
        assertThat(probes).isEqualTo(2);
        health.failed(new Failure(Failure.Kind.MACHINE, "no java", "install it"), true);
        assertThat(health.now()).isEqualTo(ProviderHealth.unavailable("no java", "install it"));
        health.connected();
        assertThat(health.now()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void aHelperThatEndedSaysNothingOfTheServiceButMakesForAProbe() {
        ready();
        clock.advance(Duration.ofMinutes(1));
        health.failed(failure(Failure.Kind.HELPER), true);
        health.failed(failure(Failure.Kind.HELPER), false);
        assertThat(health.now()).isEqualTo(ProviderHealth.READY);
        health.tick();
        assertThat(probes).isOne();
        // the probe went with the next one
        health.failed(failure(Failure.Kind.HELPER), true);
        after(Health.PROBE_PAUSE);
        assertThat(probes).isEqualTo(2);
    }

    @Test
    void aHelperThatEndsWhileTheFirstConnectionIsMadeDoesNotStopTheTrying() {
        health.tick();
        health.failed(failure(Failure.Kind.HELPER), true);
        assertThat(health.now().state()).isEqualTo(State.STARTING);
        after(Health.PROBE_PAUSE);
        assertThat(probes).isEqualTo(2);
    }
}
