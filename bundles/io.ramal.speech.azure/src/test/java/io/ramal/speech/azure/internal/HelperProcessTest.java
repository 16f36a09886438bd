package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.emulators.azure.AzureEmulator;
import io.ramal.emulators.azure.Tone;
import io.ramal.provider.ProviderHealth;
import io.ramal.speech.azure.wire.Command;
import io.ramal.speech.azure.wire.Reply;
import io.ramal.speech.azure.wire.Setup;
import io.ramal.speech.azure.wire.Wire;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttSession;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The helper process as the system sees it: killed, left alone, looked into. */
@Timeout(120)
class HelperProcessTest {
    private static final TtsRequest REQUEST = TtsRequest.of(Rig.PORTUGUESE);

    /** The one that lives. */
    private static ProcessHandle helper() {
        assertThat(Rig.helpers()).hasSize(1);
        return Rig.helpers().get(0);
    }

    private static void kill() throws Exception {
        ProcessHandle helper = helper();
        helper.destroyForcibly();
        helper.onExit().get(Rig.PATIENCE_S, TimeUnit.SECONDS);
    }

    private static String text(Rig rig) throws Exception {
        Heard heard = new Heard();
        try (SttSession session = rig.stt().open(Rig.request(), heard)) {
            Heard.say(session, Rig.speech(0.5, 0));
            session.finish();
            return heard.text().text();
        }
    }

    /** The text of an utterance, or of the one after it where the helper died in it. */
    private static String served(Rig rig) throws Exception {
        Heard heard = new Heard();
        try (SttSession session = rig.stt().open(Rig.request(), heard)) {
            Heard.say(session, Rig.speech(0.5, 0));
            session.finish();
            if (heard.end().event() instanceof SttEvent.Final text) {
                return text.text();
            }
        }
        return text(rig);
    }

    private static byte[] sound(Rig rig, String text) throws Exception {
        Spoken spoken = new Spoken();
        try (TtsSession session = rig.tts().open(REQUEST, spoken)) {
            session.say(text);
            assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
        }
        return spoken.sound.toByteArray();
    }

    @Test
    void oneThatDiesCostsTheUtteranceOfThatMomentAndNothingElse() throws Exception {
        try (Rig rig = new Rig(Map.of("stt_timeout_ms", 10_000)).ready()) {
            Heard heard = new Heard();
            try (SttSession session = rig.stt().open(Rig.request(), heard)) {
                Heard.say(session, Rig.speech(1, 0));
                heard.next();
                kill();
                long killed = System.nanoTime();
                assertThat(heard.failure()).contains("the speech helper ended (exit code 137)");
                rig.emulator.recognise("bom dia");
                assertThat(text(rig)).isEqualTo("bom dia");
                RecognitionTest.print(
                        "from the helper's death to the text of the next utterance", System.nanoTime() - killed);
            }
            assertThat(rig.stt().health()).isEqualTo(ProviderHealth.READY);
            assertThat(rig.tts().health()).isEqualTo(ProviderHealth.READY);
            assertThat(sound(rig, "Bom dia")).isEqualTo(Tone.of("Bom dia"));
        }
    }

    @Test
    void oneThatDiesInASentenceEndsThatSentence() throws Exception {
        try (Rig rig = new Rig(Map.of("_key", "speed=1", "tts_timeout_ms", 10_000)).ready()) {
            Spoken spoken = new Spoken();
            rig.tts().open(REQUEST, spoken).say("Este texto é longo, e ninguém vai ouvir dele mais do que um pouco");
            spoken.next();
            kill();
            assertThat(spoken.failure()).contains("the speech helper ended");
            assertThat(sound(rig, "Pois não")).isEqualTo(Tone.of("Pois não"));
        }
    }

    @Test
    void aSentenceOfWhichNothingWasHeardIsSpokenByTheNext() throws Exception {
        try (Rig rig = new Rig(Map.of("_key", "firstMs=700", "tts_timeout_ms", 10_000)).ready()) {
            Spoken spoken = new Spoken();
            try (TtsSession session = rig.tts().open(REQUEST, spoken)) {
                session.say("Bom dia");
                rig.emulator
                        .traffic()
                        .await(
                                Duration.ofSeconds(Rig.PATIENCE_S),
                                t -> t.syntheses().isEmpty() ? null : true);
                kill();
                assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
            }
            assertThat(spoken.sound.toByteArray()).isEqualTo(Tone.of("Bom dia"));
            assertThat(rig.emulator.traffic().syntheses()).hasSize(2);
        }
    }

