package io.ramal.speech.espeak.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Level;
import io.ramal.helper.EngineArchive;
import io.ramal.helper.EngineFolder;
import io.ramal.helper.ProcessLauncher;
import io.ramal.helper.Recorder;
import io.ramal.helper.Telephone;
import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import io.ramal.helper.wire.Wire;
import io.ramal.provider.ProviderHealth;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real engine in a real process. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class EspeakEngineTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");
    private static final Locale EN = Locale.forLanguageTag("en-US");
    private static final String SENTENCE = "Bom dia, condomínio das Flores. Qual o número do apartamento?";

    @TempDir
    Path folder;

    private EspeakEngine engine;

    @BeforeEach
    void start() throws Exception {
        engine = engine(folder);
    }

    @AfterEach
    void stop() throws Exception {
        List<ProcessHandle> alive = helpers();
        engine.close();
        for (ProcessHandle h : alive) {
            h.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void speaksPortugueseAtATelephoneLevel() throws Exception {
        say(PT, "", "Um momento.").awaitEnd();
        List<Double> latencies = new ArrayList<>();
        Recorder r = new Recorder();
        for (int i = 0; i < 20; i++) {
            r = new Recorder();
            long t = System.nanoTime();
            engine.provider().open(TtsRequest.of(PT), r).say(SENTENCE);
            latencies.add((r.awaitFirst() - t) / 1e6);
            r.awaitEnd();
        }
        latencies.sort(null);
        AudioFrame sound = r.sound();
        System.out.printf(
                Locale.ROOT,
                "eSpeak NG: first audio %.2f ms median, %.2f ms worst; %d ms of sound, %.1f dBFS, peak %d%n",
                latencies.get(10),
                latencies.get(19),
                sound.millis(),
                Level.dbfs(sound),
                peak(sound));

        assertThat(r.finished()).isTrue();
        assertThat(sound.millis()).isBetween(2500L, 6000L);
        assertThat(Level.dbfs(sound)).isBetween(-26.0, -16.0);
        assertThat(peak(sound)).isBetween(8000, Telephone.CEILING);
        // a voice: its first formants are strong, and there is something where consonants are
        double voice = band(sound, 200, 1000);
        assertThat(voice).isGreaterThan(0.3);
        assertThat(band(sound, 1000, 3400)).isGreaterThan(0.01);
        assertThat(band(sound, 3600, 4000)).isLessThan(voice / 5);
    }

    @Test
    void speaksEnglishAndVariantsAndForgivesAnUnknownVoice() throws Exception {
        AudioFrame portuguese = say(PT, "", SENTENCE).awaitEnd().sound();
        AudioFrame english = say(EN, "", SENTENCE).awaitEnd().sound();
        AudioFrame variant = say(PT, "pt-br+f3", SENTENCE).awaitEnd().sound();
        Recorder unknown = say(PT, "pt-BR-FranciscaNeural", SENTENCE).awaitEnd();
        assertThat(english).isNotEqualTo(portuguese);
        assertThat(variant).isNotEqualTo(portuguese);
        assertThat(unknown.finished()).isTrue();
        assertThat(unknown.sound()).isEqualTo(portuguese);
    }

    @Test
    void anEmptyTextIsFinishedWithoutSoundToSpeakOf() throws Exception {
        Recorder r = say(PT, "", " \n ").awaitEnd();
        assertThat(r.finished()).isTrue();
        assertThat(r.sound().millis()).isLessThan(500);
    }

    @Test
    void markupIsReadNotObeyed() throws Exception {
        Recorder plain = say(PT, "", "olá").awaitEnd();
        Recorder markup = say(PT, "", "<voice name='en-us'>olá</voice>").awaitEnd();
        assertThat(markup.finished()).isTrue();
        assertThat(markup.sound().length()).isGreaterThan(plain.sound().length());
    }

    @Test
    void fiftySessionsAtOnceEachGetTheirOwnSound() throws Exception {
        List<String> texts = new ArrayList<>();
        Map<String, AudioFrame> alone = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            String text = "Apartamento " + (100 + i * 7) + ", um momento.";
            texts.add(text);
            alone.put(text, say(i % 2 == 0 ? PT : EN, "", text).awaitEnd().sound());
        }
        Map<String, Recorder> together = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            together.put(texts.get(i), say(i % 2 == 0 ? PT : EN, "", texts.get(i)));
        }
        for (String text : texts) {
            assertThat(together.get(text).awaitEnd().sound()).as(text).isEqualTo(alone.get(text));
            assertThat(alone.get(text).millis()).isGreaterThan(500);
        }
    }

    @Test
    void aHelperKilledInMidSentenceIsReplaced() throws Exception {
        say(PT, "", "Um momento.").awaitEnd();
        long old = onlyHelper().pid();
        Recorder victim = say(PT, "", "A porta está aberta. ".repeat(90));
        victim.awaitFirst();
        ProcessHandle.of(old).orElseThrow().destroyForcibly();
        victim.awaitEnd();
        Recorder next = say(PT, "", SENTENCE).awaitEnd();
        assertThat(next.finished()).isTrue();
        assertThat(next.sound().millis()).isGreaterThan(2500);
        assertThat(onlyHelper().pid()).isNotEqualTo(old);
        assertThat(engine.provider().health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void aCancelledSentenceMakesRoomForTheNext() throws Exception {
        Recorder cancelled = new Recorder();
        try (TtsSession session = engine.provider().open(TtsRequest.of(PT), cancelled)) {
            session.say("A porta está aberta. ".repeat(90));
            cancelled.awaitFirst();
        }
        Recorder next = say(PT, "", SENTENCE).awaitEnd();
        assertThat(next.sound().millis()).isGreaterThan(2500);
        assertThat(cancelled.finished()).isFalse();
        assertThat(cancelled.failure()).isEmpty();
    }

    /** What a helper sees when the server was killed: the kernel closes the pipe. */
    @Test
    void theHelperEndsWhenItsInputDoesEvenInMidSentence() throws Exception {
        Process helper = builder().start();
        try {
            assertThat(Wire.readReply(helper.getInputStream()))
                    .isEqualTo(new Reply.Hello(
                            EngineArchive.onBoard(EspeakEngine.class).version(), ""));
            String text = "A porta está aberta. ".repeat(90);
            Wire.write(helper.getOutputStream(), new Command.Speak(1, "pt-br", "pt-br", 150, 50, text));
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
        say(PT, "", "Um momento.").awaitEnd();
        ProcessHandle helper = onlyHelper();
        assertThat(helper.destroy()).isTrue();
        assertThat(say(PT, "", SENTENCE).awaitEnd().finished()).isTrue();
        assertThat(onlyHelper().pid()).isEqualTo(helper.pid());
    }

    @Test
    void theHelperDoesNotInheritTheServersSecrets() throws Exception {
        assertThat(builder().environment().keySet())
                .isSubsetOf("LANG", "LC_ALL", "LC_CTYPE", "PATH", "LD_LIBRARY_PATH");
    }

    private ProcessBuilder builder() throws Exception {
        EngineFolder files = new EngineFolder(EngineArchive.onBoard(EspeakEngine.class), folder);
        return new ProcessLauncher(
                        EspeakSettings.ENGINE, files, platform(), new EspeakLine(java(), Optional.empty()), Thread::new)
                .builder();
    }

    @Test
    void allTheHelperNeedsIsOnBoard() throws Exception {
        Path f = new EngineFolder(EngineArchive.onBoard(EspeakEngine.class), folder).ready();
        assertThat(List.of(
                        "helper.jar",
                        "linux-x86-64/libespeak-ng.so.1",
                        "linux-x86-64/libjnidispatch.so",
                        "linux-aarch64/libespeak-ng.so.1",
                        "linux-aarch64/libjnidispatch.so",
                        "espeak-ng-data/phontab",
                        "espeak-ng-data/pt_dict",
                        "espeak-ng-data/en_dict",
                        "espeak-ng-data/lang/roa/pt-BR",
                        "espeak-ng-data/voices/!v/f3"))
                .allSatisfy(name -> assertThat(f.resolve(name)).isNotEmptyFile());
    }

    @Test
    void theUnpackedFilesServeAgain() throws Exception {
        say(PT, "", "Um momento.").awaitEnd();
        Path first = onlyFolder();
        Object key = Files.readAttributes(first, "unix:ino").get("ino");
        Files.createDirectory(folder.resolve("1.51-0123456789ab"));
        engine.close();
        engine = engine(folder);
        say(PT, "", "Um momento.").awaitEnd();
        assertThat(Files.readAttributes(first, "unix:ino").get("ino")).isEqualTo(key);

        engine.close();
        Files.delete(first.resolve("espeak-ng-data/phondata"));
        engine = engine(folder);
        assertThat(say(PT, "", "Um momento.").awaitEnd().finished()).isTrue();
        assertThat(onlyFolder()).isEqualTo(first);
        assertThat(first.resolve("espeak-ng-data/phondata")).exists();
    }

    @Test
    void rhVoiceSpeaksWhereTheSystemHasIt() throws Exception {
        String path = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).orElse("");
        Optional<RhVoiceFiles> files = RhVoiceFiles.find(RhVoiceFiles.libraryFolders(path, platform()));
        assumeTrue(files.isPresent(), "RHVoice is not installed");
        AudioFrame espeak = say(PT, "", SENTENCE).awaitEnd().sound();
        engine.close();
        engine = engine(folder, files);
        say(EN, "", "One moment.").awaitEnd();
        long t = System.nanoTime();
        Recorder r = say(PT, "", SENTENCE);
        double first = (r.awaitFirst() - t) / 1e6;
        AudioFrame sound = r.awaitEnd().sound();
        double whole = (System.nanoTime() - t) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "RHVoice: first audio %.1f ms, all %.1f ms; %d ms of sound, %.1f dBFS, peak %d%n",
                first,
                whole,
                sound.millis(),
                Level.dbfs(sound),
                peak(sound));
        assertThat(r.finished()).isTrue();
        assertThat(sound).isNotEqualTo(espeak);
        assertThat(sound.millis()).isBetween(2000L, 8000L);
        assertThat(Level.dbfs(sound)).isBetween(-30.0, -14.0);
        assertThat(say(PT, "leticia", SENTENCE).awaitEnd().sound()).isEqualTo(sound);
        assertThat(say(PT, "pt-br", SENTENCE).awaitEnd().sound()).isEqualTo(espeak);
    }

    @Test
    void anRhVoiceThatDoesNotLoadLeavesEspeak() throws Exception {
        AudioFrame espeak = say(PT, "", SENTENCE).awaitEnd().sound();
        String key = engine.provider().voiceKey(PT, "");
        engine.close();
        Path noLibrary = Files.writeString(folder.resolve("libRHVoice.so.5"), "nonsense");
        engine = engine(folder, Optional.of(new RhVoiceFiles(noLibrary, folder)));
        assertThat(say(PT, "", SENTENCE).awaitEnd().sound()).isEqualTo(espeak);
        assertThat(engine.provider().voiceKey(PT, "")).isEqualTo(key);
    }

    @Test
    void saysWhatIsWrongWhenItCannotUnpack() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (EspeakEngine broken = engine(file.resolve("below"))) {
            Recorder r = new Recorder();
            broken.provider().open(TtsRequest.of(PT), r).say("Olá.");
            assertThat(r.awaitEnd().failure()).contains("cannot be unpacked");
            assertThat(broken.provider().health().state()).isEqualTo(ProviderHealth.State.UNAVAILABLE);
            assertThat(broken.provider().health().cure()).contains("writable");
        }
    }

    private static EspeakEngine engine(Path folder) throws IOException {
        return engine(folder, Optional.empty());
    }

    private static EspeakEngine engine(Path folder, Optional<RhVoiceFiles> rhVoice) throws IOException {
        EspeakSettings settings = new EspeakSettings(150, 50, Voices.AUTO, "en-us", 1, Duration.ofSeconds(20), 64);
        return new EspeakEngine(
                settings, EngineArchive.onBoard(EspeakEngine.class), folder, java(), platform(), rhVoice);
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static String platform() {
        return ProcessLauncher.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private Recorder say(Locale language, String voice, String text) {
        Recorder r = new Recorder();
        engine.provider().open(new TtsRequest(language, voice), r).say(text);
        return r;
    }

    private Path onlyFolder() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = all.toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
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

    /** Share of the energy between two frequencies, by a plain Fourier transform of blocks of 256. */
    private static double band(AudioFrame sound, double from, double to) {
        double inside = 0;
        double all = 0;
        int n = 256;
        for (int block = 0; block + n <= sound.length(); block += n) {
            for (int k = 1; k < n / 2; k++) {
                double re = 0;
                double im = 0;
                for (int i = 0; i < n; i++) {
                    double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / n);
                    re += window * sound.sample(block + i) * Math.cos(2 * Math.PI * k * i / n);
                    im += window * sound.sample(block + i) * Math.sin(2 * Math.PI * k * i / n);
                }
                double hz = k * 8000.0 / n;
                double energy = re * re + im * im;
                all += energy;
                inside += hz >= from && hz < to ? energy : 0;
            }
        }
        return all == 0 ? 0 : inside / all;
    }
}
