package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.emulators.azure.Tone;
import io.ramal.provider.ProviderHealth;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way synthesis can fail, on the real SDK. */
@Timeout(90)
class SynthesisFailuresTest {
    private static final String TEXT = "Esta frase dura um pouco mais de dois segundos";

    private static Map<String, Object> cold(Object... more) {
        Map<String, Object> settings = new HashMap<>(Map.of("stt_spare", 0, "tts_spare", 0));
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    private static Spoken say(Rig rig, String what) throws Exception {
        Spoken spoken = new Spoken();
        long began = System.nanoTime();
        try (TtsSession session = rig.tts().open(TtsRequest.of(Rig.PORTUGUESE), spoken)) {
            session.say(TEXT);
            TtsEvent end = spoken.end();
            if (end instanceof TtsEvent.Failed failed) {
                spoken.reason = failed.reason();
                RecognitionTest.print("synthesis, " + what + " (" + failed.reason() + ")", System.nanoTime() - began);
            }
        }
        return spoken;
    }

    @ParameterizedTest
    @CsvSource({"401,AZURE_SPEECH_KEY", "403,AZURE_SPEECH_KEY", "429,limits"})
    void refusalsAreToldToTheOperator(int status, String cure) throws Exception {
        try (Rig rig = new Rig(cold()).ready()) {
            rig.emulator.scenario("http=" + status);
            assertThat(say(rig, "" + status).reason).contains("" + status);
            assertThat(rig.tts().health().state()).isEqualTo(ProviderHealth.State.UNAVAILABLE);
            assertThat(rig.tts().health().cure()).contains(cure);
            assertThat(rig.stt().health()).isEqualTo(ProviderHealth.READY);
        }
    }

    @Test
    void aServiceThatCannotIsAFailureOfTheSentence() throws Exception {
        try (Rig rig = new Rig(cold()).ready()) {
            rig.emulator.scenario("http=503;faultConns=1");
            assertThat(say(rig, "503").reason).isNotEmpty();
            Spoken next = say(rig, "after 503");
            assertThat(next.sound.toByteArray()).isEqualTo(Tone.of(TEXT));
        }
    }

    @ParameterizedTest
    @CsvSource({"noUpgrade=1", "silentAt=0"})
    void aServiceThatSaysNothingIsGivenUp(String how) throws Exception {
        try (Rig rig = new Rig(cold("tts_timeout_ms", 500)).ready()) {
            rig.emulator.scenario(how);
            assertThat(say(rig, how).reason).isEqualTo("no sound within 500 ms");
            rig.emulator.scenario(null);
            assertThat(say(rig, "after " + how).sound.toByteArray()).isEqualTo(Tone.of(TEXT));
        }
    }

    @ParameterizedTest
    @CsvSource({"rstAt=500", "finAt=500", "closeAt=500"})
    void whatWasHeardBeforeTheConnectionBrokeStays(String how) throws Exception {
        try (Rig rig = new Rig(cold()).ready()) {
            rig.emulator.scenario("speed=2;" + how + ";faultConns=1");
            Spoken spoken = say(rig, how);
            assertThat(spoken.reason).isNotEmpty();
            byte[] heard = spoken.sound.toByteArray();
            assertThat(heard.length).isPositive().isLessThanOrEqualTo(500 * Tone.BYTES_PER_MS);
            assertThat(heard).isEqualTo(Arrays.copyOf(Tone.of(TEXT), heard.length));
            assertThat(say(rig, "after " + how).sound.toByteArray()).isEqualTo(Tone.of(TEXT));
        }
    }

    @Test
    void aSentenceThatStallsIsGivenUp() throws Exception {
        try (Rig rig = new Rig(cold("tts_timeout_ms", 500)).ready()) {
            rig.emulator.scenario("stallAfter=3");
            Spoken spoken = say(rig, "stall");
            assertThat(spoken.reason).isEqualTo("no more sound for 500 ms");
            assertThat(spoken.sound.size()).isEqualTo(300 * Tone.BYTES_PER_MS);
        }
    }

    @Test
    void aVoiceThatIsNotThereIsAMatterOfThatSentence() throws Exception {
        try (Rig rig = new Rig(cold()).ready()) {
            rig.emulator.scenario("http=400");
            assertThat(say(rig, "400").reason).isNotEmpty();
            assertThat(rig.tts().health()).isEqualTo(ProviderHealth.READY);
        }
    }
}
