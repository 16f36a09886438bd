package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import io.ramal.testkit.Utterances;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real library. With a model named by the property or environment variable {@code RAMAL_TEST_VOSK_EN} also how it
 * behaves; how well it understands is for the integration tests.
 */
class VoskEngineTest {
    private static final String MODEL = "RAMAL_TEST_VOSK_EN";

    @TempDir
    Path folder;

    @Test
    void survivesFoldersThatAreNoModel() throws Exception {
        assumeLibrary();
        VoskEngine engine = new VoskEngine();
        Files.createDirectories(folder.resolve("am"));
        Files.writeString(folder.resolve("am/final.mdl"), "not a model");

        for (Path bad : List.of(
                folder,
                folder.resolve("none"),
                Files.createDirectory(folder.resolve("empty")),
                FakeEngine.model(folder.resolve("text")))) {
            assertThatThrownBy(() -> engine.load(bad))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Vosk refuses the model at " + bad);
        }
    }

    @Test
    void aModelWithADamagedGraphIsRefused() throws Exception {
        Path good = model();
        Path bad = folder.resolve("bad");
        copy(good, bad);
        for (String f : List.of("graph/HCLr.fst", "graph/HCLG.fst", "HCLr.fst", "HCLG.fst")) {
            if (Files.exists(bad.resolve(f))) {
                Files.writeString(bad.resolve(f), "gone");
            }
        }
        assertThatThrownBy(() -> new VoskEngine().load(bad)).isInstanceOf(IOException.class);
    }

    @Test
    void understandsNothingInSilenceAndNoiseAndEndsWhenCancelled() throws Exception {
        try (Stand stand = new Stand(model())) {
            assertThat(stand.hear(silence(3))).isEqualTo(new SttEvent.Final("", 0));
            assertThat(stand.hear(noise(3, 300))).isInstanceOf(SttEvent.Final.class);
            LinkedBlockingQueue<SttEvent> events = new LinkedBlockingQueue<>();
            SttSession session = stand.provider.open(VoskSessionTest.request(), events::add);
            for (AudioFrame f : noise(4, 8000)) {
                session.accept(f);
            }
            session.cancel();
            assertThat(stand.provider.awaitIdle(TimeUnit.SECONDS.toNanos(30))).isTrue();
            session.close();
        }
    }

    @Test
    void aGrammarConfirmsAnAnswerAndDoubtsWhatIsNone() throws Exception {
        try (Stand stand = new Stand(model())) {
            List<String> answers = List.of("yes", "yeah", "no", "one", "two", "three");
            SttEvent.Final yes = stand.hearAnswer(Utterances.YES.frames(), answers);
            SttEvent.Final no = stand.hearAnswer(Utterances.NO.frames(), answers);
            SttEvent.Final stranger = stand.hearAnswer(Utterances.STRANGER.frames(), answers);
            SttEvent.Final strangerUnchecked = stand.hearAnswer(Utterances.STRANGER.frames(), List.of());

            assertThat(yes.text()).isEqualTo("yeah");
            assertThat(yes.confidence()).isGreaterThan(0.6);
            assertThat(no.text()).isEqualTo("no");
            assertThat(no.confidence()).isGreaterThan(0.6);
            System.out.println("stranger: " + strangerUnchecked + ", checked " + stranger);
            assertThat(stranger.text()).isEqualTo(strangerUnchecked.text());
            // how sure the engine is of it varies from run to run; that a grammar never raises it is tested without an
            // engine
            assertThat(answers).doesNotContain(stranger.text());
        }
    }

    @Test
    void noiseIsNoAnswerWhateverTheGrammarMakesOfIt() throws Exception {
        try (Stand stand = new Stand(model())) {
            for (int amplitude : new int[] {100, 1000, 8000}) {
                SttEvent.Final heard = stand.hearAnswer(noise(3, amplitude), List.of("yes", "yeah", "no"));
                assertThat(heard.text().isEmpty() || heard.confidence() <= Answers.UNCONFIRMED)
                        .as("%s", heard)
                        .isTrue();
            }
        }
    }

    @Test
    void aGrammarCostsLittleBesideTheOpenRecogniser() throws Exception {
        try (Stand stand = new Stand(model())) {
            List<String> answers = List.of("yes", "yeah", "no", "one", "two", "three");
            List<AudioFrame> sound = Utterances.DELIVERY.frames();
            stand.hearAnswer(sound, answers);
            long start = processorTime();
            stand.hearAnswer(sound, List.of());
            long open = processorTime() - start;
            stand.hearAnswer(sound, answers);
            long both = processorTime() - start - open;
            double seconds = 1.0 * sound.size() * AudioFrame.SAMPLES / AudioFrame.SAMPLE_RATE;
            System.out.printf(
                    "Vosk, processor time per second of sound: open %.2f, with a grammar of answers %.2f%n",
                    open / 1e9 / seconds, both / 1e9 / seconds);
            assertThat(both).isLessThan(2 * open);
        }
    }

