package io.ramal.speech.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.emulators.openai.OpenAiEmulator;
import io.ramal.emulators.openai.Script;
import io.ramal.emulators.tls.Certificate;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderHealth;
import io.ramal.stt.SttSession;
import io.ramal.testkit.Sounds;
import io.ramal.tts.TtsEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a service can fail, for both roles where both can. */
@Timeout(90)
class FailuresTest {
    private static final byte[] PCM = SynthesisTest.pcm(1);

    /** One of both. */
    enum Role {
        EAR {
            @Override
            String fails(Rig rig) throws InterruptedException {
                return rig.hear().failure();
            }

            @Override
            void serves(Rig rig) throws InterruptedException {
                rig.emulator.transcriptions().answer("bom dia");
                assertThat(rig.hear().text().text()).isEqualTo("bom dia");
            }

            @Override
            Script script(Rig rig) {
                return rig.emulator.transcriptions();
            }

            @Override
            Provider provider(Rig rig) {
                return rig.stt;
            }
        },
        MOUTH {
            @Override
            String fails(Rig rig) throws InterruptedException {
                return rig.speak("Bom dia").failure();
            }

            @Override
            void serves(Rig rig) throws InterruptedException {
                rig.emulator.speech().answer(PCM);
                assertThat(rig.speak("Bom dia").end()).isEqualTo(new TtsEvent.Finished());
            }

            @Override
            Script script(Rig rig) {
                return rig.emulator.speech();
            }

            @Override
            Provider provider(Rig rig) {
                return rig.tts;
            }
        };

        abstract String fails(Rig rig) throws InterruptedException;

        abstract void serves(Rig rig) throws InterruptedException;

        abstract Script script(Rig rig);

        abstract Provider provider(Rig rig);

        ProviderHealth health(Rig rig) {
            return provider(rig).health();
        }
    }

