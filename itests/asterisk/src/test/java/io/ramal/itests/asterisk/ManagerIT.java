package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.itests.blackbox.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The telephones and the manager's user we ship: they can do what a visit needs, and nothing else. */
class ManagerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TOLD = Server.freePort();
    private static final int API = Server.freePort();
    private static final Set<String> CONCERN = Set.of("OriginateResponse", "Newstate", "Hangup", "HangupRequest");
    private static final String VISIT = "fedcba98-7654-4321-8fed-cba987654321";

    private static Asterisk asterisk;
    private Manager manager;

    @BeforeAll
    static void start() throws Exception {
        Asterisk.assumePossible();
        asterisk = new Asterisk(
                "manager",
                TOLD,
                Asterisk.shipped(Map.of("RAMAL_API=http://127.0.0.1:8082", "RAMAL_API=http://127.0.0.1:" + API)));
    }

    @AfterAll
    static void end() throws Exception {
        if (asterisk != null) {
            asterisk.close();
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (manager != null) {
            manager.close();
        }
        asterisk.awaitNoChannel(PATIENCE);
    }

    @Test
    void aResidentIsRungAndBroughtToTheReturnPort() throws Exception {
        try (StandInApi api = StandInApi.answering(API, 200, "127.0.0.1:" + TOLD);
                StandInRamal ramal = StandInRamal.listening(TOLD);
                CalledPhone resident = CalledPhone.ringing(asterisk.sipPort, "501", Asterisk.password("501"))) {
            loggedIn();
            ring("one");
            CalledPhone.Call call = resident.awaitCall(PATIENCE);
            assertThat(call).isNotNull();
            assertThat(call.caller()).contains("Portaria");
            assertThat(ramal.wasCalled()).as("before the phone is answered").isFalse();
            call.answer();
            assertThat(ramal.call()).hasToString(VISIT);
            assertThat(manager.event("OriginateResponse", "ActionID", "one"))
                    .containsEntry("Response", "Success")
                    .containsEntry("Reason", "4");
            assertThat(api.asked()).singleElement().asString().startsWith("GET /api/asterisk/target?ramal=1001 ");
            assertThat(channelOf(VISIT)).startsWith("PJSIP/501-");
            call.hangup();
        }
    }

    @Test
    void aResidentsPhoneThatRingsIsSilencedAtOnce() throws Exception {
        try (CalledPhone resident = CalledPhone.ringing(asterisk.sipPort, "501", Asterisk.password("501"))) {
            loggedIn();
            ring("two");
            CalledPhone.Call call = resident.awaitCall(PATIENCE);
            assertThat(call).isNotNull();
            String channel = channels().stream()
                    .map(c -> c.get("Channel"))
                    .filter(c -> c.startsWith("PJSIP/501-"))
                    .findFirst()
                    .orElseThrow();
            long begin = System.nanoTime();
            assertThat(manager.send(Map.of("Action", "Hangup", "Channel", channel)))
                    .containsEntry("Response", "Success");
            assertThat(call.awaitEnd(PATIENCE)).isEqualTo("CANCEL");
            System.out.printf("asterisk: phone silent %d ms after Hangup%n", (System.nanoTime() - begin) / 1_000_000);
            assertThat(manager.event("OriginateResponse", "ActionID", "two")).containsEntry("Response", "Failure");
        }
    }

    @ParameterizedTest
    @CsvSource({"486 Busy Here,17", "603 Decline,21"})
    void whyNobodyAnsweredIsTold(String status, String cause) throws Exception {
        try (CalledPhone resident =
                CalledPhone.turningDown(asterisk.sipPort, "501", Asterisk.password("501"), status)) {
            loggedIn();
            ring("three");
            assertThat(manager.event("OriginateResponse", "ActionID", "three")).containsEntry("Response", "Failure");
            assertThat(manager.event("Hangup", "Cause", cause).get("Channel")).startsWith("PJSIP/501-");
            assertThat(resident.times()).isEqualTo(1);
        }
    }

    @Test
    void aGatesCodeIsHeardByTheVisitorsPhone() throws Exception {
        try (StandInApi api = StandInApi.answering(API, 200, "127.0.0.1:" + TOLD);
                StandInRamal ramal = StandInRamal.listening(TOLD);
                SipPhone phone =
                        new SipPhone(asterisk.sipPort, "interfone-1000", Asterisk.password("interfone-1000"))) {
            loggedIn();
            phone.call("1000");
            UUID visit = ramal.call();
            assertThat(visit).isNotNull();
            String channel = channelOf(visit.toString());
            assertThat(channel).startsWith("PJSIP/interfone-1000-");
            for (String digit : List.of("*", "9", "#")) {
                assertThat(manager.send(
                                Map.of("Action", "PlayDTMF", "Channel", channel, "Digit", digit, "Duration", "200")))
                        .containsEntry("Response", "Success");
                String soFar = "*9#".substring(0, "*9#".indexOf(digit) + 1);
                assertThat(phone.media().await(h -> phone.media().keys().equals(soFar), PATIENCE))
                        .as("heard: " + phone.media().keys())
                        .isTrue();
            }
            assertThat(manager.send(Map.of("Action", "Getvar", "Channel", channel, "Variable", "RAMAL_CALL")))
                    .containsEntry("Value", visit.toString());
            phone.hangup();
            assertThat(api.asked()).hasSize(1);
            manager.event("Hangup", "Channel", channel);
            assertThat(manager.seen())
                    .as("nothing but what concerns a rung phone")
                    .isSubsetOf(CONCERN);
        }
    }

    @Test
    void nothingElseIsAllowed() throws Exception {
        loggedIn();
        for (Map<String, String> forbidden : List.of(
                Map.of("Action", "Command", "Command", "core show version"),
                Map.of("Action", "DBPut", "Family", "a", "Key", "b", "Val", "c"),
                Map.of("Action", "GetConfig", "Filename", "manager.conf"),
                Map.of("Action", "UpdateConfig", "SrcFilename", "manager.conf", "DstFilename", "manager.conf"),
                Map.of("Action", "ModuleLoad", "LoadType", "load", "Module", "pbx_config.so"),
                Map.of(
                        "Action",
                        "Originate",
                        "Channel",
                        "Local/s@ramal-settings",
                        "Application",
                        "System",
                        "Data",
                        "touch /tmp/x"))) {
            assertThat(manager.send(forbidden)).as(forbidden.toString()).containsEntry("Response", "Error");
        }
    }

    @Test
    void whoHasNoPasswordIsRefusedAsShipped() throws Exception {
        try (Asterisk shipped = new Asterisk("shipped", TOLD)) {
            for (String secret : List.of("", "CHANGE_ME", "ramal", "secret")) {
                try (Manager stranger = new Manager(shipped.amiPort)) {
                    assertThat(stranger.send(Map.of("Action", "Login", "Username", "ramal", "Secret", secret)))
                            .as(secret)
                            .containsEntry("Response", "Error");
                }
            }
            for (String name : List.of("interfone-1000", "guarita", "501")) {
                try (SipPhone phone = new SipPhone(shipped.sipPort, name, "")) {
                    assertThat(refusal(phone, "1000")).as(name).contains("500");
                }
            }
        }
    }

    @Test
    void phonesReachNothingButWhatIsTheirs() throws Exception {
        try (StandInApi api = StandInApi.answering(API, 200, "127.0.0.1:" + TOLD)) {
            try (SipPhone resident = new SipPhone(asterisk.sipPort, "501", Asterisk.password("501"))) {
                assertThat(refusal(resident, "1001")).contains("404");
            }
            try (SipPhone stranger = new SipPhone(asterisk.sipPort, "501", "a guess")) {
                assertThat(refusal(stranger, "1001")).contains("401");
            }
            assertThat(api.asked()).isEmpty();
        }
        // a return number is nothing special to an intercom: a visit with a UUID of its own, which Ramal refuses
        try (StandInApi api = StandInApi.answering(API, 200, "127.0.0.1:" + TOLD);
                StandInRamal ramal = StandInRamal.listening(TOLD);
                SipPhone phone =
                        new SipPhone(asterisk.sipPort, "interfone-1000", Asterisk.password("interfone-1000"))) {
            phone.call("1001");
            assertThat(ramal.call()).isNotNull().isNotEqualTo(UUID.fromString(VISIT));
            assertThat(asterisk.cli("core show channels verbose")).doesNotContain("ramal-return");
            phone.hangup();
            assertThat(api.asked()).hasSize(1);
        }
    }

    private void loggedIn() throws IOException {
        manager = new Manager(asterisk.amiPort);
        assertThat(manager.send(Map.of("Action", "Login", "Username", "ramal", "Secret", Asterisk.password("ramal"))))
                .containsEntry("Response", "Success");
    }

    private void ring(String actionId) throws IOException {
        assertThat(manager.send(Map.of(
                        "Action", "Originate",
                        "ActionID", actionId,
                        "Channel", "PJSIP/501",
                        "Context", "ramal-return",
                        "Exten", "1001",
                        "Priority", "1",
                        "CallerID", "\"Portaria\" <1000>",
                        "Timeout", "20000",
                        "Async", "true",
                        "Variable", "RAMAL_CALL=" + VISIT)))
                .containsEntry("Response", "Success");
    }

    /** The channel whose application has a UUID among its arguments. */
    private String channelOf(String uuid) throws IOException {
        return channels().stream()
                .filter(c -> c.getOrDefault("Application", "").equals("AudioSocket")
                        && c.getOrDefault("ApplicationData", "").startsWith(uuid + ","))
                .map(c -> c.get("Channel"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no channel of " + uuid));
    }

    private List<Map<String, String>> channels() throws IOException {
        return manager.list(Map.of("Action", "CoreShowChannels"), "CoreShowChannel", "CoreShowChannelsComplete");
    }

    private static String refusal(SipPhone phone, String number) {
        try {
            phone.call(number);
            return "answered";
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