    @Test
    void twentyCallersAtOnce() throws Exception {
        try (Stand stand = new Stand(model())) {
            LinkedBlockingQueue<SttEvent> finals = new LinkedBlockingQueue<>();
            List<SttSession> sessions = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sessions.add(stand.provider.open(VoskSessionTest.request(), e -> {
                    if (!(e instanceof SttEvent.Partial)) {
                        finals.add(e);
                    }
                }));
            }
            for (AudioFrame f : noise(1, 2000)) {
                sessions.forEach(s -> s.accept(f));
            }
            sessions.forEach(SttSession::finish);
            for (int i = 0; i < 20; i++) {
                assertThat(finals.poll(60, TimeUnit.SECONDS)).isInstanceOf(SttEvent.Final.class);
            }
            sessions.forEach(SttSession::close);
        }
    }

    @Test
    void memoryLevelsOff() throws Exception {
        try (Stand stand = new Stand(model())) {
            for (int i = 0; i < 50; i++) {
                stand.hear(noise(1, 2000));
            }
            long warm = residentMegabytes();
            for (int i = 0; i < 150; i++) {
                stand.hear(noise(1, 2000));
            }
            long after = residentMegabytes();
            System.out.println("memory after 50 utterances " + warm + " MB, after 200 " + after + " MB");
            assertThat(after - warm).isLessThan(60);
        }
    }

    private static Path model() {
        assumeLibrary();
        String path = System.getProperty(MODEL, System.getenv(MODEL));
        assumeTrue(path != null && !path.isEmpty(), MODEL + " names no model: the real engine is not tried");
        return Path.of(path);
    }

    private static void assumeLibrary() {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(os.equals("Linux amd64"), "there is no Vosk library on board for " + os);
    }

    private static List<AudioFrame> silence(int seconds) {
        return java.util.Collections.nCopies(seconds * 50, AudioFrame.SILENCE);
    }

    private static List<AudioFrame> noise(int seconds, int amplitude) {
        Random random = new Random(11);
        List<AudioFrame> frames = new ArrayList<>();
        for (int i = 0; i < seconds * 50; i++) {
            short[] s = new short[AudioFrame.SAMPLES];
            for (int k = 0; k < s.length; k++) {
                s[k] = (short) (random.nextGaussian() * amplitude);
            }
            frames.add(AudioFrame.wrap(s));
        }
        return frames;
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static long residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("no VmRSS");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (java.util.stream.Stream<Path> all = Files.walk(from)) {
            for (Path p : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(p).toString());
                if (Files.isDirectory(p)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(p, target);
                }
            }
        }
    }

    /** A provider with the real engine and two workers. */
    private static final class Stand implements AutoCloseable {
        private final ExecutorService workers = Executors.newFixedThreadPool(2);
        private final ModelSlot slot;
        final VoskProvider provider;

        Stand(Path model) {
            slot = new ModelSlot("en", model, "a model", new VoskEngine(), FakeEngine.LATER);
            slot.look();
            assertThat(slot.health().ready()).as("%s", slot.health()).isTrue();
            provider = new VoskProvider(slot, workers, 30_000, true);
        }

        SttEvent.Final hearAnswer(List<AudioFrame> sound, List<String> answers) throws InterruptedException {
            return (SttEvent.Final) hear(
                    sound,
                    new SttRequest(new UUID(0, 1), LegRole.RESIDENT, Locale.forLanguageTag("en"), List.of(), answers));
        }

        SttEvent hear(List<AudioFrame> sound) throws InterruptedException {
            return hear(sound, VoskSessionTest.request());
        }

        private SttEvent hear(List<AudioFrame> sound, SttRequest request) throws InterruptedException {
            LinkedBlockingQueue<SttEvent> end = new LinkedBlockingQueue<>();
            SttSession session = provider.open(request, e -> {
                if (!(e instanceof SttEvent.Partial)) {
                    end.add(e);
                }
            });
            sound.forEach(session::accept);
            session.finish();
            SttEvent e = end.poll(60, TimeUnit.SECONDS);
            session.close();
            return e;
        }

        @Override
        public void close() throws InterruptedException {
            provider.close();
            assertThat(provider.awaitIdle(TimeUnit.SECONDS.toNanos(30))).isTrue();
            workers.shutdown();
            slot.close();
        }
    }
}
