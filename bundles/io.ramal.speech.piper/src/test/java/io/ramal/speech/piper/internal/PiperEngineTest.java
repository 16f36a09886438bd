package io.ramal.speech.piper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ramal.audio.AudioFrame;
import io.ramal.helper.EngineArchive;
import io.ramal.helper.EngineFolder;
import io.ramal.helper.ProcessLauncher;
import io.ramal.helper.Recorder;
import io.ramal.helper.Telephone;
import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import io.ramal.helper.wire.Wire;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderHealth.State;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real engine in a real process, with voices that sound tones: no real voice may be had by a build. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class PiperEngineTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");
    private static final Locale EN = Locale.forLanguageTag("en-US");
    private static final String SENTENCE =
            "Bom dia, condomínio das Flores. Vou chamar o apartamento 501, aguarde um momento na portaria.";
    private static final String LONG = "A porta está aberta. ".repeat(20);

    @TempDir
    Path folder;

    private final SortedMap<String, Path> voices = new TreeMap<>();
    private Path portuguese;
    private PiperEngine engine;

    @BeforeEach
    void voices() throws IOException {
        portuguese = ToneVoice.portuguese().write(folder.resolve("voices/pt.onnx"));
        voices.put("pt", portuguese);
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            List<ProcessHandle> alive = helpers();
            engine.close();
            for (ProcessHandle h : alive) {
                h.onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void speaksSoonAndInEachVoice() throws Exception {
        voices.put("en", ToneVoice.english().write(folder.resolve("voices/en.onnx")));
        start();
        say(PT, "Um momento.").awaitEnd();
        List<Double> firsts = new ArrayList<>();
        List<Double> alls = new ArrayList<>();
        Recorder r = new Recorder();
        for (int i = 0; i < 20; i++) {
            long t = System.nanoTime();
            r = say(PT, SENTENCE);
            firsts.add((r.awaitFirst() - t) / 1e6);
            r.awaitEnd();
            alls.add((System.nanoTime() - t) / 1e6);
        }
        firsts.sort(null);
        alls.sort(null);
        AudioFrame sound = r.sound();
        System.out.printf(
                Locale.ROOT,
                "Piper with a tone: first audio %.1f ms median, %.1f ms worst, all %.1f ms median; %d ms of sound%n",
                firsts.get(10),
                firsts.get(19),
                alls.get(10),
                sound.millis());
        assertThat(r.finished()).isTrue();
        assertThat(sound.millis()).isBetween(2000L, 12_000L);
        assertThat(pitch(sound)).isCloseTo(440, within(5.0));
        assertThat(peak(sound)).isBetween(18_000, Telephone.CEILING);
        assertThat(pitch(say(EN, "One moment, please.").awaitEnd().sound())).isCloseTo(1000, within(10.0));
        assertThat(engine.provider().health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void soundComesBeforeTheSentenceIsMade() throws Exception {
        slow();
        start();
        say(PT, "Um.").awaitEnd();
        long t = System.nanoTime();
        Recorder r = say(PT, LONG);
        long first = r.awaitFirst() - t;
        r.awaitEnd();
        assertThat(r.finished()).isTrue();
        // twenty clauses of equal length: a twentieth of the time, were the processor ours alone
        assertThat(first).isLessThan((System.nanoTime() - t) / 2);
    }

    @Test
    void theLengthScaleIsTheVoices() throws Exception {
        start();
        long usual = say(PT, "Um momento.").awaitEnd().sound().millis();
        engine.close();
        engine = engine(1.5);
        long slower = say(PT, "Um momento.").awaitEnd().sound().millis();
        assertThat((double) slower / usual).isCloseTo(1.5, within(0.05));
    }

    @Test
    void nothingToSayIsSaidAtOnce() throws Exception {
        start();
        for (String text : List.of("", " ", "!", "\ud83c\udfe0")) {
            Recorder r = say(PT, text).awaitEnd();
            assertThat(r.finished()).as(text).isTrue();
            assertThat(r.sound().millis()).as(text).isLessThan(1000);
        }
    }

    @Test
    void phonemesThatTheVoiceLacksAreLeftOut() throws Exception {
        Files.writeString(
                portuguese.resolveSibling("pt.onnx.json"),
                ToneVoice.portuguese().config("_^$ aeiou"));
        start();
        Recorder r = say(PT, SENTENCE).awaitEnd();
        assertThat(r.failure()).isEmpty();
        assertThat(r.sound().millis()).isGreaterThan(500);
    }

    @Test
    void aHelperKilledInMidSentenceIsReplaced() throws Exception {
        slow();
        start();
        say(PT, "Um.").awaitEnd();
        long old = onlyHelper().pid();
        Recorder victim = say(PT, LONG);
        victim.awaitFirst();
        ProcessHandle.of(old).orElseThrow().destroyForcibly();
        assertThat(victim.awaitEnd().failure()).contains("exit code 137");
        assertThat(say(PT, "Um.").awaitEnd().finished()).isTrue();
        assertThat(onlyHelper().pid()).isNotEqualTo(old);
    }

    @Test
    void aCancelledSentenceMakesRoomForTheNext() throws Exception {
        slow();
        start();
        Recorder whole = say(PT, LONG).awaitEnd();
        Recorder cancelled = new Recorder();
        try (TtsSession session = engine.provider().open(TtsRequest.of(PT), cancelled)) {
            session.say(LONG);
            cancelled.awaitFirst();
        }
        assertThat(say(PT, "Um.").awaitEnd().finished()).isTrue();
        assertThat(cancelled.finished()).isFalse();
        assertThat(cancelled.failure()).isEmpty();
        assertThat(cancelled.sound().length()).isLessThan(whole.sound().length());
    }

    /** What a helper sees when the server was killed: the kernel closes the pipe. */
    @Test
    void theHelperEndsWhenItsInputDoesEvenInMidSentence() throws Exception {
        slow();
        Process helper = builder().start();
        try {
            assertThat(Wire.readReply(helper.getInputStream())).isEqualTo(new Reply.Hello("1.2.0", ""));
            Wire.write(helper.getOutputStream(), new Command.Speak(1, "pt", "pt", 0, 50, LONG));
            assertThat(Wire.readReply(helper.getInputStream())).isInstanceOf(Reply.Audio.class);
            helper.getOutputStream().close();
            assertThat(helper.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(helper.exitValue()).isZero();
        } finally {
            helper.destroyForcibly();
        }
    }

    /** A service manager's stop reaches the helper too, while calls are still being drained. */
    @Test
    void theHelperOutlivesAPoliteStop() throws Exception {
        start();
        say(PT, "Um momento.").awaitEnd();
        ProcessHandle helper = onlyHelper();
        assertThat(helper.destroy()).isTrue();
        assertThat(say(PT, SENTENCE).awaitEnd().finished()).isTrue();
        assertThat(onlyHelper().pid()).isEqualTo(helper.pid());
    }

    @Test
    void theHelperDoesNotInheritTheServersSecrets() throws Exception {
        assertThat(builder().environment().keySet())
                .isSubsetOf("LANG", "LC_ALL", "LC_CTYPE", "PATH", "LD_LIBRARY_PATH");
    }

    @Test
    void aVoiceThatIsPutThereIsFound() throws Exception {
        Path elsewhere = folder.resolve("elsewhere.onnx");
        Files.move(portuguese, elsewhere);
        start();
        assertThat(say(PT, "Um momento.").awaitEnd().failure()).contains(portuguese.toString());
        assertThat(engine.provider().health().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(engine.provider().health().reason()).contains(portuguese.toString());
        assertThat(engine.provider().health().cure()).contains("rhasspy/piper-voices");
        Files.move(elsewhere, portuguese);
        engine.close();
        start();
        assertThat(say(PT, "Um momento.").awaitEnd().finished()).isTrue();
    }

    @Test
    void aGarbageModelIsNamed() throws Exception {
        Files.writeString(portuguese, "version https://git-lfs.github.com/spec/v1");
        start();
        assertThat(say(PT, "Um momento.").awaitEnd().failure())
                .contains("Piper cannot load the voice " + portuguese)
                .contains("Protobuf parsing failed");
        assertThat(engine.provider().health().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(engine.provider().health().cure()).contains("fetch the voice anew");
    }

    @Test
    void saysWhatIsWrongWhenItCannotUnpack() throws Exception {
        Path file = Files.createFile(folder.resolve("engines"));
        start();
        assertThat(say(PT, "Olá.").awaitEnd().failure()).contains("Piper cannot be unpacked");
        assertThat(file).isEmptyFile();
    }

    private void slow() throws IOException {
        ToneVoice.portuguese().slow().write(portuguese);
    }

    private void start() throws IOException {
        engine = engine(1);
    }

    private PiperEngine engine(double scale) throws IOException {
        return new PiperEngine(
                settings(scale),
                EngineArchive.onBoard(PiperEngine.class),
                folder.resolve("engines"),
                java(),
                platform());
    }

    private PiperSettings settings(double scale) {
        return new PiperSettings(voices, scale, 1, Duration.ofSeconds(30), 64);
    }

    private ProcessBuilder builder() throws Exception {
        EngineFolder files = new EngineFolder(EngineArchive.onBoard(PiperEngine.class), folder.resolve("engines"));
        PiperLine line = new PiperLine(java(), new Voices(settings(1), "1.2.0"));
        return new ProcessLauncher(PiperSettings.ENGINE, files, platform(), line, Thread::new).builder();
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static String platform() {
        return ProcessLauncher.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private Recorder say(Locale language, String text) {
        Recorder r = new Recorder();
        engine.provider().open(TtsRequest.of(language), r).say(text);
        return r;
    }

    private List<ProcessHandle> helpers() {
        return ProcessHandle.current()
                .children()
                .filter(h -> h.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }

    private ProcessHandle onlyHelper() {
        assertThat(helpers()).hasSize(1);
        return helpers().get(0);
    }

    private static int peak(AudioFrame sound) {
        int peak = 0;
        for (int i = 0; i < sound.length(); i++) {
            peak = Math.max(peak, Math.abs(sound.sample(i)));
        }
        return peak;
    }

    /** From the zero crossings of the half second after the first tenth. */
    private static double pitch(AudioFrame sound) {
        int crossings = 0;
        for (int i = 801; i <= 4800; i++) {
            crossings += sound.sample(i - 1) < 0 != sound.sample(i) < 0 ? 1 : 0;
        }
        return crossings;
    }
}
