package io.ramal.dial.ami.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.dial.DialEvent;
import io.ramal.dial.DialSession;
import io.ramal.provider.ProviderRole;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifeTest {
    @Test
    void endsAtOnceWhenNobodyUsesIt() throws Exception {
        try (Rig rig = Rig.started()) {
            rig.desk.retire(Duration.ofMinutes(1));
            assertThat(rig.ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void goesOnForWhoeverStillUsesIt() throws Exception {
        try (Rig rig = Rig.started()) {
            DialSession session = rig.open("1101");
            String id = rig.asterisk.ring();
            rig.desk.retire(Duration.ofMinutes(1));
            assertThat(rig.event()).isEqualTo(new DialEvent.Ringing());
            rig.asterisk.result(id, "Success", "4");
            assertThat(rig.event()).isEqualTo(new DialEvent.Answered());
            assertThat(rig.ended.getCount()).isEqualTo(1);
            session.close();
            assertThat(rig.ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsAfterTheGraceTimeAndRingsNobodyAnyMore() throws Exception {
        try (Rig rig = Rig.started()) {
            rig.open("1101");
            String id = rig.asterisk.ring();
            assertThat(rig.event()).isEqualTo(new DialEvent.Ringing());
            rig.desk.retire(Duration.ofMillis(10));
            assertThat(rig.ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(rig.event()).isEqualTo(new DialEvent.Failed("ringing has been stopped"));
            assertThat(rig.asterisk.next("Hangup").get("Channel")).isEqualTo(id);
        }
    }

    @Test
    void saysSoWhenItHasEnded() throws Exception {
        try (Rig rig = Rig.started()) {
            rig.thread.shutdown();
            rig.open("1101");
            assertThat(rig.event()).isInstanceOf(DialEvent.Failed.class);
        }
    }

    @Test
    void theComponentRefusesABadConfigurationAndTakesAGoodOne() {
        assertThatThrownBy(() -> new AmiComponent(AmiSettingsTest.config(Map.of("_password", ""))))
                .hasMessageContaining(".password");
        AmiComponent component = new AmiComponent(AmiSettingsTest.config(Map.of("port", 1)));
        assertThat(component.info().id()).isEqualTo("ami");
        assertThat(component.info().role()).isEqualTo(ProviderRole.DIAL);
        assertThat(component.health().ready()).isFalse();
        component.close();
        component.close();
    }

    @Test
    void nothingSecretIsLogged() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (Rig rig = new Rig(Rig.QUICK, Rig.gates("97531", ""), "wr0ng-s3cret")) {
            rig.start();
            rig.awaitUnavailable();
            CountDownLatch gate = new CountDownLatch(1);
            rig.open("551133334444").openGate(result -> gate.countDown());
            rig.event();
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("refuses user \"ramal\"")
                .contains("gate of 1001 was not opened")
                .doesNotContain("97531")
                .doesNotContain("wr0ng-s3cret")
                .doesNotContain("551133334444");
    }
}
