package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.emulators.azure.AzureEmulator;
import io.ramal.emulators.azure.Recognition;
import io.ramal.provider.ProviderHealth;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttSession;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way recognition can fail, on the real SDK. */
@Timeout(90)
class RecognitionFailuresTest {
    /** None ahead: the connections that are seen are those of utterances. */
    private static Map<String, Object> cold(Object... more) {
        Map<String, Object> settings = new HashMap<>(Map.of("stt_spare", 0, "tts_spare", 0));
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    /** One utterance, to its end. */
    private static Heard.Mark utter(Rig rig) throws Exception {
        Heard heard = new Heard();
        try (SttSession session = rig.stt().open(Rig.request(), heard)) {
            Heard.say(session, Rig.speech(1, 0));
            session.finish();
            return heard.end();
        }
    }

    private static String failure(Rig rig, String what) throws Exception {
        long began = System.nanoTime();
        Heard.Mark end = utter(rig);
        assertThat(end.event()).isInstanceOf(SttEvent.Failed.class);
        String reason = ((SttEvent.Failed) end.event()).reason();
        RecognitionTest.print("recognition, " + what + " (" + reason + ")", end.nanos() - began);
        return reason;
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void aRefusedKeyTakesTheProviderOutAndSaysWhatToDo(int status) throws Exception {
        try (Rig rig = new Rig(cold()).ready()) {
            rig.emulator.scenario("http=" + status);
            assertThat(failure(rig, status + "")).contains("" + status);
            assertThat(rig.stt().health().state()).isEqualTo(ProviderHealth.State.UNAVAILABLE);
            assertThat(rig.stt().health().reason()).contains("" + status).doesNotContain("a-key");
            assertThat(rig.stt().health().cure()).contains("AZURE_SPEECH_KEY", "AZURE_SPEECH_REGION");
            assertThat(rig.tts().health()).isEqualTo(ProviderHealth.READY);
        }
    }

    @Test
    void aRefusedKeyIsKnownBeforeAnybodyCalls() throws Exception {
        try (Rig rig = new Rig(Map.of("_key", "http=401"))) {
            ProviderHealth health = Rig.await(rig.stt(), ProviderHealth.State.UNAVAILABLE);
            assertThat(health.reason()).contains("401");
            assertThat(health.cure()).contains("AZURE_SPEECH_KEY");
            assertThat(Rig.await(rig.tts(), ProviderHealth.State.UNAVAILABLE).reason())
                    .contains("no connection");
        }
    }

    @Test
    void throttlingIsLeftAloneForAWhile() throws Exception {
        try (Rig rig = new Rig(cold()).ready()) {
            rig.emulator.scenario("http=429");
            assertThat(failure(rig, "429")).contains("429");
            assertThat(rig.stt().health().state()).isEqualTo(ProviderHealth.State.UNAVAILABLE);
            assertThat(rig.stt().health().cure()).contains("limits");
            rig.emulator.scenario(null);
            Rig.await(rig.stt(), ProviderHealth.State.READY);
            assertThat(utter(rig).event()).isInstanceOf(SttEvent.Final.class);
        }
    }

    @Test
    void throttlingWithinATurnIsThrottlingToo() throws Exception {
        try (Rig rig = new Rig(cold("stt_timeout_ms", 5000)).ready()) {
            rig.emulator.scenario("status=TooManyRequests");
            assertThat(failure(rig, "status TooManyRequests")).isNotEmpty();
            assertThat(rig.stt().health().cure()).contains("limits");
        }
    }

    @ParameterizedTest
    @CsvSource({"500", "503"})
    void aServiceThatCannotIsToldSoAndLooksReadyWhileItAnswers(int status) throws Exception {
        try (Rig rig = new Rig(cold()).ready()) {
            rig.emulator.scenario("http=" + status + ";faultConns=3");
            assertThat(failure(rig, status + "")).isNotEmpty();
            // one that fails says nothing of the rest: the probe that follows finds it well
            rig.emulator
                    .traffic()
                    .await(
                            Duration.ofSeconds(Rig.PATIENCE_S),
                            t -> t.connections().stream()
                                                    .filter(c -> c.path().contains("/recognition/"))
                                                    .count()
                                            > 1
                                    ? true
                                    : null);
            assertThat(rig.stt().health()).isEqualTo(ProviderHealth.READY);
        }
    }

    @Test
    void nobodyListeningIsFoundOutAndMendsItself() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Rig rig = new Rig(cold("host", "ws://127.0.0.1:" + port))) {
            ProviderHealth health = Rig.await(rig.stt(), ProviderHealth.State.UNAVAILABLE);
            assertThat(health.cure()).contains("network", "proxy.host", "AZURE_SPEECH_REGION");
            assertThat(failure(rig, "refused")).contains("Connection failed");
            try (AzureEmulator late = AzureEmulator.start(port)) {
                late.recognise("bom dia");
                assertThat(utter(rig).event()).isEqualTo(new SttEvent.Final("bom dia", 0.93));
                assertThat(rig.stt().health()).isEqualTo(ProviderHealth.READY);
            }
        }
    }