    @ParameterizedTest
    @CsvSource({"EAR,401", "EAR,403", "MOUTH,401", "MOUTH,403"})
    void aRefusedKeyIsToldWithItsCureAndTriedAgainLater(Role role, int status) throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            role.script(rig).status(status, "{\"error\":{\"message\":\"Incorrect API key provided: s3cret\"}}");
            assertThat(role.fails(rig)).isEqualTo("the key is refused (HTTP status " + status + ")");
            ProviderHealth health = role.health(rig);
            assertThat(health.state()).isEqualTo(ProviderHealth.State.UNAVAILABLE);
            assertThat(health.cure()).contains("SPEECH_OPENAI_KEY", ".key", "url");
            assertThat(health.reason() + health.cure()).doesNotContain("s3cret");
            rig.clock.advance(Health.KEY_RECHECK.minusMillis(1));
            assertThat(role.health(rig).ready()).isFalse();
            rig.clock.advance(Duration.ofMillis(1));
            assertThat(role.health(rig).ready()).isTrue();
            role.script(rig).status(status, "");
            role.fails(rig);
            assertThat(role.health(rig).ready()).as("still refused").isFalse();
            rig.clock.advance(Health.KEY_RECHECK);
            role.serves(rig);
            assertThat(role.health(rig).ready()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aServiceThatHasHadEnoughIsLeftAloneForAsLongAsItSays(Role role) throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            role.script(rig).status(429, "slow down", Map.of("Retry-After", "7"));
            assertThat(role.fails(rig)).isEqualTo("too many requests (HTTP status 429)");
            assertThat(role.health(rig).state()).isEqualTo(ProviderHealth.State.UNAVAILABLE);
            assertThat(role.health(rig).cure()).contains("7 s");
            rig.clock.advance(Duration.ofMillis(6999));
            assertThat(role.health(rig).ready()).isFalse();
            rig.clock.advance(Duration.ofMillis(1));
            assertThat(role.health(rig).ready()).isTrue();
            role.serves(rig);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|2000",
                "0|1000",
                "86400|300000",
                "99999999999|2000",
                "soon|2000",
                "-3|2000",
                "Fri, 31 Dec 9999 23:59:59 GMT|300000",
                "Thu, 01 Jan 1970 00:00:00 GMT|1000"
            })
    void itMaySayALot(String after, long millis) throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            Map<String, String> headers = after == null ? Map.of() : Map.of("Retry-After", after);
            rig.emulator.transcriptions().status(429, "", headers);
            rig.hear().failure();
            rig.clock.advance(Duration.ofMillis(millis - 1));
            assertThat(rig.stt.health().ready()).isFalse();
            rig.clock.advance(Duration.ofMillis(1));
            assertThat(rig.stt.health().ready()).isTrue();
        }
    }

    @Test
    void withoutAWordItIsLeftAloneTwiceAsLongEachTime() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            for (long seconds : new long[] {2, 4, 8, 16}) {
                rig.emulator.speech().status(429, "");
                rig.speak("Oi").failure();
                rig.clock.advance(Duration.ofMillis(seconds * 1000 - 1));
                assertThat(rig.tts.health().ready()).isFalse();
                rig.clock.advance(Duration.ofMillis(1));
                assertThat(rig.tts.health().ready()).isTrue();
            }
            Role.MOUTH.serves(rig);
            rig.emulator.speech().status(429, "");
            rig.speak("Oi").failure();
            rig.clock.advance(Health.BACK_OFF);
            assertThat(rig.tts.health().ready())
                    .as("it begins anew once it has served")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EAR,400,the model",
        "EAR,404,url",
        "EAR,413,utterance.max.s",
        "EAR,500,500",
        "EAR,503,503",
        "MOUTH,400,the voice",
        "MOUTH,404,url",
        "MOUTH,422,the voice",
        "MOUTH,500,500",
        "MOUTH,302,elsewhere"
    })
    void anotherStatusIsAFailureOfOneUtterance(Role role, int status, String told) throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            role.script(rig).status(status, "<html>O apartamento 501</html>");
            assertThat(role.fails(rig))
                    .contains("HTTP status " + status, told)
                    .doesNotContain("501</html>", "apartamento");
            assertThat(role.health(rig).ready()).isTrue();
            role.serves(rig);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aServiceThatIsNotThereIsSaid(Role role) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Rig rig = new Rig(Map.of("url", "http://127.0.0.1:" + port + "/v1"))) {
            assertThat(role.fails(rig)).isEqualTo("cannot connect to 127.0.0.1:" + port);
            assertThat(role.health(rig).ready()).isTrue();
        }
    }

    @Test
    void aBlackHoleIsGivenUpWhenItsTimeHasCome() throws Exception {
        try (Rig rig = new Rig(Map.of("request_timeout_ms", 3000))) {
            rig.emulator.transcriptions().blackHole();
            rig.emulator.speech().blackHole();
            Rig.Heard heard = rig.hear();
            Rig.Spoken spoken = rig.speak("Bom dia");
            assertThat(rig.emulator.transcriptions().awaitRequest(Rig.PATIENCE_S))
                    .isTrue();
            assertThat(rig.emulator.speech().awaitRequest(Rig.PATIENCE_S)).isTrue();
            rig.clock.advance(Duration.ofMillis(2999));
            rig.stt.tick();
            rig.tts.tick();
            assertThat(heard.nothing()).isTrue();
            assertThat(spoken.nothing()).isTrue();
            rig.clock.advance(Duration.ofMillis(1));
            rig.stt.tick();
            rig.tts.tick();
            assertThat(heard.failure()).isEqualTo("no answer within 3000 ms");
            assertThat(spoken.failure()).isEqualTo("no sound within 3000 ms");
            Rig.assertIdle(rig.stt.sessions());
            Rig.assertIdle(rig.tts.sessions());
        }
    }

    @Test
    void whoStillSpeaksIsNotLate() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.transcriptions().answer("afinal");
            Rig.Heard heard = new Rig.Heard();
            SttSession session = rig.stt.open(Rig.request(), heard::add);
            Rig.say(session, Sounds.speech(1, -20, 1));
            rig.clock.advance(Duration.ofHours(1));
            rig.stt.tick();
            session.finish();
            assertThat(heard.text().text()).isEqualTo("afinal");
        }
    }

    @Test
    void soundThatStallsIsGivenUpBehindWhatHasCome() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            Runnable goOn = rig.emulator.speech().pause(PCM, new byte[20_000_000]);
            Rig.Spoken spoken = rig.speak("Bom dia");
            spoken.sound(8000 - 24);
            rig.clock.advance(Duration.ofMillis(10_000));
            rig.tts.tick();
            assertThat(spoken.failure()).isEqualTo("no more sound for 10000 ms");
            assertThat(spoken.sound).startsWith(Arrays.copyOf(SynthesisTest.expected(PCM, 24_000), 7900));
            goOn.run();
            assertThat(rig.emulator.speech().awaitAbandoned(Rig.PATIENCE_S)).isTrue();
        }
    }

    @Test
    void aSlowServiceThatGoesOnIsWaitedFor() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            Runnable goOn = rig.emulator.speech().pause(PCM, PCM);
            Rig.Spoken spoken = rig.speak("Bom dia");
            spoken.sound(8000 - 24);
            rig.clock.advance(Duration.ofMillis(9_999));
            rig.tts.tick();
            goOn.run();
            assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            assertThat(spoken.sound).hasSize(16_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "",
                "7",
                "{}",
                "{\"text\":7}",
                "{\"text\":null}",
                "[{\"text\":\"oi\"}]",
                "{\"text\":\"o"
            })
    void garbageIsNoText(String body) throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.transcriptions().garbage("application/json", body);
            assertThat(rig.hear().failure()).isEqualTo("the answer is no transcription; check url and stt.model");
            Role.EAR.serves(rig);
        }
    }

    @Test
    void hugeAndNestedAnswersAreNoText() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.transcriptions().answer("a".repeat(300_000));
            assertThat(rig.hear().failure()).isEqualTo("the answer is larger than 262144 bytes");
            rig.emulator.transcriptions().garbage("application/json", "[".repeat(200_000));
            assertThat(rig.hear().failure()).isEqualTo("the answer is no transcription; check url and stt.model");
            rig.emulator.transcriptions().answer("a".repeat(100_000));
            assertThat(rig.hear().text().text()).hasSize(Transcript.MAX_CHARS);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\"error\":\"no voice\"}|text instead of sound",
                "text/html; charset=utf-8|<html>|text instead of sound",
                "audio/wav|RIFF....WAVEfmt|RIFF instead of plain samples",
                "audio/ogg|OggS0000|OggS instead of plain samples",
                "audio/mpeg|ID3v2|MP3 instead of plain samples",
                "audio/pcm||no sound",
                "audio/pcm|xyz|no sound",
                "audio/pcm|vwxyz|broke off within a sample"
            })
    void garbageIsNoSound(String type, String body, String told) throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.speech().garbage(type, body == null ? "" : body);
            assertThat(rig.speak("Bom dia").failure()).contains(told);
            Role.MOUTH.serves(rig);
        }
    }

    @Test
    void framesOfMp3AreNoSound() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.speech().answer(new byte[] {(byte) 0xff, (byte) 0xfb, (byte) 0x90, 0x64, 0, 0});
            Rig.Spoken spoken = rig.speak("Bom dia");
            assertThat(spoken.failure()).contains("MP3 instead of plain samples");
            assertThat(spoken.sound).isEmpty();
        }
    }

    @Test
    void soundWithoutEndIsGivenUp() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.speech().answer(new byte[2 * 24_000 * 125]);
            Rig.Spoken spoken = rig.speak("Bom dia");
            assertThat(spoken.failure()).isEqualTo("more than 120 s of sound for a sentence");
            assertThat(spoken.sound.length).isBetween(1, 120 * 8000);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAFailure() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.transcriptions().breakOff("{\"text\":\"sim\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(rig.hear().failure())
                    .as("a yes that may be half of a sentence is none")
                    .contains("broke off");
            rig.emulator.speech().breakOff(PCM);
            Rig.Spoken spoken = rig.speak("Bom dia");
            assertThat(spoken.failure()).contains("broke off");
            assertThat(spoken.sound).as("what came before stays valid").isNotEmpty();
            Role.EAR.serves(rig);
            Role.MOUTH.serves(rig);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"
            })
    void whatIsNoHttpIsAFailure(String bytes) throws Exception {
        try (RawServer service = new RawServer((connection, request) -> request == 1 ? bytes : "");
                Rig rig = new Rig(Map.of("url", service.url()))) {
            assertThat(rig.hear().failure()).contains("no HTTP");
        }
    }

    @Test
    void aKeptConnectionThatIsDeadIsReplacedUnheard() throws Exception {
        // the first connection dies when its second request comes
        try (RawServer service = new RawServer((connection, request) ->
                        connection == 1 && request == 2 ? "" : RawServer.ok("{\"text\":\"oi\"}"));
                Rig rig = new Rig(Map.of("url", service.url()))) {
            assertThat(rig.hear().text().text()).isEqualTo("oi");
            assertThat(rig.hear().text().text()).isEqualTo("oi");
            assertThat(service.requests).hasValue(3);
            assertThat(service.connections).hasValue(2);
        }
    }

    @Test
    void aServiceThatAlwaysHangsUpIsAskedTwice() throws Exception {
        try (RawServer service = new RawServer((connection, request) -> "");
                Rig rig = new Rig(Map.of("url", service.url()))) {
            assertThat(rig.hear().failure()).contains("broke off");
            assertThat(service.requests).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void theKeyIsNeverSentToWhereAServicePointsTo(int status) throws Exception {
        try (Rig other = new Rig(Map.of());
                Rig rig = new Rig(Map.of())) {
            for (Role role : Role.values()) {
                String path = role.script(rig) == rig.emulator.speech() ? "/audio/speech" : "/audio/transcriptions";
                role.script(rig).status(status, "", Map.of("Location", other.emulator.uri() + path));
                assertThat(role.fails(rig)).contains("HTTP status " + status, "elsewhere", "url");
                assertThat(role.script(other).received()).isEmpty();
            }
            assertThat(other.emulator.authorisations()).isEmpty();
        }
    }

    @Test
    void aPrivateAuthorityIsTrustedWhenItsCertificateIsGiven(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of(folder, "ip:127.0.0.1");
        try (Rig rig = new Rig(
                OpenAiEmulator.start(certificate.server()),
                Map.of("trust_file", certificate.pem().toString()))) {
            for (int i = 0; i < 5; i++) {
                Role.EAR.serves(rig);
                Role.MOUTH.serves(rig);
            }
            assertThat(rig.emulator.transcriptions().connections()).isOne();
            assertThat(rig.emulator.uri().getScheme()).isEqualTo("https");
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused(@TempDir Path folder) throws Exception {
        refusesTls(folder, "ip:127.0.0.1", false);
    }

    @Test
    void aCertificateOfAnotherNameIsRefused(@TempDir Path folder) throws Exception {
        refusesTls(folder, "dns:elsewhere.example", true);
    }

    private static void refusesTls(Path folder, String san, boolean trusted) throws Exception {
        Certificate certificate = Certificate.of(folder, san);
        try (Rig rig = new Rig(
                OpenAiEmulator.start(certificate.server()),
                trusted ? Map.of("trust_file", certificate.pem().toString()) : Map.of())) {
            for (Role role : Role.values()) {
                assertThat(role.fails(rig)).contains("no trusted connection", "trust.file");
                assertThat(role.script(rig).received()).isEmpty();
            }
            assertThat(rig.emulator.authorisations()).isEmpty();
        }
    }

    @Test
    void whoIsStoppedSaysSo() throws IOException, InterruptedException {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.transcriptions().blackHole();
            rig.emulator.speech().blackHole();
            Rig.Heard heard = rig.hear();
            Rig.Spoken spoken = rig.speak("Bom dia");
            rig.stt.close();
            rig.tts.close();
            assertThat(heard.failure()).isEqualTo("the provider is being stopped");
            assertThat(spoken.failure()).isEqualTo("the provider is being stopped");
            assertThat(rig.hear().failure()).isEqualTo("the provider is being stopped");
            assertThat(rig.speak("Oi").failure()).isEqualTo("the provider is being stopped");
        }
    }
}
