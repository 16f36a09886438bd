package io.ramal.dial.ami.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.dial.DialSession;
import io.ramal.dial.GateResult;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final String[] VISITOR = {
        "PJSIP/gate-00000001", "1795360272.1", "AudioSocket", Rig.CALL + ",127.0.0.1:8080"
    };
    private static final String[] RESIDENT = {
        "PJSIP/1101-00000002", "ramal-0badcafe-1", "AudioSocket", Rig.CALL + ",127.0.0.1:8081"
    };
    private static final String[] STRANGER = {
        "PJSIP/gate-00000003", "1795360272.9", "AudioSocket", "11111111-2222-4333-8444-555555555555,127.0.0.1:8080"
    };

    private final BlockingQueue<GateResult> results = new LinkedBlockingQueue<>();
    private Rig rig;

    private DialSession session(String code, String codes, String[]... channels) throws Exception {
        rig = Rig.started(Rig.gates(code, codes));
        rig.asterisk.listed.addAll(List.of(channels));
        DialSession session = rig.open("1101");
        rig.asterisk.result(rig.asterisk.ring(), "Success", "4");
        rig.event();
        rig.event();
        return session;
    }

    private GateResult open(DialSession session) throws Exception {
        session.openGate(results::add);
        return result();
    }

    private GateResult result() throws Exception {
        GateResult result = results.poll(10, TimeUnit.SECONDS);
        assertThat(result).as("a result").isNotNull();
        assertThat(results).isEmpty();
        return result;
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void playsTheCodeToTheVisitorDigitByDigit() throws Exception {
        assertThat(open(session("*9#", "", STRANGER, RESIDENT, VISITOR))).isEqualTo(GateResult.OPENED);
        for (String digit : new String[] {"*", "9", "#"}) {
            Message played = rig.asterisk.next("PlayDTMF");
            assertThat(played.get("Channel")).isEqualTo("PJSIP/gate-00000001");
            assertThat(played.get("Digit")).isEqualTo(digit);
            assertThat(played.get("Duration")).isEqualTo("40");
        }
        assertThat(rig.asterisk.actions).isEmpty();
    }

    @Test
    void playsTheCodeOfTheExtensionWhenItHasItsOwn() throws Exception {
        assertThat(open(session("1", "1003=2,1001=7", VISITOR))).isEqualTo(GateResult.OPENED);
        assertThat(rig.asterisk.next("PlayDTMF").get("Digit")).isEqualTo("7");
        assertThat(rig.asterisk.actions).isEmpty();
    }

    @Test
    void goesOnAfterTheSessionHasBeenClosed() throws Exception {
        DialSession session = session("12", "", VISITOR);
        session.openGate(results::add);
        session.close();
        assertThat(result()).isEqualTo(GateResult.OPENED);
    }

    @Test
    void hasNothingToDoWithoutACode() throws Exception {
        assertThat(open(session("", "1003=2", VISITOR))).isEqualTo(GateResult.NONE);
        assertThat(rig.asterisk.actions).isEmpty();
    }

    @Test
    void neverPlaysToTheResidentOrAStranger() throws Exception {
        assertThat(open(session("1", "", RESIDENT, STRANGER))).isEqualTo(GateResult.FAILED);
        assertThat(rig.asterisk.actions).isEmpty();
    }

    @Test
    void doesNotGuessBetweenTwo() throws Exception {
        String[] second = {"PJSIP/other-00000007", "1795360272.7", "AudioSocket", Rig.CALL + ",127.0.0.1:8080"};
        assertThat(open(session("1", "", VISITOR, second))).isEqualTo(GateResult.FAILED);
        assertThat(rig.asterisk.actions).isEmpty();
    }

    @Test
    void findsAVisitorThatDialsTheSocketChannel() throws Exception {
        String[] phone = {"PJSIP/gate-00000001", "1795360272.1", "Dial", "AudioSocket/127.0.0.1:8080/" + Rig.CALL};
        String[] socket = {"AudioSocket/127.0.0.1:8080-1", "1795360272.2", "AppDial", "" + Rig.CALL};
        assertThat(open(session("1", "", phone, socket))).isEqualTo(GateResult.OPENED);
        assertThat(rig.asterisk.next("PlayDTMF").get("Channel")).isEqualTo("PJSIP/gate-00000001");
    }

    @Test
    void failsAtTheFirstDigitThatIsNotPlayed() throws Exception {
        DialSession session = session("12", "", VISITOR);
        rig.asterisk.refused.add("PlayDTMF");
        assertThat(open(session)).isEqualTo(GateResult.FAILED);
        rig.asterisk.next("PlayDTMF");
        assertThat(rig.asterisk.actions).isEmpty();
    }

    @Test
    void failsWhenTheConnectionIsLostMeanwhile() throws Exception {
        DialSession session = session("12", "", VISITOR);
        rig.asterisk.unanswered.add("PlayDTMF");
        session.openGate(results::add);
        rig.asterisk.next("PlayDTMF");
        rig.asterisk.drop();
        assertThat(result()).isEqualTo(GateResult.FAILED);
    }

    @Test
    void failsWhileThereIsNoConnection() throws Exception {
        DialSession session = session("12", "", VISITOR);
        rig.asterisk.stopListening();
        rig.awaitUnavailable();
        assertThat(open(session)).isEqualTo(GateResult.FAILED);
    }

    @Test
    void failsOnceEverythingHasBeenStopped() throws Exception {
        DialSession session = session("12", "", VISITOR);
        rig.thread.shutdown();
        assertThat(open(session)).isEqualTo(GateResult.FAILED);
    }
}
