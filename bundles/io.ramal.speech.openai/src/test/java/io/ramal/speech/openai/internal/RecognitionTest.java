package io.ramal.speech.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.emulators.openai.Received;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import io.ramal.testkit.Sounds;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(90)
class RecognitionTest {
    @Test
    void anUtteranceIsOneRequestAndBecomesText() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.transcriptions().answer(" Entrega para o\napartamento 501. ");
            assertThat(rig.hear("Conceição", "João Ávila").text())
                    .isEqualTo(new SttEvent.Final("Entrega para o apartamento 501.", 1));
            Received request = rig.emulator.transcriptions().received().get(0);
            assertThat(request.path()).isEqualTo("/v1/audio/transcriptions");
            assertThat(request.authorisation()).isEqualTo("Bearer s3cret");
            Received.Form form = request.form();
            assertThat(form.fields())
                    .containsExactly(
                            Map.entry("model", "whisper-1"),
                            Map.entry("response_format", "json"),
                            Map.entry("language", "pt"),
                            Map.entry("prompt", "Conceição, João Ávila"));
            assertThat(form.fileName()).isEqualTo("speech.wav");
            Wav wav = Wav.of(form.file());
            assertThat(wav.rate).isEqualTo(16_000);
            assertThat(wav.samples).hasSize(24_000);
            // every second sample is one of the caller's
            short[] said = Sounds.speech(1.5, -20, 7);
            double error = 0;
            double level = 0;
            for (int i = 0; i < said.length; i++) {
                error += Math.pow(said[i] - wav.samples[2 * i], 2);
                level += Math.pow(said[i], 2);
            }
            assertThat(error / level).isLessThan(0.05);
            Rig.assertIdle(rig.stt.sessions());
        }
    }

    @Test
    void whoItIs() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            assertThat(rig.stt.info().id()).isEqualTo("openai-speech");
            assertThat(rig.stt.info().role()).isEqualTo(ProviderRole.STT);
            assertThat(rig.stt.info().can(Capability.HINTS)).isTrue();
            assertThat(rig.stt.info().can(Capability.LOCAL))
                    .as("a service on this machine may hand on what it gets")
                    .isFalse();
            assertThat(rig.stt.health().ready()).isTrue();
        }
    }

    @Test
    void aServiceOfOnesOwnIsAskedInItsManner() throws Exception {
        try (Rig rig = new Rig(Map.of(
                "_key", "", "stt_model", "Systran/faster-whisper-small", "stt_rate_hz", 8000, "stt_hints", false))) {
            rig.emulator.transcriptions().answer("oi");
            assertThat(rig.hear("Maria").text().text()).isEqualTo("oi");
            Received request = rig.emulator.transcriptions().received().get(0);
            assertThat(request.authorisation()).isEmpty();
            assertThat(request.form().fields())
                    .containsEntry("model", "Systran/faster-whisper-small")
                    .doesNotContainKey("prompt");
            Wav wav = Wav.of(request.form().file());
            assertThat(wav.rate).isEqualTo(8000);
            assertThat(wav.samples).isEqualTo(Sounds.speech(1.5, -20, 7));
            assertThat(rig.stt.info().can(Capability.HINTS)).isFalse();
        }
    }

    @Test
    void answersThatAreWaitedForAreNoHints() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.transcriptions().answer("oi");
            rig.hear().text();
            assertThat(rig.emulator.transcriptions().received().get(0).form().fields())
                    .as("a model repeats its prompt into silence: no yes may stand there")
                    .doesNotContainKey("prompt");
        }
    }

    @Test
    void hintsAreBounded() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            names.add("Nome\r\nNúmero " + i);
        }
        assertThat(Hints.of(names))
                .startsWith("Nome Número 0, Nome Número 1, ")
                .hasSizeLessThanOrEqualTo(Hints.MAX_CHARS)
                .hasSizeGreaterThan(Hints.MAX_CHARS - 30)
                .matches(".*Nome Número \\d+");
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, -1.5, '', 0",
        "0.9, -0.2, Obrigado., 0.8187",
        "0.1, -1.5, Obrigado., 0.2231",
        "0.1, 0.3, Obrigado., 1"
    })
    void whatTheServiceTakesForSilenceIsNoText(double silence, double certain, String text, double confidence)
            throws Exception {
        try (Rig rig = new Rig(Map.of("stt_verbose", true))) {
            rig.emulator
                    .transcriptions()
                    .answer(
                            "{\"text\":\" Obrigado.\",\"language\":\"portuguese\",\"segments\":[{\"text\":\" Obrigado.\","
                                    + "\"no_speech_prob\":" + silence + ",\"avg_logprob\":" + certain + "}]}");
            SttEvent.Final told = rig.hear().text();
            assertThat(told.text()).isEqualTo(text);
            assertThat(told.confidence()).isCloseTo(confidence, org.assertj.core.data.Offset.offset(0.0001));
            assertThat(rig.emulator.transcriptions().received().get(0).form().fields())
                    .containsEntry("response_format", "verbose_json");
        }
    }

    @Test
    void aTextIsAsCertainAsItsLeastCertainSegment() throws Exception {
        String answer =
                "{\"text\":\"x\",\"segments\":[{\"text\":\" Sim,\",\"no_speech_prob\":0.01,\"avg_logprob\":-0.1},"
                        + "{\"text\":\" pode entrar.\",\"no_speech_prob\":0.01,\"avg_logprob\":-0.9},"
                        + "{\"text\":\" Legendas pela comunidade\",\"no_speech_prob\":0.95,\"avg_logprob\":-1.4}]}";
        Transcript told = Transcript.of(answer.getBytes(StandardCharsets.UTF_8), "");
        assertThat(told.text()).isEqualTo("Sim, pode entrar.");
        assertThat(told.confidence()).isCloseTo(0.4066, org.assertj.core.data.Offset.offset(0.0001));
    }

    @Test
    void aRepeatedPromptIsNothingUnderstood() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            rig.emulator.transcriptions().answer("entrega, João; Ávila!", "");
            assertThat(rig.hear("Entrega", "João Ávila").text()).isEqualTo(new SttEvent.Final("", 0));
            assertThat(rig.hear("Entrega").text()).isEqualTo(new SttEvent.Final("", 0));
        }
    }

    @Test
    void aShortAnswerIsPaddedForServicesThatRefuseIt() throws Exception {
        try (Rig rig = new Rig(Map.of("stt_rate_hz", 8000))) {
            rig.emulator.transcriptions().answer("sim");
            Rig.Heard heard = new Rig.Heard();
            SttSession session = rig.stt.open(Rig.request(), heard::add);
            short[] said = Sounds.speech(0.06, -20, 1);
            Rig.say(session, said);
            session.finish();
            assertThat(heard.text().text()).isEqualTo("sim");
            short[] sent = Wav.of(rig.emulator
                            .transcriptions()
                            .received()
                            .get(0)
                            .form()
                            .file())
                    .samples;
            assertThat(sent).hasSize(8000).startsWith(said);
        }
    }

    @Test
    void ofAnEndlessUtteranceTheNewestIsKept() throws Exception {
        try (Rig rig = new Rig(Map.of("stt_rate_hz", 8000, "utterance_max_s", 5))) {
            rig.emulator.transcriptions().answer("fim");
            Rig.Heard heard = new Rig.Heard();
            SttSession session = rig.stt.open(Rig.request(), heard::add);
            short[] said = Sounds.speech(7, -20, 3);
            Rig.say(session, said);
            session.finish();
            assertThat(heard.text().text()).isEqualTo("fim");
            assertThat(Wav.of(rig.emulator
                                    .transcriptions()
                                    .received()
                                    .get(0)
                                    .form()
                                    .file())
                            .samples)
                    .isEqualTo(java.util.Arrays.copyOfRange(said, 2 * 8000, 7 * 8000));
        }
    }

    @Test
    void nothingSaidIsNothingAsked() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            Rig.Heard heard = new Rig.Heard();
            SttSession session = rig.stt.open(Rig.request(), heard::add);
            session.accept(AudioFrame.EMPTY);
            session.finish();
            session.finish();
            assertThat(heard.text()).isEqualTo(new SttEvent.Final("", 0));
            session.close();
            session.close();
            assertThat(heard.nothing()).isTrue();
            assertThat(rig.emulator.transcriptions().received()).isEmpty();
        }
    }

    @Test
    void whatComesBehindTheEndIsNotHeard() throws Exception {
        try (Rig rig = new Rig(Map.of("stt_rate_hz", 8000))) {
            rig.emulator.transcriptions().answer("oi");
            Rig.Heard heard = new Rig.Heard();
            SttSession session = rig.stt.open(Rig.request(), heard::add);
            Rig.say(session, Sounds.speech(1, -20, 1));
            session.finish();
            Rig.say(session, Sounds.speech(1, -20, 2));
            heard.text();
            assertThat(Wav.of(rig.emulator
                                    .transcriptions()
                                    .received()
                                    .get(0)
                                    .form()
                                    .file())
                            .samples)
                    .hasSize(8000);
        }
    }

    @Test
    void thirtyUtterancesTakeOneConnection() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            for (int i = 0; i < 30; i++) {
                rig.emulator.transcriptions().answer("frase " + i);
                assertThat(rig.hear().text().text()).isEqualTo("frase " + i);
            }
            assertThat(rig.emulator.transcriptions().received()).hasSize(30);
            assertThat(rig.emulator.transcriptions().connections()).isOne();
        }
    }

    @Test
    void whoCancelsHearsNothingAndTheRequestIsGivenUp() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            Runnable goOn = rig.emulator.transcriptions().pause(new byte[] {'{'}, new byte[20_000_000]);
            Rig.Heard heard = new Rig.Heard();
            SttSession session = rig.stt.open(Rig.request(), heard::add);
            Rig.say(session, Sounds.speech(1, -20, 1));
            session.finish();
            assertThat(rig.emulator.transcriptions().awaitRequest(Rig.PATIENCE_S))
                    .isTrue();
            session.cancel();
            goOn.run();
            assertThat(rig.emulator.transcriptions().awaitAbandoned(Rig.PATIENCE_S))
                    .as("the connection is closed from this side")
                    .isTrue();
            assertThat(heard.nothing()).isTrue();
            Rig.assertIdle(rig.stt.sessions());
            rig.emulator.transcriptions().answer("de novo");
            assertThat(rig.hear().text().text()).isEqualTo("de novo");
        }
    }

    @Test
    void whoClosesBeforeTheEndAsksNothing() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            Rig.Heard heard = new Rig.Heard();
            SttSession session = rig.stt.open(Rig.request(), heard::add);
            Rig.say(session, Sounds.speech(1, -20, 1));
            session.close();
            session.finish();
            rig.emulator.transcriptions().answer("outro");
            assertThat(rig.hear().text().text()).isEqualTo("outro");
            assertThat(rig.emulator.transcriptions().received()).hasSize(1);
            assertThat(heard.nothing()).isTrue();
        }
    }

    @Test
    void utterancesAtOnceAreBoundedAndNotMixedUp() throws Exception {
        try (Rig rig = new Rig(Map.of("sessions_max", 20))) {
            List<Runnable> goOn = new ArrayList<>();
            List<Rig.Heard> all = new ArrayList<>();
            List<UUID> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                goOn.add(rig.emulator
                        .transcriptions()
                        .pause(new byte[0], ("{\"text\":\"frase " + i + "\"}").getBytes(StandardCharsets.UTF_8)));
                Rig.Heard heard = new Rig.Heard();
                UUID call = UUID.randomUUID();
                SttSession session =
                        rig.stt.open(new SttRequest(call, LegRole.VISITOR, Locale.ENGLISH, List.of()), heard::add);
                Rig.say(session, Sounds.speech(0.5, -20, i));
                session.finish();
                // one after the other, so that which gets which answer is known
                assertThat(rig.emulator.transcriptions().awaitRequest(Rig.PATIENCE_S))
                        .isTrue();
                all.add(heard);
                calls.add(call);
            }
            assertThat(rig.hear().failure()).contains("20 utterances", "sessions.max");
            goOn.forEach(Runnable::run);
            for (int i = 0; i < 20; i++) {
                assertThat(all.get(i).text().text()).isEqualTo("frase " + i);
                assertThat(rig.emulator.transcriptions().received().get(i).contentType())
                        .contains(calls.get(i).toString());
            }
            rig.emulator.transcriptions().answer("cabe de novo");
            assertThat(rig.hear().text().text()).isEqualTo("cabe de novo");
        }
    }

    /** Read by the JDK: a service's reader is as strict. */
    private record Wav(int rate, short[] samples) {
        static Wav of(byte[] file) throws Exception {
            try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
                assertThat(in.getFormat().getChannels()).isOne();
                assertThat(in.getFormat().getSampleSizeInBits()).isEqualTo(16);
                assertThat(in.getFormat().isBigEndian()).isFalse();
                byte[] bytes = in.readAllBytes();
                assertThat(in.getFrameLength()).isEqualTo(bytes.length / 2);
                return new Wav(
                        (int) in.getFormat().getSampleRate(),
                        AudioFrame.ofLittleEndian(bytes, 0, bytes.length).toArray());
            }
        }
    }
}
