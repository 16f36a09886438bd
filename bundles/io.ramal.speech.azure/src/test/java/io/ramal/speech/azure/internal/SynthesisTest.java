package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.emulators.azure.Synthesis;
import io.ramal.emulators.azure.Tone;
import io.ramal.provider.Capability;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Text to speech on the real SDK. */
@Timeout(90)
class SynthesisTest {
    private static final TtsRequest REQUEST = TtsRequest.of(Rig.PORTUGUESE);

    @Test
    void aSentenceBecomesItsSound() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            Spoken spoken = new Spoken();
            long began = System.nanoTime();
            try (TtsSession session = rig.tts().open(REQUEST, spoken)) {
                session.say("Bom dia, com quem deseja falar?");
                assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            }
            assertThat(spoken.sound.toByteArray()).isEqualTo(Tone.of("Bom dia, com quem deseja falar?"));
            RecognitionTest.print("first sound on a connection made ahead", spoken.firstSoundAt - began);
            Synthesis synthesis = rig.emulator.traffic().syntheses().get(0);
            assertThat(synthesis.voice()).isEqualTo("pt-BR-FranciscaNeural");
            assertThat(synthesis.context()).contains("raw-8khz-16bit-mono-pcm");
            assertThat(synthesis.ssml()).contains("xml:lang='pt-BR'").doesNotContain("prosody");
            assertThat(rig.tts().info().can(Capability.STREAMING)).isTrue();
        }
    }

    @Test
    void soundIsThereLongBeforeTheSentenceHasBeenSpoken() throws Exception {
        try (Rig rig = new Rig(Map.of("_key", "speed=1;firstMs=50")).ready()) {
            Spoken spoken = new Spoken();
            try (TtsSession session = rig.tts().open(REQUEST, spoken)) {
                session.say("Um momento, por favor");
                assertThat(spoken.next()).isInstanceOf(TtsEvent.Audio.class);
                assertThat(rig.emulator.traffic().syntheses().get(0).finished()).isFalse();
                assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            }
        }
    }

    @Test
    void whatIsMarkupToOthersIsTextHereAndSettingsAreInTheMarkup() throws Exception {
        String text = "A & B < C > D \"E\" 'F' \u0007 não, às 10h 😀";
        Map<String, Object> settings = Map.of("rate_percent", 15, "pitch_percent", -5, "voice_en", "en-GB-SoniaNeural");
        try (Rig rig = new Rig(settings).ready()) {
            Spoken spoken = new Spoken();
            try (TtsSession session = rig.tts().open(new TtsRequest(Locale.US, "en-us+f3"), spoken)) {
                session.say(text);
                assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            }
            Synthesis synthesis = rig.emulator.traffic().syntheses().get(0);
            assertThat(synthesis.text()).isEqualTo(text.replace('\u0007', ' '));
            assertThat(synthesis.voice()).isEqualTo("en-GB-SoniaNeural");
            assertThat(synthesis.ssml()).contains("<prosody rate='+15%' pitch='-5%'>");
        }
    }

    @Test
    void sentencesFollowOneAnotherOnTheSameConnectionInAnyVoice() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            for (String voice : List.of("", "pt-BR-AntonioNeural", "", "en-US-Ava:DragonHDLatestNeural")) {
                Spoken spoken = new Spoken();
                long began = System.nanoTime();
                try (TtsSession session = rig.tts().open(new TtsRequest(Rig.PORTUGUESE, voice), spoken)) {
                    session.say("Pois não");
                    assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
                }
                RecognitionTest.print("first sound", spoken.firstSoundAt - began);
            }
            List<Synthesis> all = rig.emulator.traffic().syntheses();
            assertThat(all)
                    .extracting(Synthesis::voice)
                    .containsExactly(
                            "pt-BR-FranciscaNeural",
                            "pt-BR-AntonioNeural",
                            "pt-BR-FranciscaNeural",
                            "en-US-Ava:DragonHDLatestNeural");
            // one connection ahead of the first, one in its place; then those two serve
            assertThat(all.stream().map(Synthesis::connection).distinct().count())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aCallerWhoInterruptsEndsTheSentenceAndItsConnection() throws Exception {
        try (Rig rig = new Rig(Map.of("_key", "speed=1")).ready()) {
            Spoken spoken = new Spoken();
            TtsSession session = rig.tts().open(REQUEST, spoken);
            session.say("Este é um texto bastante longo, que ninguém vai ouvir até o fim porque alguém fala antes");
            spoken.next();
            long began = System.nanoTime();
            session.cancel();
            Synthesis synthesis = rig.emulator.traffic().syntheses().get(0);
            rig.emulator
                    .traffic()
                    .await(
                            Duration.ofSeconds(Rig.PATIENCE_S),
                            t -> synthesis.connection().closed() ? true : null);
            RecognitionTest.print("from cancel to the end of the connection", System.nanoTime() - began);
            session.close();
            assertThat(synthesis.finished()).isFalse();
            assertThat(synthesis.connection().closeCode()).isEqualTo(1000);
            while (!spoken.nothing()) {
                assertThat(spoken.next()).isInstanceOf(TtsEvent.Audio.class);
            }
            Spoken next = new Spoken();
            began = System.nanoTime();
            try (TtsSession after = rig.tts().open(REQUEST, next)) {
                after.say("Pois não");
                assertThat(next.end()).isEqualTo(new TtsEvent.Finished());
            }
            RecognitionTest.print("first sound after an interruption", next.firstSoundAt - began);
        }
    }

    @Test
    void aConnectionThatWentStaleIsReplacedUnheard() throws Exception {
        try (Rig rig = new Rig(Map.of("tts_keep", 0)).ready()) {
            rig.emulator.reset();
            Spoken spoken = new Spoken();
            try (TtsSession session = rig.tts().open(REQUEST, spoken)) {
                session.say("Bom dia");
                assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            }
            assertThat(spoken.sound.toByteArray()).isEqualTo(Tone.of("Bom dia"));
        }
    }

    @Test
    void twentySentencesAreSpokenAtOnce() throws Exception {
        try (Rig rig = new Rig(Map.of("_key", "speed=4")).ready()) {
            List<TtsSession> sessions = new ArrayList<>();
            List<Spoken> all = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                Spoken spoken = new Spoken();
                all.add(spoken);
                TtsSession session = rig.tts().open(REQUEST, spoken);
                sessions.add(session);
                session.say("Esta é a frase número " + i);
            }
            long worst = 0;
            for (int i = 0; i < 20; i++) {
                assertThat(all.get(i).end()).isEqualTo(new TtsEvent.Finished());
                assertThat(all.get(i).sound.toByteArray()).isEqualTo(Tone.of("Esta é a frase número " + i));
                worst = Math.max(worst, all.get(i).firstSoundAt - began);
            }
            sessions.forEach(TtsSession::close);
            RecognitionTest.print("20 at once, last first sound", worst);
            // what is kept: one ahead, four at most of those that have spoken
            rig.emulator
                    .traffic()
                    .await(
                            Duration.ofSeconds(Rig.PATIENCE_S),
                            t -> rig.emulator.connections().stream()
                                                    .filter(c -> c.path().contains("/websocket/"))
                                                    .count()
                                            <= 5
                                    ? true
                                    : null);
        }
    }

    @Test
    void moreThanAllowedAtOnceFailAtOnce() throws Exception {
        try (Rig rig = new Rig(Map.of("_key", "speed=1", "sessions_max", 1)).ready()) {
            Spoken first = new Spoken();
            TtsSession one = rig.tts().open(REQUEST, first);
            one.say("Esta frase demora um pouco");
            Spoken second = new Spoken();
            rig.tts().open(REQUEST, second).say("Esta não cabe mais");
            assertThat(second.failure()).contains("sessions.max");
            assertThat(first.end()).isEqualTo(new TtsEvent.Finished());
            one.close();
        }
    }

    @Test
    void nothingToSayIsSaidAtOnce() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            Spoken spoken = new Spoken();
            rig.tts().open(REQUEST, spoken).say("  ");
            assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            Spoken endless = new Spoken();
            rig.tts().open(REQUEST, endless).say("a".repeat(TtsUtterance.MAX_TEXT + 1));
            assertThat(endless.failure()).contains("4000 characters");
            assertThat(rig.emulator.traffic().syntheses()).isEmpty();
        }
    }

    @Test
    void aProviderThatIsStoppedFailsTheSentenceAndLeavesNothing() throws Exception {
        Rig rig = new Rig(Map.of("_key", "speed=1", "stop_grace_ms", 0)).ready();
        Spoken spoken = new Spoken();
        rig.tts().open(REQUEST, spoken).say("Esta frase demora um pouco mais do que se espera");
        spoken.next();
        rig.component.close();
        assertThat(spoken.failure()).contains("being stopped");
        rig.noConnections();
        rig.emulator.close();
    }

    @Test
    void theKeyOfTheCacheNamesWhatIsHeard() throws Exception {
        try (Rig rig = new Rig(Map.of("rate_percent", 10)).ready()) {
            assertThat(rig.tts().voiceKey(Rig.PORTUGUESE, "")).isEqualTo("azure/pt-BR-FranciscaNeural/10/0");
            assertThat(rig.tts().voiceKey(Rig.PORTUGUESE, "leticia")).isEqualTo("azure/pt-BR-FranciscaNeural/10/0");
            assertThat(rig.tts().voiceKey(Locale.US, "")).isEqualTo("azure/en-US-JennyNeural/10/0");
            assertThat(rig.tts().voiceKey(Locale.US, "en-US-GuyNeural")).isEqualTo("azure/en-US-GuyNeural/10/0");
        }
    }
}
