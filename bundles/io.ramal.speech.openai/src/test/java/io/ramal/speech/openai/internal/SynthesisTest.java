package io.ramal.speech.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;
import io.ramal.emulators.openai.Received;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderRole;
import io.ramal.testkit.Sounds;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class SynthesisTest {
    /** Two seconds as the service sends them. */
    private static final byte[] PCM = pcm(2);

    static byte[] pcm(double seconds) {
        Resampler up = new Resampler(AudioFrame.SAMPLE_RATE, 24_000);
        short[] speech = Sounds.speech(seconds, -20, 11);
        return AudioFrame.wrap(Sounds.join(up.process(speech), up.flush())).toLittleEndian();
    }

    /** What the leg should get, made in one piece. */
    static short[] expected(byte[] pcm, int rate) {
        Resampler down = new Resampler(rate, AudioFrame.SAMPLE_RATE);
        short[] samples = AudioFrame.ofLittleEndian(pcm, 0, pcm.length).toArray();
        return Sounds.join(down.process(samples), down.flush());
    }

    @Test
    void aSentenceIsOneRequestAndBecomesSound() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.speech().answer(PCM);
            Rig.Spoken spoken = rig.speak("Olá, \"João\"!\nÀ direita.");
            assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            assertThat(spoken.sound).isEqualTo(expected(PCM, 24_000)).hasSize(16_000);
            assertThat(spoken.nothing()).isTrue();
            Received request = rig.emulator.speech().received().get(0);
            assertThat(request.path()).isEqualTo("/v1/audio/speech");
            assertThat(request.authorisation()).isEqualTo("Bearer s3cret");
            JsonObject json = request.json();
            assertThat(json.keySet()).containsExactlyInAnyOrder("model", "input", "voice", "response_format");
            assertThat(json.get("model").getAsString()).isEqualTo("tts-1");
            assertThat(json.get("input").getAsString()).isEqualTo("Olá, \"João\"!\nÀ direita.");
            assertThat(json.get("voice").getAsString()).isEqualTo("nova");
            assertThat(json.get("response_format").getAsString()).isEqualTo("pcm");
            Rig.assertIdle(rig.tts.sessions());
            assertThat(rig.tts.info().id()).isEqualTo("openai-speech");
            assertThat(rig.tts.info().role()).isEqualTo(ProviderRole.TTS);
            assertThat(rig.tts.info().can(Capability.STREAMING)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4000, 4001, 4003, 1, 3})
    void soundIsToldWhileTheRestIsStillToCome(int cut) throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            byte[] first = Arrays.copyOf(PCM, cut);
            Runnable goOn = rig.emulator.speech().pause(first, Arrays.copyOfRange(PCM, cut, PCM.length));
            Rig.Spoken spoken = rig.speak("Bom dia.");
            // the filter keeps the last 24 samples for itself
            int due = Math.max(0, cut / 6 - 24);
            spoken.sound(due);
            assertThat(rig.emulator.speech().awaitRequest(Rig.PATIENCE_S)).isTrue();
            assertThat(spoken.nothing()).as("nobody has ended it").isTrue();
            goOn.run();
            assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            assertThat(spoken.sound)
                    .as("cut anywhere, even within a sample, it is the same sound")
                    .isEqualTo(expected(PCM, 24_000));
        }
    }

    @Test
    void aServiceOfOnesOwnIsAskedInItsManner() throws Exception {
        try (Rig rig = new Rig(Map.of(
                "_key",
                "",
                "tts_model",
                "kokoro",
                "voice_pt",
                "pf_dora",
                "voices",
                "pm_alex, pm_santa",
                "tts_speed",
                1.25,
                "tts_rate_hz",
                8000))) {
            byte[] pcm = AudioFrame.wrap(Sounds.speech(1, -20, 5)).toLittleEndian();
            rig.emulator.speech().answer(pcm);
            Rig.Spoken spoken = rig.speak("Oi");
            assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            assertThat(spoken.sound).isEqualTo(Sounds.speech(1, -20, 5));
            Received request = rig.emulator.speech().received().get(0);
            assertThat(request.authorisation()).isEmpty();
            assertThat(request.json().get("model").getAsString()).isEqualTo("kokoro");
            assertThat(request.json().get("voice").getAsString()).isEqualTo("pf_dora");
            assertThat(request.json().get("speed").getAsDouble()).isEqualTo(1.25);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', pt-BR, pf_dora",
        "'', en-US, nova",
        "'', fr-FR, nova",
        "pm_alex, pt-BR, pm_alex",
        "shimmer, pt-BR, shimmer",
        "pt-BR-FranciscaNeural, pt-BR, pf_dora",
        "pt-br+f3, en-US, nova"
    })
    void aVoiceAskedForIsUsedIfItIsOneOfThisService(String asked, String language, String chosen) throws Exception {
        try (Rig rig = new Rig(Map.of("voice_pt", "pf_dora", "voices", "pm_alex, pm_santa"))) {
            rig.emulator.speech().answer(PCM);
            Rig.Spoken spoken = new Rig.Spoken();
            rig.tts
                    .open(new TtsRequest(Locale.forLanguageTag(language), asked), spoken::add)
                    .say("Oi");
            spoken.end();
            assertThat(rig.emulator
                            .speech()
                            .received()
                            .get(0)
                            .json()
                            .get("voice")
                            .getAsString())
                    .isEqualTo(chosen);
        }
    }

    @Test
    void theKeyOfAVoiceChangesWithWhateverItSoundsLike() {
        assertThat(key(Map.of(), "")).isEqualTo(key(Map.of(), "de outro motor")).isEqualTo(key(Map.of(), "nova"));
        assertThat(Arrays.asList(
                        key(Map.of(), ""),
                        key(Map.of(), "onyx"),
                        key(Map.of("voices", "*"), "de outro motor"),
                        key(Map.of("tts_model", "tts-1-hd"), ""),
                        key(Map.of("tts_speed", 1.1), ""),
                        key(Map.of("url", "http://other/v1"), ""),
                        key(Map.of("voice_pt", "alloy"), "")))
                .doesNotHaveDuplicates();
    }

    private static String key(Map<String, Object> more, String voice) {
        Map<String, Object> all = new java.util.HashMap<>(Map.of("url", "http://localhost:8000/v1"));
        all.putAll(more);
        SpeechSettings s = SpeechSettings.of(Rig.config(all));
        return new Voices(s.where(), java.util.Objects.requireNonNull(s.speaking())).key(Rig.PORTUGUESE, voice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "…", "?!", "—"})
    void whatHasNoLettersIsNotAsked(String text) throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            assertThat(rig.speak(text).next()).isEqualTo(new TtsEvent.Finished());
            assertThat(rig.emulator.speech().received()).isEmpty();
        }
    }

    @Test
    void aTextIsBoundedAndASessionSpeaksOne() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            assertThat(rig.speak("a".repeat(4001)).failure()).contains("4000 characters");
            TtsSession session = rig.tts.open(TtsRequest.of(Rig.PORTUGUESE), event -> {});
            session.say("");
            assertThatThrownBy(() -> session.say("de novo")).isInstanceOf(IllegalStateException.class);
            session.close();
        }
    }

    @Test
    void whoCancelsHearsNothingMoreAndTheRequestIsGivenUp() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            Runnable goOn = rig.emulator.speech().pause(PCM, new byte[20_000_000]);
            Rig.Spoken spoken = new Rig.Spoken();
            TtsSession session = rig.tts.open(TtsRequest.of(Rig.PORTUGUESE), spoken::add);
            session.say("Uma frase que é interrompida.");
            spoken.sound(16_000 - 24);
            session.cancel();
            goOn.run();
            assertThat(rig.emulator.speech().awaitAbandoned(Rig.PATIENCE_S))
                    .as("the connection is closed from this side")
                    .isTrue();
            assertThat(spoken.nothing()).isTrue();
            session.close();
            session.close();
            Rig.assertIdle(rig.tts.sessions());
        }
    }

    @Test
    void aListenerThatTakesNothingStopsNobodyElse() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.speech().answer(PCM);
            rig.emulator.speech().answer(PCM);
            rig.tts
                    .open(TtsRequest.of(Rig.PORTUGUESE), event -> {
                        throw new IllegalStateException("on purpose");
                    })
                    .say("Oi");
            Rig.Spoken spoken = rig.speak("Oi");
            assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            assertThat(spoken.sound).hasSize(16_000);
        }
    }

    @Test
    void thirtySentencesTakeOneConnection() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.speech().usually(PCM);
            for (int i = 0; i < 30; i++) {
                assertThat(rig.speak("Frase " + i).end()).isEqualTo(new TtsEvent.Finished());
            }
            assertThat(rig.emulator.speech().received()).hasSize(30);
            assertThat(rig.emulator.speech().connections()).isOne();
        }
    }

    @Test
    void howLongItTakes() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.speech().usually(PCM);
            long[] first = new long[50];
            for (int i = 0; i < first.length; i++) {
                long began = System.nanoTime();
                Rig.Spoken spoken = rig.speak("Bom dia");
                assertThat(spoken.next()).isInstanceOf(TtsEvent.Audio.class);
                first[i] = System.nanoTime() - began;
                spoken.end();
            }
            Arrays.sort(first);
            System.out.printf(
                    "OPENAI first sound of a sentence: p50 %.1f ms, p95 %.1f ms%n", first[25] / 1e6, first[47] / 1e6);
        }
    }
}
