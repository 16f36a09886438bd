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
            RtpStream gate = visitor.media();
            CalledPhone.Call call = rung(resident);
            long rang = call.at - gate.pressedAt();
            int waits = gate.heardLength();
            String visit = stage.visit();
            call.answer();
            VisitStage.awaitQuestion(call.media, 0);
            assertThat(gate.await(h -> Sound.spokeAndIsQuiet(h, waits, 0.4), PATIENCE))
                    .as("the visitor is told that the resident is asked")
                    .isTrue();
            int asked = gate.heardLength();
            call.media.press("1");
            assertThat(gate.await(h -> Sound.onset(h, asked) >= 0, PATIENCE))
                    .as("the visitor is told")
                    .isTrue();
            long told = System.nanoTime() - call.media.pressedAt();
            assertThat(gate.keys())
                    .as("the gate's code: no word of the answer is lost under it")
                    .isEqualTo(VisitStage.GATE);
            assertThat(call.awaitEnd(PATIENCE)).as("the resident is let go").isEqualTo("BYE");
            isToldAndHungUp(visitor, asked);
            short[] heard = gate.heard();
            int quiet = Sound.longestQuietMs(heard, waits, Sound.onset(heard, asked));
            System.out.printf(
                    "visit: last key to the resident's phone ringing %d ms; resident's key to the answer %d ms, to the"
                            + " gate's first digit %d ms; longest quiet between %d ms%n",
                    rang / 1_000_000, told / 1_000_000, (gate.keyAt() - call.media.pressedAt()) / 1_000_000, quiet);
            assertThat(quiet).as("longest quiet in ms").isLessThan(VisitStage.LONGEST_QUIET_MS);
            assertThat(guard.times()).isZero();
            stage.awaitAudit(visit, "decision authorised, gate opened");
            assertThat(stage.after(visit)).isEqualTo("hangup");
            assertThat(stage.story(visit)).contains("outcome authorised\n");
        }
    }

    @Test
    void aRefusedVisitorIsToldAndTheGateStaysShut() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = answered(resident);
            String visit = stage.visit();
            VisitStage.press(call.media, "2");
            int refused = visitor.media().heardLength();
            assertThat(call.awaitEnd(PATIENCE)).as("the resident is let go").isEqualTo("BYE");
            isToldAndHungUp(visitor, refused);
            assertThat(visitor.media().keys()).isEmpty();
            assertThat(guard.times()).isZero();
            stage.awaitAudit(visit, "decision refused");
            assertThat(stage.after(visit)).isEqualTo("hangup");
        }
    }

    @Test
    void aResidentWhoDoesNotPickUpLeavesTheVisitorToTheGatehouse() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = rung(resident);
            String visit = stage.visit();
            int mark = visitor.media().heardLength();
            assertThat(call.awaitEnd(PATIENCE)).as("it stops ringing").isEqualTo("CANCEL");
            long rang = (System.nanoTime() - call.at) / 1_000_000;
            short[] heard = visitor.media().heard();
            int quiet = Sound.longestQuietMs(heard, mark, heard.length);
            System.out.printf("visit: rang %d ms, longest quiet meanwhile %d ms%n", rang, quiet);
            assertThat(rang).isBetween(VisitStage.RING.toMillis() - 500, VisitStage.RING.toMillis() + 3000);
            assertThat(quiet).as("longest quiet in ms").isLessThan(VisitStage.LONGEST_QUIET_MS);
            theGatehouseGoesOn(guard, visitor);
            stage.awaitAudit(visit, "ended no_answer");
            assertThat(stage.after(visit)).isEqualTo("human");
        }
    }

    @ParameterizedTest
    @CsvSource({"486 Busy Here,busy", "603 Decline,rejected"})
    void aPhoneThatTurnsTheCallDownLeavesTheVisitorToTheGatehouse(String status, String outcome) throws Exception {
        try (CalledPhone resident = stage.residentTurningDown(status);
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            String visit = stage.visit();
            theGatehouseGoesOn(guard, visitor);
            assertThat(resident.times()).isEqualTo(1);
            stage.awaitAudit(visit, "ended " + outcome);
            assertThat(stage.after(visit)).isEqualTo("human");
        }
    }

    @Test
    void aResidentWhoHangsUpUndecidedLeavesTheVisitorToTheGatehouse() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = answered(resident);
            String visit = stage.visit();
            isSpokenTo(call);
            call.hangup();
            theGatehouseGoesOn(guard, visitor);
            assertThat(visitor.media().keys()).isEmpty();
            stage.awaitAudit(visit, "decision no_decision");
            assertThat(stage.after(visit)).isEqualTo("human");
        }
    }

    @Test
    void thePhoneStopsRingingWhenTheVisitorLeaves() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = rung(resident);
            String visit = stage.visit();
            long left = System.nanoTime();
            visitor.hangup();
            assertThat(call.awaitEnd(PATIENCE)).isEqualTo("CANCEL");
            long silentMs = (System.nanoTime() - left) / 1_000_000;
            System.out.printf("visit: phone silent %d ms after the visitor has left%n", silentMs);
            assertThat(silentMs).isLessThan(1000);
            stage.awaitNothingLeft();
            assertThat(guard.times()).isZero();
            stage.awaitAudit(visit, "ended visitor_left");
        }
    }

    @Test
    void theResidentIsLetGoWhenTheVisitorLeaves() throws Exception {
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = visitor()) {
            CalledPhone.Call call = answered(resident);
            String visit = stage.visit();
            isSpokenTo(call);
            visitor.hangup();
            assertThat(call.awaitEnd(PATIENCE)).isEqualTo("BYE");
            stage.awaitNothingLeft();
            assertThat(guard.times()).isZero();
            assertThat(resident.times()).isEqualTo(1);
            stage.awaitAudit(visit, "decision no_decision, ended visitor_left");
        }
    }

    /** A visitor who tells by keys why they come and to whom. */
    private static SipPhone visitor() throws Exception {
        SipPhone phone = stage.intercom();
        phone.call("1000");
        VisitStage.press(phone.media(), "1501#1");
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

    private static void isSpokenTo(CalledPhone.Call call) throws Exception {
        assertThat(call.media.await(h -> Sound.onset(h, 0) >= 0, PATIENCE))
                .as("the resident is spoken to")
                .isTrue();
    }

    /** @param mark how much the visitor had heard when the resident had decided */
    private static void isToldAndHungUp(SipPhone visitor, int mark) throws Exception {
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
        assertThat(guard.times()).isEqualTo(1);
    }
}