    @Test
    void anUpgradeThatIsNeverAnsweredIsGivenUp() throws Exception {
        try (Rig rig = new Rig(cold("connect_timeout_ms", 400)).ready()) {
            rig.emulator.scenario("noUpgrade=1");
            Heard heard = new Heard();
            try (SttSession session = rig.stt().open(Rig.request(), heard)) {
                Heard.say(session, Rig.speech(1, 0));
                assertThat(heard.failure()).isEqualTo("no connection within 400 ms");
            }
            assertThat(Rig.await(rig.stt(), ProviderHealth.State.UNAVAILABLE).reason())
                    .contains("no connection within 400 ms");
        }
    }

    @Test
    void aServiceThatSaysNothingIsGivenUpWellBeforeTheCallerNotices() throws Exception {
        try (Rig rig = new Rig(cold("stt_timeout_ms", 600)).ready()) {
            rig.emulator.scenario("silentAt=0");
            assertThat(failure(rig, "silent")).isEqualTo("no text within 600 ms after the end of the utterance");
        }
    }

    @Test
    void aServiceThatFallsSilentWhileTheCallerSpeaksIsNoticed() throws Exception {
        try (Rig rig = new Rig(cold("stt_silence_ms", 2000)).ready()) {
            rig.emulator.scenario("silentAt=600");
            Heard heard = new Heard();
            try (SttSession session = rig.stt().open(Rig.request(), heard)) {
                Heard.say(session, Rig.speech(1, 0));
                assertThat(heard.failure()).isEqualTo("no sign from the service for 2000 ms");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"rstAt=700", "finAt=700", "closeAt=700"})
    void aConnectionThatBreaksOnceCostsNoWord(String how) throws Exception {
        try (Rig rig = new Rig(cold("stt_timeout_ms", 5000)).ready()) {
            rig.emulator.scenario(how + ";faultConns=1");
            rig.emulator.recognise("tenho uma entrega para o cento e um");
            long began = System.nanoTime();
            Heard.Mark end = utter(rig);
            assertThat(end.event()).isEqualTo(new SttEvent.Final("tenho uma entrega para o cento e um", 0.93));
            RecognitionTest.print("text although " + how, end.nanos() - began);
            List<Recognition> turns = rig.emulator.traffic().recognitions();
            assertThat(turns).hasSize(2);
            assertThat(turns.get(0).connection()).isNotSameAs(turns.get(1).connection());
        }
    }

    @Test
    void aConnectionThatBreaksEachTimeIsAFailure() throws Exception {
        try (Rig rig = new Rig(cold()).ready()) {
            rig.emulator.scenario("rstAt=300");
            assertThat(failure(rig, "reset each time")).isNotEmpty();
        }
    }
}
