package io.ramal.dial.ami.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.dial.DialEvent;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttemptTest {
    private Rig rig;
    private FakeAsterisk asterisk;

    @BeforeEach
    void start() throws Exception {
        rig = Rig.started();
        asterisk = rig.asterisk;
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void placesTheCallThatBringsTheResidentToTheReturnExtension() throws Exception {
        rig.open("1101", Duration.ofSeconds(12));
        Message originate = asterisk.next("Originate");
        assertThat(originate.get("Channel")).isEqualTo("PJSIP/1101");
        assertThat(originate.get("Context")).isEqualTo("ramal-return");
        assertThat(originate.get("Exten")).isEqualTo("1002");
        assertThat(originate.get("Priority")).isEqualTo("1");
        assertThat(originate.get("Variable")).isEqualTo("RAMAL_CALL=" + Rig.CALL);
        assertThat(originate.get("Timeout")).isEqualTo("12000");
        assertThat(originate.get("CallerID")).isEqualTo("\"Portaria\" <1001>");
        assertThat(originate.get("Async")).isEqualTo("true");
        assertThat(originate.get("ChannelId")).startsWith("ramal-").isEqualTo(originate.get("ActionID"));
    }

    @Test
    void namesEachChannelDifferently() throws Exception {
        rig.open("1101");
        rig.open("1101");
        assertThat(asterisk.next("Originate").get("ChannelId"))
                .isNotEqualTo(asterisk.next("Originate").get("ChannelId"));
    }

    @Test
    void tellsThatItRingsAndThatItIsAnswered() throws Exception {
        rig.open("1101");
        String id = asterisk.ring();
        assertThat(rig.event()).isEqualTo(new DialEvent.Ringing());
        asterisk.event("Newstate", "ChannelState: 5", "Uniqueid: " + id);
        asterisk.result(id, "Success", "4");
        assertThat(rig.event()).isEqualTo(new DialEvent.Answered());
        asterisk.gone(id, "16", "");
        rig.settle();
        assertThat(rig.told).isEmpty();
    }

    @Test
    void leavesTheResidentAloneAfterTheAnswer() throws Exception {
        DialSession session = rig.open("1101");
        String id = asterisk.ring();
        asterisk.result(id, "Success", "4");
        assertThat(rig.event()).isEqualTo(new DialEvent.Ringing());
        assertThat(rig.event()).isEqualTo(new DialEvent.Answered());
        session.cancel();
        session.close();
        session.close();
        rig.settle();
        assertThat(asterisk.actions).isEmpty();
    }

    /** Reason, cause and tech as Asterisk 22.10 gave them for the SIP answers of a phone. */
    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("0", "17", "486", new DialEvent.Busy()),
                Arguments.of("5", "17", "", new DialEvent.Busy()),
                Arguments.of("0", "21", "603", new DialEvent.Rejected()),
                Arguments.of("0", "21", "", new DialEvent.Rejected()),
                Arguments.of("3", "19", "480", new DialEvent.NoAnswer()),
                Arguments.of("0", "19", "480", new DialEvent.NoAnswer()),
                Arguments.of("0", "18", "", new DialEvent.NoAnswer()),
                Arguments.of("0", "21", "403", new DialEvent.Failed("the call was refused on its way, cause 21 (403)")),
                Arguments.of("0", "1", "404", new DialEvent.Failed("no such number, cause 1 (404)")),
                Arguments.of("0", "3", "", new DialEvent.Failed("no route to the phone, cause 3")),
                Arguments.of("0", "20", "", new DialEvent.Failed("the phone is not registered, cause 20")),
                Arguments.of("0", "34", "503", new DialEvent.Failed("no line is free, cause 34 (503)")),
                Arguments.of("0", "38", "500", new DialEvent.Failed("the network failed, cause 38 (500)")),
                Arguments.of("0", "127", "", new DialEvent.Failed("the call failed, cause 127")));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void tellsHowItEndedWhenTheResultComesFirst(String reason, String cause, String tech, DialEvent last)
            throws Exception {
        rig.open("1101");
        String id = asterisk.next("Originate").get("ChannelId");
        asterisk.result(id, "Failure", reason);
        asterisk.gone(id, cause, tech);
        assertThat(rig.event()).isEqualTo(last);
        rig.settle();
        assertThat(rig.told).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void tellsHowItEndedWhenTheHangupComesFirst(String reason, String cause, String tech, DialEvent last)
            throws Exception {
        rig.open("1101");
        String id = asterisk.next("Originate").get("ChannelId");
        asterisk.gone(id, cause, tech);
        asterisk.result(id, "Failure", reason);
        assertThat(rig.event()).isEqualTo(last);
        rig.settle();
        assertThat(rig.told).isEmpty();
    }

    @Test
    void tellsOfAPhoneThatAsteriskDoesNotKnow() throws Exception {
        rig.open("7777");
        asterisk.result(asterisk.next("Originate").get("ChannelId"), "Failure", "0");
        assertThat(rig.event())
                .isEqualTo(new DialEvent.Failed("Asterisk knows no such phone, or it is not registered"));
    }

    @Test
    void tellsOfACallThatAsteriskDoesNotPlace() throws Exception {
        asterisk.refused.add("Originate");
        rig.open("1101");
        assertThat(rig.event())
                .isEqualTo(new DialEvent.Failed(
                        "Asterisk does not place a call for 1002@ramal-return: Extension does not exist."));
    }

    @Test
    void ignoresTheCallsOfOthers() throws Exception {
        rig.open("1101");
        String id = asterisk.next("Originate").get("ChannelId");
        asterisk.event("Newstate", "ChannelState: 5", "Uniqueid: 1795360272.1");
        asterisk.event("OriginateResponse", "ActionID: other", "Response: Success", "Uniqueid: 1795360272.1");
        asterisk.event("Newstate", "ChannelState: 5", "Uniqueid: " + id + ";2");
        asterisk.event("Newstate", "ChannelState: 6", "Uniqueid: " + id);
        rig.settle();
        assertThat(rig.told).isEmpty();
    }

    @Test
    void hangsUpWhatStillRings() throws Exception {
        DialSession session = rig.open("1101");
        String id = asterisk.ring();
        assertThat(rig.event()).isEqualTo(new DialEvent.Ringing());
        session.cancel();
        assertThat(asterisk.next("Hangup").get("Channel")).isEqualTo(id);
        asterisk.result(id, "Failure", "0");
        asterisk.gone(id, "0", "");
        rig.settle();
        assertThat(rig.told).isEmpty();
    }

    @Test
    void hangsUpAChannelThatIsNotThereYet() throws Exception {
        DialSession session = rig.open("1101");
        String id = asterisk.next("Originate").get("ChannelId");
        session.close();
        assertThat(asterisk.next("Hangup").get("Channel")).isEqualTo(id);
        assertThat(asterisk.next("Hangup").get("Channel")).isEqualTo(id);
        asterisk.channels.add(id);
        rig.await(() -> !asterisk.channels.contains(id));
        asterisk.gone(id, "0", "");
        rig.settle();
        asterisk.actions.clear();
        rig.settle();
        assertThat(asterisk.actions).as("gone is gone").isEmpty();
        assertThat(rig.told).isEmpty();
    }

    @Test
    void neverPlacesACallThatIsCancelledBeforeItsTurn() throws Exception {
        CountDownLatch busy = block();
        DialSession session = rig.open("1101");
        session.cancel();
        busy.countDown();
        rig.settle();
        assertThat(asterisk.actions).isEmpty();
        assertThat(rig.told).isEmpty();
    }

    @Test
    void hangsUpAnAnswerThatComesAfterTheCancel() throws Exception {
        DialSession session = rig.open("1101");
        String id = asterisk.next("Originate").get("ChannelId");
        session.cancel();
        asterisk.next("Hangup");
        asterisk.result(id, "Success", "4");
        rig.settle();
        asterisk.channels.add(id);
        rig.await(() -> !asterisk.channels.contains(id));
        assertThat(rig.told).isEmpty();
    }

    @Test
    void hangsUpAnAnswerThatWasOnItsWayWhenTheCancelCame() throws Exception {
        DialSession session = rig.open("1101");
        String id = asterisk.ring();
        assertThat(rig.event()).isEqualTo(new DialEvent.Ringing());
        CountDownLatch busy = block();
        int before = rig.thread.getQueue().size();
        asterisk.result(id, "Success", "4");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (rig.thread.getQueue().size() == before) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        session.cancel();
        busy.countDown();
        assertThat(asterisk.next("Hangup").get("Channel")).isEqualTo(id);
        assertThat(rig.told).isEmpty();
    }

    /** Keeps the desk busy until the latch is counted down. */
    private CountDownLatch block() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        rig.thread.execute(() -> {
            begun.countDown();
            try {
                busy.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        return busy;
    }

    @Test
    void failsWhenTheConnectionIsLostAndHangsUpWhenItIsBack() throws Exception {
        rig.open("1101");
        String id = asterisk.ring();
        assertThat(rig.event()).isEqualTo(new DialEvent.Ringing());
        asterisk.drop();
        assertThat(rig.event())
                .isInstanceOfSatisfying(
                        DialEvent.Failed.class,
                        failed -> assertThat(failed.reason())
                                .contains("127.0.0.1:" + asterisk.port())
                                .contains("lost"));
        assertThat(asterisk.next("Hangup").get("Channel")).isEqualTo(id);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void failsAtOnceWhileThereIsNoConnection() throws Exception {
        asterisk.stopListening();
        rig.awaitUnavailable();
        rig.open("1101");
        assertThat(rig.event()).isInstanceOf(DialEvent.Failed.class);
    }

    @Test
    void failsWhenAsteriskNeverTellsTheResult() throws Exception {
        try (Rig impatient = new Rig(
                new Timing(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        Duration.ofMillis(10)),
                Rig.gates("", ""),
                FakeAsterisk.PASSWORD)) {
            impatient.start();
            impatient.awaitReady();
            impatient.open("1101", Duration.ofMillis(50));
            assertThat(impatient.event())
                    .isInstanceOfSatisfying(
                            DialEvent.Failed.class,
                            failed -> assertThat(failed.reason()).contains("read = call"));
            impatient.asterisk.next("Originate");
            impatient.asterisk.next("Hangup");
        }
    }

    @Test
    void outlivesAListenerThatThrows() throws Exception {
        rig.provider.open(new DialRequest(Rig.CALL, Rig.EXTENSION, "1101", Duration.ofSeconds(5)), event -> {
            throw new IllegalStateException("on purpose");
        });
        asterisk.ring();
        rig.settle();
        rig.open("1102");
        assertThat(asterisk.next("Originate").get("Channel")).isEqualTo("PJSIP/1102");
    }
}
