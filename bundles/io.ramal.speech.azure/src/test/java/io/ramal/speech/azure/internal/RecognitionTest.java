package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.ramal.emulators.azure.Recognition;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Speech to text on the real SDK. */
@Timeout(90)
class RecognitionTest {
    @Test
    void wordsComeWhileTheCallerSpeaksAndTheTextWhenTheyHaveDone() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            rig.emulator.recognise("apartamento cento e um", "bloco B");
            Heard heard = new Heard();
            try (SttSession session = rig.stt().open(Rig.request(), heard)) {
                long began = System.nanoTime();
                Heard.say(session, Rig.speech(1.2, 0.8));
                Heard.say(session, Rig.speech(0.6, 0.2));
                Heard.Mark first = heard.next();
                session.finish();
                long finished = System.nanoTime();
                Heard.Mark end = heard.end();
                assertThat(end.event()).isEqualTo(new SttEvent.Final("apartamento cento e um bloco B", 0.93));
                assertThat(first.event()).isEqualTo(new SttEvent.Partial("apartamento"));
                assertThat(heard.partials)
                        .contains(new SttEvent.Partial("apartamento cento e um"))
                        .contains(new SttEvent.Partial("apartamento cento e um bloco b"));
                print("first partial", first.nanos() - began);
                print("text after the end", end.nanos() - finished);
            }
            assertThat(rig.stt().info().capabilities())
                    .containsExactlyInAnyOrder(Capability.PARTIALS, Capability.HINTS);
        }
    }

    @Test
    void hintsLanguageAndPrivacyAreOnTheWireOfAConnectionMadeAhead() throws Exception {
        try (Rig rig = new Rig(Map.of("stt_endpoint_id", "4711-model", "segmentation_silence_ms", 450)).ready()) {
            Heard heard = new Heard();
            List<String> names = List.of("Maria Aparecida", "bloco B", "Maria Aparecida");
            SttRequest request = new SttRequest(
                    java.util.UUID.randomUUID(),
                    io.ramal.call.LegRole.RESIDENT,
                    Rig.PORTUGUESE,
                    names,
                    List.of("sim", "não"));
            try (SttSession session = rig.stt().open(request, heard)) {
                Heard.say(session, Rig.speech(0.5, 0.1));
                session.finish();
                assertThat(heard.text().text()).isNotEmpty();
            }
            Recognition turn = rig.emulator.traffic().recognitions().get(0);
            assertThat(turn.connection()).isSameAs(connectedAhead(rig));
            assertThat(turn.phrases()).containsExactly("Maria Aparecida", "bloco B");
            assertThat(turn.language()).isEqualTo("pt-BR");
            assertThat(turn.sampleRate()).isEqualTo(8000);
            assertThat(turn.bytes()).isEqualTo(Rig.speech(0.5, 0.1).size() * 320L);
            assertThat(turn.connection().query())
                    .contains("storeAudio=false", "language=pt-BR", "format=detailed", "cid=4711-model")
                    .contains("stableIntermediateThreshold=3");
            assertThat(turn.connection().header("Ocp-Apim-Subscription-Key")).isEqualTo("a-key");
            assertThat(turn.context()).contains("\"segmentationSilenceTimeoutMs\":450");
            assertThat(JsonParser.parseString(turn.connection().config())
                            .getAsJsonObject()
                            .getAsJsonObject("context")
                            .getAsJsonObject("audio")
                            .getAsJsonObject("source")
                            .get("samplerate")
                            .getAsString())
                    .isEqualTo("8000");
        }
    }

    /** The first upgrade on the path of recognition: the component has asked for it before any session did. */
    private static Object connectedAhead(Rig rig) {
        return rig.emulator.traffic().connections().stream()
                .filter(c -> c.path().contains("/speech/recognition/"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSoundArrivesAsItWas() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            Heard heard = new Heard();
            try (SttSession session = rig.stt().open(Rig.request(), heard)) {
                Heard.say(session, Rig.speech(2, 0.3));
                session.finish();
                heard.text();
            }
            java.io.ByteArrayOutputStream sent = new java.io.ByteArrayOutputStream();
            Rig.speech(2, 0.3).forEach(f -> sent.writeBytes(f.toLittleEndian()));
            assertThat(rig.emulator.traffic().recognitions().get(0).audio()).isEqualTo(sent.toByteArray());
        }
    }

    @Test
    void everyUtteranceFindsAConnectionMadeAheadAndLeavesNoneBehind() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            for (int i = 0; i < 5; i++) {
                rig.emulator
                        .traffic()
                        .await(
                                Duration.ofSeconds(Rig.PATIENCE_S),
                                t -> open(rig, "/speech/recognition/") == 1 ? true : null);
                Heard heard = new Heard();
                try (SttSession session = rig.stt().open(Rig.request(), heard)) {
                    Heard.say(session, Rig.speech(0.4, 0));
                    session.finish();
                    heard.text();
                }
            }
            assertThat(rig.emulator.traffic().recognitions()).hasSize(5);
            assertThat(rig.emulator.traffic().recognitions().stream()
                            .map(Recognition::connection)
                            .distinct())
                    .hasSize(5);
            rig.emulator
                    .traffic()
                    .await(
                            Duration.ofSeconds(Rig.PATIENCE_S),
                            t -> open(rig, "/speech/recognition/") <= 1 ? true : null);
        }
    }

    private static long open(Rig rig, String path) {
        return rig.emulator.connections().stream()
                .filter(c -> c.path().contains(path))
                .count();
    }

    @Test
    void anotherLanguageIsRecognisedToo() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            Heard heard = new Heard();
            SttRequest english = new SttRequest(
                    java.util.UUID.randomUUID(), io.ramal.call.LegRole.VISITOR, java.util.Locale.ENGLISH, List.of());
            try (SttSession session = rig.stt().open(english, heard)) {
                Heard.say(session, Rig.speech(0.4, 0));
                session.finish();
                heard.text();
            }
            assertThat(rig.emulator.traffic().recognitions().get(0).language()).isEqualTo("en-US");
        }
    }

    @Test
    void silenceAndNothingAtAllAreNoWords() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            Heard silence = new Heard();
            try (SttSession session = rig.stt().open(Rig.request(), silence)) {
                Heard.say(session, Rig.speech(0, 1));
                session.finish();
                assertThat(silence.end().event()).isEqualTo(new SttEvent.Final("", 0));
            }
            Heard nothing = new Heard();
            try (SttSession session = rig.stt().open(Rig.request(), nothing)) {
                session.finish();
                assertThat(nothing.end().event()).isEqualTo(new SttEvent.Final("", 0));
            }
        }
    }

    @Test
    void aLongUtteranceHeardAgainAfterAnotherProviderFailedIsNotHeldBack() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            Heard heard = new Heard();
            try (SttSession session = rig.stt().open(Rig.request(), heard)) {
                long began = System.nanoTime();
                Heard.say(session, Rig.speech(20, 0.2));
                session.finish();
                Heard.Mark end = heard.end();
                assertThat(end.event()).isInstanceOf(SttEvent.Final.class);
                print("text of 20 s sent at once", end.nanos() - began);
            }
        }
    }

    @Test
    void nothingIsHeardOfWhatIsGivenUp() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            Heard heard = new Heard();
            SttSession session = rig.stt().open(Rig.request(), heard);
            Heard.say(session, Rig.speech(1, 0));
            heard.next();
            session.cancel();
            session.finish();
            session.close();
            // the recogniser is freed: its connection ends, and with it all it could tell
            Recognition turn = rig.emulator.traffic().recognitions().get(0);
            rig.emulator
                    .traffic()
                    .await(
                            Duration.ofSeconds(Rig.PATIENCE_S),
                            t -> turn.connection().closed() ? true : null);
            while (!heard.nothing()) {
                assertThat(heard.next().event()).isInstanceOf(SttEvent.Partial.class);
            }
        }
    }

    @Test
    void twentyCallersAreUnderstoodAtOnce() throws Exception {
        try (Rig rig = new Rig(Map.of("stt_spare", 2)).ready()) {
            List<SttSession> sessions = new ArrayList<>();
            List<Heard> all = new ArrayList<>();
            Set<String> texts = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                texts.add("apartamento " + (100 + i));
                rig.emulator.recognise("apartamento " + (100 + i));
                all.add(new Heard());
            }
            for (Heard heard : all) {
                sessions.add(rig.stt().open(Rig.request(), heard));
            }
            List<io.ramal.audio.AudioFrame> frames = Rig.speech(1.5, 0.2);
            frames.forEach(f -> sessions.forEach(s -> s.accept(f)));
            long finished = System.nanoTime();
            sessions.forEach(SttSession::finish);
            long last = 0;
            Set<String> understood = new HashSet<>();
            for (Heard heard : all) {
                Heard.Mark end = heard.end();
                assertThat(end.event()).isInstanceOf(SttEvent.Final.class);
                understood.add(((SttEvent.Final) end.event()).text());
                last = Math.max(last, end.nanos());
            }
            sessions.forEach(SttSession::close);
            assertThat(understood).isEqualTo(texts);
            print("20 at once, last text after the end", last - finished);
        }
    }

    @Test
    void aProviderThatIsStoppedFailsWhatIsOpenAndLeavesNothing() throws Exception {
        Set<Thread> before = ours();
        Rig rig = new Rig(Map.of("stop_grace_ms", 0)).ready();
        io.ramal.stt.SttProvider stt = rig.stt();
        Heard heard = new Heard();
        SttSession session = stt.open(Rig.request(), heard);
        Heard.say(session, Rig.speech(1, 0));
        heard.next();
        rig.component.close();
        assertThat(heard.failure()).contains("being stopped");
        assertThat(rig.services).isEmpty();
        rig.noConnections();
        Heard late = new Heard();
        stt.open(Rig.request(), late).finish();
        assertThat(late.failure()).contains("being stopped");
        assertThat(ours()).isSubsetOf(before);

        try (Rig again = new Rig(rig.emulator, Map.of()).ready()) {
            Heard once = new Heard();
            try (SttSession next = again.stt().open(Rig.request(), once)) {
                Heard.say(next, Rig.speech(0.5, 0));
                next.finish();
                assertThat(once.text().text()).isNotEmpty();
            }
        }
    }

    @Test
    void aProviderThatIsStoppedLetsAnUtteranceEnd() throws Exception {
        try (Rig rig = new Rig(Map.of("stop_grace_ms", 30_000)).ready()) {
            Heard heard = new Heard();
            SttSession session = rig.stt().open(Rig.request(), heard);
            Heard.say(session, Rig.speech(0.5, 0));
            Thread stopping = new Thread(rig.component::close);
            stopping.start();
            session.finish();
            assertThat(heard.text().text()).isNotEmpty();
            stopping.join(Rig.PATIENCE_S * 1000);
            assertThat(stopping.isAlive()).isFalse();
        }
    }

    private static Set<Thread> ours() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(t -> !t.getName().startsWith("ramal-azure-") || !t.isAlive());
        return threads;
    }

    @Test
    void theFirstConnectionTellsThatTheServiceIsThere() throws Exception {
        try (Rig rig = new Rig(Map.of())) {
            assertThat(Rig.await(rig.stt(), ProviderHealth.State.READY)).isEqualTo(ProviderHealth.READY);
            assertThat(rig.emulator.traffic().recognitions()).isEmpty();
        }
    }

    static void print(String what, long nanos) {
        System.out.printf("AZURE %s: %.1f ms%n", what, nanos / 1e6);
    }
}
