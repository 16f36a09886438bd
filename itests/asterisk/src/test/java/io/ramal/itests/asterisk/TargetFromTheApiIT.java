package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.itests.blackbox.Server;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The dialplan we ship asks our distribution where to call; its static targets lead nowhere. */
class TargetFromTheApiIT {
    private static final Duration SENTENCES = Duration.ofSeconds(30);

    @Test
    void aVisitorIsGreetedUntilTheServerDrainsAndThenReachesTheHuman() throws Exception {
        Asterisk.assumePossible();
        try (Server server = new Server("target")) {
            server.start();
            server.await("the target is told", () -> server.get(server.apiPort, "/api/asterisk/target?ramal=1000"));
            try (StandInRamal human = StandInRamal.listening(Server.freePort());
                    Asterisk asterisk = new Asterisk(
                            "target",
                            server.port,
                            Asterisk.shipped(Map.of(
                                    "RAMAL_API=http://127.0.0.1:8082",
                                    "RAMAL_API=http://127.0.0.1:" + server.apiPort,
                                    "RAMAL_STATIC_1000=127.0.0.1:8080",
                                    "RAMAL_STATIC_1000=127.0.0.1:" + Server.freePort(),
                                    "RAMAL_HUMAN=PJSIP/guarita",
                                    "RAMAL_HUMAN=Local/" + human.port() + "@humans")))) {
                aVisitorIsGreeted(asterisk);
                server.shell("ramal:drain");
                try (SipPhone phone = new SipPhone(asterisk.sipPort)) {
                    phone.call("21000");
                    assertThat(human.call()).as("the human answers").isNotNull();
                    phone.hangup();
                }
                server.shell("ramal:drain --off");
                aVisitorIsGreeted(asterisk);
            }
        }
    }

    private static void aVisitorIsGreeted(Asterisk asterisk) throws Exception {
        try (SipPhone phone = new SipPhone(asterisk.sipPort)) {
            phone.call("21000");
            assertThat(phone.media().await(h -> Sound.onset(h, 0) >= 0, SENTENCES))
                    .as("the agent is heard")
                    .isTrue();
            phone.hangup();
        }
    }
}
