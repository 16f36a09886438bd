package io.ramal.dial.ami.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.provider.ProviderHealth;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagerTest {
    private Rig rig;

    private Rig rig(Timing timing, String password) throws Exception {
        rig = new Rig(timing, Rig.gates("1", ""), password);
        return rig;
    }

    private Rig rig() throws Exception {
        return rig(Rig.QUICK, FakeAsterisk.PASSWORD);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void isReadyOnceLoggedInAndNotBefore() throws Exception {
        rig();
        assertThat(rig.provider.health().state()).isEqualTo(ProviderHealth.State.STARTING);
        rig.start();
        rig.awaitReady();
        Message login = rig.asterisk.logins.poll(10, TimeUnit.SECONDS);
        assertThat(login.get("Events")).isEqualTo("call");
        assertThat(login.fields().values()).noneMatch(v -> v.contains(FakeAsterisk.PASSWORD));
    }

    @Test
    void tellsOfAWrongPasswordAndLogsInOnceItIsRight() throws Exception {
        rig(Rig.QUICK, "wrong").start();
        ProviderHealth health = rig.awaitUnavailable();
        assertThat(health.reason()).contains("127.0.0.1:" + rig.asterisk.port(), "\"ramal\"", ".password");
        assertThat(health.reason() + health.cure()).doesNotContain("wrong\"").contains("manager.conf", "permit");
        rig.asterisk.password = "wrong";
        rig.awaitReady();
    }

    @ParameterizedTest
    @CsvSource({"Originate,originate", "Hangup,call", "CoreStatus,reporting"})
    void tellsWhichRightIsMissing(String action, String right) throws Exception {
        rig().asterisk.denied.add(action);
        rig.start();
        ProviderHealth health = rig.awaitUnavailable();
        assertThat(health.reason()).endsWith("but not " + right);
        assertThat(health.cure()).contains("write = originate,call,reporting");
        rig.asterisk.denied.clear();
        rig.awaitReady();
    }

    @Test
    void needsTheRightToListChannelsForGatesOnly() throws Exception {
        try (Rig other = new Rig(Rig.QUICK, Rig.gates("", ""), FakeAsterisk.PASSWORD)) {
            other.asterisk.denied.add("CoreStatus");
            other.start();
            other.awaitReady();
        }
        rig();
    }

    @Test
    void tellsThatNobodyListensAndConnectsOnceSomebodyDoes() throws Exception {
        rig().asterisk.stopListening();
        rig.start();
        ProviderHealth health = rig.awaitUnavailable();
        assertThat(health.reason()).contains("127.0.0.1:" + rig.asterisk.port(), "refused");
        assertThat(health.cure()).contains("enabled = yes", "host and port", "io.ramal.dial.ami");
        rig.asterisk.listenAgain();
        rig.awaitReady();
    }

    @Test
    void comesBackAfterALostConnection() throws Exception {
        rig().start();
        rig.awaitReady();
        rig.asterisk.drop();
        rig.asterisk.logins.take();
        assertThat(rig.asterisk.logins.poll(10, TimeUnit.SECONDS)).isNotNull();
        rig.awaitReady();
    }

    @Test
    void doesNotTakeSomethingElseForAsterisk() throws Exception {
        rig().asterisk.banner = "SSH-2.0-OpenSSH_9.2";
        rig.start();
        assertThat(rig.awaitUnavailable().reason()).contains("is no manager interface");
        assertThat(rig.asterisk.logins).isEmpty();
    }

    @Test
    void givesUpAConnectionThatHasGoneSilent() throws Exception {
        Timing soon = new Timing(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofMillis(400),
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofMillis(10));
        rig(soon, FakeAsterisk.PASSWORD).start();
        rig.awaitReady();
        rig.asterisk.unanswered.add("Ping");
        assertThat(rig.awaitUnavailable().reason()).contains("no answer");
    }

    @Test
    void waitsLongerAfterEachTryUpToTheLimit() throws Exception {
        rig(Rig.QUICK, "wrong").start();
        long[] at = new long[6];
        for (int i = 0; i < at.length; i++) {
            rig.asterisk.logins.poll(10, TimeUnit.SECONDS);
            at[i] = System.nanoTime();
        }
        // 20, 40, 80, 100, 100 ms; a loaded machine is only ever slower
        assertThat(at[5] - at[0]).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void survivesAFloodOfOtherPeoplesEvents() throws Exception {
        rig().start();
        rig.awaitReady();
        long before = rig.thread.getCompletedTaskCount();
        for (int i = 0; i < 5000; i++) {
            rig.asterisk.event("Newexten", "Uniqueid: 1795360272." + i, "AppData: " + "x".repeat(200));
        }
        rig.settle();
        assertThat(rig.thread.getCompletedTaskCount() - before).isLessThan(100);
        assertThat(rig.provider.health().ready()).isTrue();
    }

    @Test
    void endsItsReaderWhenItIsClosed() throws Exception {
        rig().start();
        rig.awaitReady();
        rig.desk.manager().close();
        rig.reader.shutdown();
        assertThat(rig.reader.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
}
