package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.itests.blackbox.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The dialplan we ship, in a real Asterisk, with stand-ins for Ramal and its API: whatever fails, the visitor reaches
 * somebody.
 */
class DialplanIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String GIVEN = "01234567-89ab-4cde-8f01-23456789abcd";
    private static final int API = Server.freePort();
    private static final int STATIC = Server.freePort();
    private static final int STATIC_RETURN = Server.freePort();
    private static final int TOLD = Server.freePort();
    private static final int HUMAN = Server.freePort();

    private static Asterisk asterisk;

    @BeforeAll
    static void start() throws Exception {
        Asterisk.assumePossible();
        asterisk = new Asterisk(
                "dialplan",
                STATIC,
                Asterisk.shipped(Map.of(
                        "RAMAL_API=http://127.0.0.1:8082",
                        "RAMAL_API=http://127.0.0.1:" + API,
                        "RAMAL_API_USERPWD=",
                        "RAMAL_API_USERPWD=porteiro:secret",
                        "RAMAL_STATIC_1000=127.0.0.1:8080",
                        "RAMAL_STATIC_1000=127.0.0.1:" + STATIC,
                        "RAMAL_STATIC_1001=127.0.0.1:8081",
                        "RAMAL_STATIC_1001=127.0.0.1:" + STATIC_RETURN,
                        "RAMAL_HUMAN=PJSIP/guarita",
                        "RAMAL_HUMAN=Local/" + HUMAN + "@humans")));
    }

    @AfterAll
    static void end() throws Exception {
        if (asterisk != null) {
            asterisk.close();
        }
    }

    @AfterEach
    void noChannelIsLeft() throws Exception {
        asterisk.awaitNoChannel(PATIENCE);
    }

    @Test
    void aVisitorReachesThePortThatTheApiTells() throws Exception {
        try (StandInApi api = StandInApi.answering(API, 200, "127.0.0.1:" + TOLD + "\n");
                StandInRamal told = StandInRamal.listening(TOLD);
                StandInRamal fallback = StandInRamal.listening(STATIC);
                SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("21000");
            UUID call = told.call();
            assertThat(call).isNotNull();
            assertThat(call.version()).isEqualTo(4);
            assertThat(fallback.wasCalled()).isFalse();
            assertThat(api.asked())
                    .containsExactly("GET /api/asterisk/target?ramal=1000 Basic "
                            + Base64.getEncoder().encodeToString("porteiro:secret".getBytes(StandardCharsets.UTF_8)));
            phone.hangup();
        }
    }

    /** Answers that must not be used: errors, even if they look like a target, and what is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"status\":\"error\",\"message\":\"there is no extension 1000\"}",
                "503 | {\"status\":\"error\",\"message\":\"1000 does not listen\"}",
                "401 | ''",
                "500 | 127.0.0.1:%d",
                "200 | {\"status\":\"error\",\"message\":\"code:503\"}",
                "200 | ''",
                "200 | 127.0.0.1",
                "200 | 127.0.0.1:%d,or)so",
                "200 | <a href=\"http://127.0.0.1:%d\">"
            })
    void anErrorOfTheApiLeadsToTheStaticTarget(int status, String body) throws Exception {
        try (StandInApi api = StandInApi.answering(API, status, body.replace("%d", String.valueOf(TOLD)));
                StandInRamal told = StandInRamal.listening(TOLD)) {
            theStaticTargetIsCalled();
            assertThat(api.asked()).hasSize(1);
            assertThat(told.wasCalled()).isFalse();
        }
    }

    @Test
    void anApiThatIsDownLeadsToTheStaticTarget() throws Exception {
        theStaticTargetIsCalled();
    }

    @Test
    void anApiThatHangsIsGivenUpForTheStaticTarget() throws Exception {
        try (StandInApi api = StandInApi.mute(API)) {
            long begin = System.nanoTime();
            theStaticTargetIsCalled();
            // the dialplan waits 2 s for it; without its time-out the caller would wait for minutes
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
            assertThat(api.asked()).hasSize(1);
        }
    }

    @Test
    void theHumanIsReachedWhenRamalIsDownEntirely() throws Exception {
        theHumanIsReached("21000");
    }

    @Test
    void theHumanIsReachedWhenNobodyListensWhereTheApiTells() throws Exception {
        try (StandInApi api = StandInApi.answering(API, 200, "127.0.0.1:" + TOLD)) {
            theHumanIsReached("21000");
            assertThat(api.asked()).hasSize(1);
        }
    }

    @Test
    void theHumanIsReachedWhenTheVisitIsRefused() throws Exception {
        try (StandInRamal refusing = StandInRamal.refusing(STATIC)) {
            theHumanIsReached("21000");
            assertThat(refusing.wasCalled()).isTrue();
        }
    }

    @Test
    void theHumanIsReachedOnANumberThatHasNoTarget() throws Exception {
        theHumanIsReached("27777");
    }

    @Test
    void nothingButDigitsOfWhatWasDialledGoesOn() throws Exception {
        try (StandInApi api = StandInApi.answering(API, 404, "")) {
            theHumanIsReached("27777*&x=1");
            assertThat(api.asked()).singleElement().asString().startsWith("GET /api/asterisk/target?ramal=77771 ");
        }
    }

    @Test
    void aResidentsLegCarriesTheUuidItWasGivenToThePortOfTheReturnNumber() throws Exception {
        try (StandInApi api = StandInApi.answering(API, 200, "127.0.0.1:" + TOLD);
                StandInRamal told = StandInRamal.listening(TOLD);
                SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("31001");
            assertThat(told.call()).hasToString(GIVEN);
            assertThat(api.asked()).singleElement().asString().startsWith("GET /api/asterisk/target?ramal=1001 ");
            phone.hangup();
        }
        try (StandInRamal fallback = StandInRamal.listening(STATIC_RETURN);
                SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("31001");
            assertThat(fallback.call()).as("without the API").hasToString(GIVEN);
            phone.hangup();
        }
    }

    @Test
    void aLegWithoutAUuidIsNotEvenAnswered() throws Exception {
        try (StandInApi api = StandInApi.answering(API, 200, "127.0.0.1:" + TOLD);
                StandInRamal told = StandInRamal.listening(TOLD);
                SipPhone phone = new SipPhone(asterisk.sipPort)) {
            assertThatThrownBy(() -> phone.call("41001"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("603");
            assertThat(api.asked()).isEmpty();
            assertThat(told.wasCalled()).isFalse();
        }
    }

    @Test
    void aConversationThatHasEndedIsHungUpWhereThatIsSetAndARefusedOneIsNot() throws Exception {
        Path files = Asterisk.shipped(Map.of(
                "RAMAL_API=http://127.0.0.1:8082",
                "RAMAL_API=http://127.0.0.1:" + API,
                "RAMAL_API_TOKEN=",
                "RAMAL_API_TOKEN=a-b_c.d~e+f/g=",
                "RAMAL_HUMAN=PJSIP/guarita",
                "RAMAL_HUMAN=Local/" + HUMAN + "@humans",
                "RAMAL_AFTER=human",
                "RAMAL_AFTER=hangup"));
        try (Asterisk other = new Asterisk("hangup", STATIC, files);
                StandInApi api = StandInApi.answering(API, 200, "127.0.0.1:" + TOLD);
                StandInRamal human = StandInRamal.listening(HUMAN)) {
            try (StandInRamal refusing = StandInRamal.refusing(TOLD);
                    SipPhone phone = new SipPhone(other.sipPort)) {
                phone.call("21000");
                assertThat(refusing.call()).isNotNull();
                assertThat(human.call()).as("the human answers").isNotNull();
                phone.hangup();
            }
            try (StandInRamal ending = StandInRamal.ending(TOLD, 6);
                    SipPhone phone = new SipPhone(other.sipPort)) {
                phone.call("21000");
                assertThat(ending.call()).isNotNull();
                assertThat(phone.awaitRemoteHangup(PATIENCE)).isTrue();
                assertThat(human.wasCalled()).isFalse();
            }
            api.after(200, "human\n");
            try (StandInRamal ending = StandInRamal.ending(TOLD, 1);
                    SipPhone phone = new SipPhone(other.sipPort)) {
                phone.call("21000");
                assertThat(ending.call()).isNotNull();
                assertThat(human.call())
                        .as("the API is asked before RAMAL_AFTER")
                        .isNotNull();
                phone.hangup();
            }
            assertThat(api.asked()).hasSize(3).allMatch(r -> r.endsWith(" Bearer a-b_c.d~e+f/g="));
            assertThat(api.askedAfter()).hasSize(3).allMatch(r -> r.endsWith(" Bearer a-b_c.d~e+f/g="));
        }
    }

    @Test
    void aConversationThatHasEndedLeadsToTheHumanElsewhere() throws Exception {
        try (StandInRamal ending = StandInRamal.ending(STATIC, 6)) {
            theHumanIsReached("21000");
            assertThat(ending.wasCalled()).isTrue();
        }
    }

    @Test
    void theApiTellsThatAHumanGoesOn() throws Exception {
        try (StandInApi api = toldTarget().after(200, "human\n");
                StandInRamal ending = StandInRamal.ending(TOLD, 1);
                StandInRamal human = StandInRamal.listening(HUMAN);
                SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("21000");
            UUID call = ending.call();
            assertThat(human.call()).as("the human answers").isNotNull();
            assertThat(api.askedAfter())
                    .singleElement()
                    .asString()
                    .startsWith("GET /api/asterisk/after?call=" + call + " Basic ");
            phone.hangup();
        }
    }

    /** However short it was, and although RAMAL_AFTER is human. */
    @Test
    void theApiTellsThatAllIsDone() throws Exception {
        try (StandInApi api = toldTarget().after(200, "hangup\n");
                StandInRamal ending = StandInRamal.ending(TOLD, 1);
                StandInRamal human = StandInRamal.listening(HUMAN);
                SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("21000");
            assertThat(ending.call()).isNotNull();
            assertThat(phone.awaitRemoteHangup(PATIENCE)).isTrue();
            assertThat(api.askedAfter()).hasSize(1);
            assertThat(human.wasCalled()).isFalse();
        }
    }

    /** Answers about how a call goes on that must not be used: RAMAL_AFTER, which is human here, decides. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"status\":\"error\",\"message\":\"no call is up or ended lately\"}",
                "500 | hangup",
                "503 | hangup",
                "200 | ''",
                "200 | hangups",
                "200 | \"hangup\" = \"hangup\"",
                "200 | <html>hangup</html>"
            })
    void anythingElseLeadsToTheHuman(int status, String body) throws Exception {
        try (StandInApi api = toldTarget().after(status, body);
                StandInRamal ending = StandInRamal.ending(TOLD, 0)) {
            theHumanIsReached("21000");
            assertThat(ending.wasCalled()).isTrue();
            assertThat(api.askedAfter()).hasSize(1);
        }
    }

    @Test
    void anApiThatDoesNotTellHowACallGoesOnIsGivenUpForTheHuman() throws Exception {
        try (StandInApi api = toldTarget().muteAfter();
                StandInRamal ending = StandInRamal.ending(TOLD, 1)) {
            theHumanIsReached("21000");
            assertThat(ending.wasCalled()).isTrue();
            assertThat(api.askedAfter()).hasSize(1);
        }
    }

    private static StandInApi toldTarget() throws Exception {
        return StandInApi.answering(API, 200, "127.0.0.1:" + TOLD);
    }

    private static void theStaticTargetIsCalled() throws Exception {
        try (StandInRamal fallback = StandInRamal.listening(STATIC);
                SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("21000");
            assertThat(fallback.call()).isNotNull();
            phone.hangup();
        }
    }

    private static void theHumanIsReached(String dialled) throws Exception {
        try (StandInRamal human = StandInRamal.listening(HUMAN);
                SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call(dialled);
            assertThat(human.call()).as("the human answers").isNotNull();
            phone.hangup();
        }
    }
}