    @Test
    void aSpareIsConnectedAgainBeforeAnybodyAsks() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            long before = rig.emulator.traffic().connections().size();
            kill();
            long killed = System.nanoTime();
            rig.emulator
                    .traffic()
                    .await(
                            Duration.ofSeconds(Rig.PATIENCE_S),
                            t -> t.connections().size() >= before + 2 ? true : null);
            RecognitionTest.print("from the helper's death to both connections ahead", System.nanoTime() - killed);
            assertThat(rig.stt().health()).isEqualTo(ProviderHealth.READY);
        }
    }

    @Test
    void whatTheSystemSaysToStopItDoesNotHear() throws Exception {
        try (Rig rig = new Rig(Map.of()).ready()) {
            ProcessHandle before = helper();
            before.destroy();
            assertThat(text(rig)).isNotEmpty();
            assertThat(helper()).isEqualTo(before);
        }
        assertThat(Rig.helpers()).isEmpty();
    }

    @Test
    void aJavaThatIsNotThereIsToldWithItsCure() throws Exception {
        try (Rig rig = new Rig(AzureEmulator.start(), Map.of(), Rig.helper(Path.of("/nowhere/bin/java")))) {
            ProviderHealth health = Rig.await(rig.stt(), ProviderHealth.State.UNAVAILABLE);
            assertThat(health.reason()).contains("/nowhere/bin/java");
            assertThat(health.cure()).contains("Java");
            assertThat(Rig.await(rig.tts(), ProviderHealth.State.UNAVAILABLE)).isEqualTo(health);
            Heard heard = new Heard();
            rig.stt().open(Rig.request(), heard);
            assertThat(heard.failure()).contains("/nowhere/bin/java");
        }
    }

    @Test
    void noSecretIsSeenFromOutside() throws Exception {
        Map<String, Object> settings =
                Map.of("_key", "the-secret-key", "_proxy_password", "the-secret-password", "proxy_user", "ramal");
        try (Rig rig = new Rig(settings).ready()) {
            Path proc = Path.of("/proc/" + helper().pid());
            String environment = Files.readString(proc.resolve("environ"), StandardCharsets.ISO_8859_1);
            assertThat(Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                            + environment
                            + helper().info().commandLine())
                    .contains("HelperMain")
                    .doesNotContain("the-secret-");
            List<String> allowed = new ArrayList<>(AzureLine.ENVIRONMENT);
            // what a shell sets by itself is no secret
            allowed.addAll(
                    List.of("LANG", "LC_ALL", "LC_CTYPE", "PATH", "LD_LIBRARY_PATH", "PWD", "OLDPWD", "SHLVL", "_"));
            assertThat(environment.split("\0"))
                    .allSatisfy(v -> assertThat(allowed).contains(v.split("=")[0]));
        }
    }

    @Test
    void librariesOfKilledOnesDoNotPileUp() throws Exception {
        try (Rig rig = new Rig(Map.of("tts_timeout_ms", 10_000)).ready()) {
            for (int i = 0; i < 3; i++) {
                kill();
                assertThat(sound(rig, "Bom dia")).isNotEmpty();
            }
            try (Stream<Path> left = Files.list(Path.of("target/helper/tmp"))) {
                assertThat(left.filter(p -> p.getFileName().toString().startsWith("speech-sdk-native")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void oneThatCrashesLeavesOneFileAndNoCore() throws Exception {
        Path trace = Path.of("target/helper/crash.log");
        Files.deleteIfExists(trace);
        try (Rig rig = new Rig(Map.of("stt_timeout_ms", 10_000)).ready()) {
            Heard heard = new Heard();
            try (SttSession session = rig.stt().open(Rig.request(), heard)) {
                Heard.say(session, Rig.speech(1, 0));
                heard.next();
                Process crash = new ProcessBuilder("/bin/sh", "-c", "kill -SEGV " + helper().pid()).start();
                assertThat(crash.waitFor()).isZero();
                assertThat(heard.failure()).contains("the speech helper ended (exit code 1)");
            }
            assertThat(trace).content().contains("SIGSEGV").doesNotContain("a-key");
            try (Stream<Path> left = Stream.concat(Files.list(Path.of("")), Files.walk(Path.of("target/helper")))) {
                assertThat(left.map(p -> p.getFileName().toString()))
                        .noneMatch(n -> n.startsWith("core") || n.contains("hs_err"));
            }
            assertThat(text(rig)).isNotEmpty();
        }
    }

    private static Process started() throws Exception {
        return Rig.HELPER
                .builder()
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void greet(Process process) throws Exception {
        OutputStream in = process.getOutputStream();
        in.write(Wire.bytes(setup()));
        in.flush();
        assertThat(Wire.readReply(process.getInputStream())).isEqualTo(new Reply.Hello());
    }

    @Test
    void oneWhoseServerIsGoneEnds() throws Exception {
        Rig.needSsl();
        Process process = started();
        OutputStream in = process.getOutputStream();
        greet(process);
        in.write(Wire.bytes(new Command.OpenSynthesizer(1)));
        in.close();
        assertThat(Wire.readReply(process.getInputStream())).isEqualTo(new Reply.Closed(1));
        assertThat(process.waitFor(Rig.PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void oneThatIsNotListenedToEnds() throws Exception {
        Rig.needSsl();
        Process process = started();
        OutputStream in = process.getOutputStream();
        greet(process);
        process.getInputStream().close();
        in.write(Wire.bytes(new Command.Ping(1)));
        in.flush();
        assertThat(process.waitFor(Rig.PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneThatIsToldNonsenseEnds() throws Exception {
        Rig.needSsl();
        Process process = started();
        OutputStream in = process.getOutputStream();
        in.write("nonsense, and more of it".getBytes(StandardCharsets.US_ASCII));
        in.flush();
        assertThat(process.waitFor(Rig.PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    private static Setup setup() {
        return new Setup("", "", "", "ws://127.0.0.1:9", "ws://127.0.0.1:9", "", 0, "", "", "", 500, 3, 2600);
    }

    @Test
    void noMoreWaitsForTheHelperThanIsAllowed() throws Exception {
        ProcessLink link = new ProcessLink(Rig.HELPER, new Ignored(), Thread::new);
        byte[] message = new byte[1 << 20];
        for (int i = 0; i < ProcessLink.MAX_WAITING >> 20; i++) {
            assertThat(link.send(message, false)).isTrue();
        }
        assertThat(link.send(new byte[1], false)).isFalse();
        assertThat(link.send(new byte[1], true)).isTrue();
        assertThat(link.send(new byte[1], false)).isFalse();
    }

    /** Nobody. */
    private static final class Ignored implements Link.Listener {
        @Override
        public void reply(Reply reply) {}

        @Override
        public void ended(String reason) {}
    }

    @Test
    void fiftyCallersFitIntoOne() throws Exception {
        try (Rig rig = new Rig(Map.of("stt_timeout_ms", 10_000)).ready()) {
            System.out.printf("AZURE memory of the helper, idle: %d MB%n", megabytes());
            List<SttSession> sessions = new ArrayList<>();
            List<Heard> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Heard heard = new Heard();
                all.add(heard);
                sessions.add(rig.stt().open(Rig.request(), heard));
            }
            sessions.forEach(s -> Heard.say(s, Rig.speech(2, 0.2)));
            for (Heard heard : all) {
                heard.next();
            }
            System.out.printf("AZURE memory of the helper, 50 recognisers: %d MB%n", megabytes());
            sessions.forEach(SttSession::finish);
            for (Heard heard : all) {
                heard.text();
            }
            sessions.forEach(SttSession::close);
        }
    }

    private static long megabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + helper().pid() + "/status")).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /**
     * What SDK 1.50.0 has been seen to die of: recognisers of a silent service are being closed, and their connections are
     * reset meanwhile. {@code -Dazure.rounds=25} for as many rounds as that took.
     */
    @Test
    @Timeout(600)
    void resetsWhileSilentRecognisersAreClosedHarmNobodyElse() throws Exception {
        // the emulator remembers 200 recognitions, four of a round
        int rounds = Math.min(45, Integer.getInteger("azure.rounds", 4));
        Random random = new Random(7);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Map<String, Object> settings = Map.of("stt_spare", 0, "tts_spare", 0, "stt_timeout_ms", 20_000);
        try (Rig rig = new Rig(settings).ready()) {
            int deaths = 0;
            ProcessHandle last = helper();
            for (int i = 0; i < rounds; i++) {
                rig.emulator.scenario("role=stt;silentAt=0");
                int before = rig.emulator.traffic().recognitions().size();
                List<SttSession> sessions = new ArrayList<>();
                for (int n = 0; n < 3; n++) {
                    SttSession session = rig.stt().open(Rig.request(), new Heard());
                    Heard.say(session, Rig.speech(1, 0));
                    sessions.add(session);
                }
                rig.emulator
                        .traffic()
                        .await(
                                Duration.ofSeconds(Rig.PATIENCE_S),
                                t -> t.recognitions().size() >= before + 3 ? true : null);
                sessions.forEach(SttSession::close);
                timer.schedule(rig.emulator::reset, random.nextInt(2500), TimeUnit.MILLISECONDS)
                        .get();
                List<ProcessHandle> now = Rig.helpers();
                if (!now.contains(last)) {
                    deaths++;
                }
                rig.emulator.scenario(null);
                assertThat(served(rig)).isNotEmpty();
                last = helper();
            }
            System.out.printf("AZURE the helper died %d times in %d rounds%n", deaths, rounds);
        } finally {
            timer.shutdownNow();
        }
    }
}
