package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole visits by keys through a real Asterisk that holds the files our distribution prints: an intercom calls, the
 * resident's phone rings, the resident decides, the visitor is told, and where nobody has decided the gatehouse goes on.
 */
class WholeVisitIT {
    private static final Duration PATIENCE = VisitStage.SENTENCES;

    private static VisitStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new VisitStage("visit", server -> {});
    }

    @AfterAll
    static void end() throws Exception {
        if (stage != null) {
            stage.close();
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        stage.awaitNothingLeft();
    }

    @Test
    void anAuthorisedVisitorIsToldAndTheGateOpens() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = answered(resident);
            VisitStage.answerByKeys(call.media, "1");
            assertThat(visitor.media().await(h -> visitor.media().keys().equals(VisitStage.GATE), PATIENCE))
                    .as("the gate's code, heard: " + visitor.media().keys())
                    .isTrue();
            assertThat(call.awaitEnd(PATIENCE)).as("the resident is let go").isEqualTo("BYE");
            isToldAndHungUp(visitor);
            assertThat(guard.times()).isZero();
        }
        assertThat(stage.story()).contains("outcome authorised\n");
    }

    @Test
    void aRefusedVisitorIsToldAndTheGateStaysShut() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = answered(resident);
            VisitStage.answerByKeys(call.media, "2");
            assertThat(call.awaitEnd(PATIENCE)).as("the resident is let go").isEqualTo("BYE");
            isToldAndHungUp(visitor);
            assertThat(visitor.media().keys()).isEmpty();
            assertThat(guard.times()).isZero();
        }
        assertThat(stage.story()).contains("outcome refused\n");
    }

    @Test
    void aResidentWhoDoesNotPickUpLeavesTheVisitorToTheGatehouse() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = rung(resident);
            int mark = visitor.media().heardLength();
            assertThat(call.awaitEnd(PATIENCE)).as("it stops ringing").isEqualTo("CANCEL");
            assertThat(Sound.onset(visitor.media().heard(), mark))
                    .as("nobody waits in silence")
                    .isNotNegative();
            theGatehouseGoesOn(guard, visitor);
        }
        assertThat(stage.story()).contains("outcome no answer, a human goes on");
    }

    @ParameterizedTest
    @CsvSource({"486 Busy Here,busy", "603 Decline,rejected"})
    void aPhoneThatTurnsTheCallDownLeavesTheVisitorToTheGatehouse(String status, String outcome) throws Exception {
        try (CalledPhone resident = stage.residentTurningDown(status);
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            theGatehouseGoesOn(guard, visitor);
            assertThat(resident.times()).isEqualTo(1);
        }
        assertThat(stage.story()).contains("outcome " + outcome + ", a human goes on");
    }

    @Test
    void aResidentWhoHangsUpUndecidedLeavesTheVisitorToTheGatehouse() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = answered(resident);
            VisitStage.awaitQuestion(call.media, 0);
            call.hangup();
            theGatehouseGoesOn(guard, visitor);
            assertThat(visitor.media().keys()).isEmpty();
        }
        assertThat(stage.story()).contains("outcome no decision, a human goes on");
    }

    @Test
    void thePhoneStopsRingingWhenTheVisitorLeaves() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = rung(resident);
            long left = System.nanoTime();
            visitor.hangup();
            assertThat(call.awaitEnd(PATIENCE)).isEqualTo("CANCEL");
            long silentMs = (System.nanoTime() - left) / 1_000_000;
            System.out.printf("visit: phone silent %d ms after the visitor has left%n", silentMs);
            assertThat(silentMs).isLessThan(1000);
            stage.awaitNothingLeft();
            assertThat(guard.times()).isZero();
        }
        assertThat(stage.story()).contains("outcome visitor left\n");
    }

    @Test
    void theResidentIsLetGoWhenTheVisitorLeaves() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = answered(resident);
            VisitStage.awaitQuestion(call.media, 0);
            visitor.hangup();
            assertThat(call.awaitEnd(PATIENCE)).isEqualTo("BYE");
            stage.awaitNothingLeft();
            assertThat(guard.times()).isZero();
        }
        assertThat(stage.story()).contains("outcome visitor left\n");
    }

    /** A visitor who has told by keys why they come and to whom. */
    private static SipPhone visitor() throws Exception {
        SipPhone phone = stage.intercom();
        phone.call("1000");
        VisitStage.answerByKeys(phone.media(), "1", "501#", "1");
        return phone;
    }

    private static CalledPhone.Call rung(CalledPhone resident) throws Exception {
        CalledPhone.Call call = resident.awaitCall(PATIENCE);
        assertThat(call).as("the resident's phone rings").isNotNull();
        return call;
    }

    private static CalledPhone.Call answered(CalledPhone resident) throws Exception {
        return rung(resident).answer();
    }

    private static void isToldAndHungUp(SipPhone visitor) throws Exception {
        int mark = visitor.media().heardLength();
        assertThat(visitor.awaitRemoteHangup(PATIENCE)).as("all is done").isTrue();
        assertThat(Sound.lastAudible(visitor.media().heard()))
                .as("the visitor has been told")
                .isGreaterThan(mark);
    }

    /** The dialplan rings the gatehouse, and both hear each other. */
    private static void theGatehouseGoesOn(CalledPhone guard, SipPhone visitor) throws Exception {
        CalledPhone.Call call = guard.awaitCall(PATIENCE);
        assertThat(call).as("the gatehouse's phone rings").isNotNull();
        call.answer();
        int mark = visitor.media().heardLength();
        short[] tone = Sound.tone(700, 1.0);
        call.media.say(tone);
        visitor.media().say(tone);
        assertThat(visitor.media().await(h -> Sound.onset(h, mark) >= 0, PATIENCE))
                .as("the visitor hears the gatehouse")
                .isTrue();
        assertThat(call.media.await(h -> Sound.onset(h, 0) >= 0, PATIENCE))
                .as("the gatehouse hears the visitor")
                .isTrue();
        visitor.hangup();
        assertThat(call.awaitEnd(PATIENCE)).isEqualTo("BYE");
    }
}
