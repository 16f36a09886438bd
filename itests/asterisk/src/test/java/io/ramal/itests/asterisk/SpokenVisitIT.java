package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.itests.blackbox.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A caller speaks English through a real Asterisk and is understood by a real engine; the number comes by keys. */
class SpokenVisitIT {
    private static final Duration SENTENCES = Duration.ofSeconds(30);

    @Test
    void aCourierIsUnderstood() throws Exception {
        Asterisk.assumePossible();
        Path model = Asterisk.assumedModel();
        try (Server server = new Server("spoken")) {
            server.set("io.ramal.visit", "language", "en-US");
            server.set("io.ramal.visit", "transcripts", "true");
            server.set("io.ramal.speech.vosk", "model.en", model);
            server.set("io.ramal.simulator", "voice.pitch.percent", 100);
            server.start();
            server.await(
                    "the model is loaded",
                    () -> server.get(server.apiPort, "/api/status") == null
                                    || !server.shell("ramal:providers").matches("(?s).*vosk-en +\\| en +\\| ready.*")
                            ? null
                            : "ready");
            short[] intent = Voice.spoken(server, "pizza delivery");
            short[] name = Voice.spoken(server, "my name is John Smith");
            try (Asterisk asterisk = new Asterisk("spoken", server.port);
                    SipPhone phone = new SipPhone(asterisk.sipPort)) {
                phone.call("1000");
                int mark = phone.media().heardLength();
                for (short[] sentence : new short[][] {intent, name}) {
                    awaitQuestion(phone, mark);
                    mark = phone.media().heardLength() + sentence.length;
                    phone.media().say(sentence);
                }
                awaitQuestion(phone, mark);
                phone.media().press("102#");
                assertThat(phone.awaitRemoteHangup(SENTENCES))
                        .as("the agent hangs up")
                        .isTrue();
                assertThat(asterisk.cli("core show channels count")).contains("0 active channels");
            }
            String story = story(server);
            System.out.println(story);
            assertThat(story).contains("intent entrega", "visitor John Smith", "apartment 102", "complete");
        }
    }

    private static void awaitQuestion(SipPhone phone, int mark) throws InterruptedException {
        assertThat(phone.media().await(h -> Sound.spokeAndIsQuiet(h, mark, 0.8), SENTENCES))
                .as("the agent asks")
                .isTrue();
    }

    private static String story(Server server) throws Exception {
        String id = Arrays.stream(server.shell("ramal:calls --recent").split("\n"))
                .filter(l -> l.matches("[0-9a-f]{8} .*"))
                .map(l -> l.substring(0, 8))
                .findFirst()
                .orElseThrow();
        return server.shell("ramal:calls " + id);
    }
}
