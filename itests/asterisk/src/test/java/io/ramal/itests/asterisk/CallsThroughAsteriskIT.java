package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.itests.blackbox.PlainCall;
import io.ramal.itests.blackbox.Server;
import io.ramal.testkit.Sounds;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A SIP phone calls our distribution through a real Asterisk; no speech model is installed, so keys are heard. */
class CallsThroughAsteriskIT {
    private static final Duration SENTENCES = Duration.ofSeconds(30);

    private static Server server;
    private static Asterisk asterisk;

    @BeforeAll
    static void start() throws Exception {
        Asterisk.assumePossible();
        server = new Server("asterisk");
        server.start();
        asterisk = new Asterisk("keys", server.port);
        server.await("a call that is taken", () -> {
            try (PlainCall call = PlainCall.ifAccepted(server.port)) {
                return call == null ? null : "taken";
            }
        });
    }

    @AfterAll
    static void end() throws Exception {
        if (asterisk != null) {
            asterisk.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** Whatever happened: no channel stays in Asterisk and no call in Ramal. */
    @AfterEach
    void nothingIsLeft() throws Exception {
        server.await(
                "no channel in Asterisk",
                () -> asterisk.cli("core show channels count").contains("0 active channels") ? "none" : null);
        server.await("no call in Ramal", () -> server.awaitStatus().contains("\"chamadas_ativas\":0") ? "none" : null);
    }

    @Test
    void theCallerHearsWhatTheAgentSays() throws Exception {
        short[] spoken = greetingWithoutAsterisk();
        try (SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("1000");
            assertThat(phone.media().await(h -> h.length > 3 * Sound.RATE, SENTENCES))
                    .isTrue();
            short[] heard = phone.media().heard();
            int length = Sound.RATE;
            double same = Sound.correlation(
                    spoken, Sound.onset(spoken, 0), heard, Sound.onset(heard, 0), length, Sound.RATE / 10);
            System.out.printf("asterisk: correlation of what is said with what is heard %.4f%n", same);
            assertThat(same)
                    .as("A-law costs a little, anything else would cost more")
                    .isGreaterThan(0.99);
            phone.hangup();
        }
    }

    @Test
    void aVisitByKeysForWhichNobodyCanBeRungIsHandedOverAndTheDialplanGoesOn() throws Exception {
        try (SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("1000");
            int mark = 0;
            for (String keys : new String[] {"1", "501#", "1"}) {
                int from = mark;
                assertThat(phone.media().await(h -> Sound.spokeAndIsQuiet(h, from, 0.8), SENTENCES))
                        .as("the agent asks before " + keys)
                        .isTrue();
                mark = phone.media().heardLength();
                phone.media().press(keys);
            }
            assertThat(phone.awaitRemoteHangup(SENTENCES))
                    .as("the agent hangs up")
                    .isTrue();
            assertThat(Sound.lastAudible(phone.media().heard()))
                    .as("after having said something more")
                    .isGreaterThan(mark);
        }
        assertThat(server.shell("ramal:calls --recent")).contains("LOCAL_HANGUP");
        String id = newestCall();
        assertThat(server.shell("ramal:calls " + id)).contains("outcome not called, a human goes on");
    }

    @Test
    void theAgentFallsSilentWhenTheCallerSpeaks() throws Exception {
        try (SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("1000");
            assertThat(phone.media().await(h -> Sound.onset(h, 0) >= 0 && h.length > Sound.RATE, SENTENCES))
                    .isTrue();
            int mark = phone.media().heardLength();
            phone.media().say(Sounds.speech(1.5, -20, 7));
            // silent for half a second within the second and a half that the caller speaks
            assertThat(phone.media().await(h -> quietStretch(h, mark) >= 0, Duration.ofSeconds(3)))
                    .as("the agent stops")
                    .isTrue();
            int silentAfter = quietStretch(phone.media().heard(), mark) - mark;
            System.out.printf("asterisk: agent silent %d ms after the caller began to speak%n", silentAfter / 8);
            assertThat(silentAfter / 8).isLessThan(1000);
            phone.hangup();
        }
    }

    @Test
    void aCallerWhoHangsUpEndsTheCall() throws Exception {
        try (SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("1000");
            assertThat(phone.media().await(h -> Sound.onset(h, 0) >= 0, SENTENCES))
                    .isTrue();
            phone.hangup();
        }
        server.await(
                "the call is over",
                () -> server.shell("ramal:calls --recent").contains("CALLER_HANGUP") ? "over" : null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1008", "1016"})
    void theChannelDriverWorksInEightAndSixteenKilohertz(String number) throws Exception {
        try (SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call(number);
            assertThat(phone.media().await(h -> Sound.spokeAndIsQuiet(h, 0, 0.8), SENTENCES))
                    .isTrue();
            int mark = phone.media().heardLength();
            phone.media().press("1");
            assertThat(phone.media().await(h -> Sound.onset(h, mark) >= 0, SENTENCES))
                    .as("the agent goes on after a key")
                    .isTrue();
            phone.hangup();
        }
    }

    /** Start of the first half second without a sound after {@code from}, -1 while there is none. */
    private static int quietStretch(short[] heard, int from) {
        int quietSince = from;
        for (int i = from; i < heard.length; i++) {
            if (Math.abs(heard[i]) > Sound.AUDIBLE) {
                quietSince = i + 1;
            } else if (i - quietSince >= Sound.RATE / 2) {
                return quietSince;
            }
        }
        return -1;
    }

    private static String newestCall() throws Exception {
        return Arrays.stream(server.shell("ramal:calls --recent").split("\n"))
                .filter(l -> l.matches("[0-9a-f]{8} .*"))
                .map(l -> l.substring(0, 8))
                .findFirst()
                .orElseThrow();
    }

    private static short[] greetingWithoutAsterisk() throws Exception {
        short[] sound = new short[3 * Sound.RATE];
        try (PlainCall call = new PlainCall(server.port)) {
            for (int at = 0; at < sound.length; at += 160) {
                System.arraycopy(call.frame(), 0, sound, at, 160);
                call.silence();
            }
        }
        return sound;
    }
}
