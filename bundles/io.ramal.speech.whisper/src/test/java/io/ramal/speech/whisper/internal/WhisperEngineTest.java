package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ramal.audio.AudioFrame;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttSession;
import io.ramal.testkit.Utterances;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real library with a real model, named by the property or environment variable {@code RAMAL_TEST_WHISPER_EN}: an
 * English one, as no other is to be had from a package registry.
 */
class WhisperEngineTest {
    private static final String MODEL = "RAMAL_TEST_WHISPER_EN";
    private static final int PATIENCE_S = 120;

    @TempDir
    Path folder;

    @Test
    void aRealModelIsGoneThroughToItsEndAndIsEnglish() throws Exception {
        Path model = model();
        ModelFile file = ModelFile.read(model);
        assertThat(file.vocabulary()).isEqualTo(ModelFile.ENGLISH_VOCABULARY);
        assertThat(file.multilingual()).isFalse();
        assertThat(file.context()).isEqualTo(1500);
        assertThat(file.tensors()).isEqualTo(245);
    }

    @Test
    void aRealModelThatWasCutOffIsRefusedUnseenByTheEngine() throws Exception {
        Path model = model();
        Path cut = folder.resolve("ggml-base.bin");
        for (long length : List.of(Files.size(model) - 1, 100_000_000L, 300_000L, 40L)) {
            try (FileChannel in = FileChannel.open(model);
                    FileChannel out = FileChannel.open(
                            cut,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                in.transferTo(0, length, out);
            }
            assertThatThrownBy(() -> ModelFile.read(cut))
                    .hasMessageStartingWith("the speech model at " + cut + " is damaged or was cut off: it ends in");
        }
    }

    @Test
    void understandsEnglishAndNothingInSilence() throws Exception {
        try (Stand stand = new Stand(model(), 1, 1)) {
            assertThat(words(stand.hear(Utterances.YES.frames(), "en-US"))).matches("yes|yeah");
            assertThat(words(stand.hear(Utterances.NO.frames(), "en-US"))).isEqualTo("no");
            assertThat(words(stand.hear(Utterances.STRANGER.frames(), "en-US"))).contains("not know");
            String delivery = words(stand.hear(Utterances.DELIVERY.frames(), "en-US"));
            assertThat(delivery).contains("good morning").containsAnyOf("101", "one hundred");
            assertThat(stand.hear(silence(3), "en-US")).isEqualTo(new SttEvent.Final("", 0));
            assertThat(stand.hear(Utterances.YES.frames(), "pt-BR"))
                    .isEqualTo(new SttEvent.Failed("the Whisper model understands English only, and \"pt\" is spoken"));
        }
    }

    @Test
    void aWordShorterThanTheEngineTakesIsHeard() throws Exception {
        try (Stand stand = new Stand(model(), 1, 1)) {
            short[] no = trimmed(Utterances.NO.samples());
            assertThat(no.length).isLessThan(AudioFrame.SAMPLE_RATE * 7 / 10);
            assertThat(words(stand.hear(Utterances.frames(no), "en-US"))).isNotEmpty();
        }
    }

    @Test
    void theSameSoundIsTheSameTextAlsoBesideOthers() throws Exception {
        try (Stand stand = new Stand(model(), 2, 1)) {
            SttEvent alone = stand.hear(Utterances.DELIVERY.frames(), "en-US");
            LinkedBlockingQueue<SttEvent> heard = new LinkedBlockingQueue<>();
            List<SttSession> sessions = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                SttSession s = stand.provider.open(WhisperSessionTest.request("en-US"), heard::add);
                Utterances.DELIVERY.frames().forEach(s::accept);
                s.finish();
                sessions.add(s);
            }
            for (int i = 0; i < 6; i++) {
                assertThat(heard.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(alone);
            }
            sessions.forEach(SttSession::close);
        }
    }

    @Test
    void modelsComeAndGoWhileOthersAreAtWorkAndLeaveNoMemory() throws Exception {
        Path model = model();
        ModelFile file = ModelFile.read(model);
        try (Stand stand = new Stand(model, 2, 1)) {
            LinkedBlockingQueue<SttEvent> heard = new LinkedBlockingQueue<>();
            new WhisperEngine(2, 1).load(file).close();
            long before = residentMegabytes();
            for (int i = 0; i < 3; i++) {
                SttSession s = stand.provider.open(WhisperSessionTest.request("en-US"), heard::add);
                Utterances.YES.frames().forEach(s::accept);
                s.finish();
                new WhisperEngine(2, 1).load(file).close();
                assertThat(heard.poll(PATIENCE_S, TimeUnit.SECONDS)).isInstanceOf(SttEvent.Final.class);
                s.close();
            }
            long after = residentMegabytes();
            System.out.println("Whisper, memory after one model more " + before + " MB, after four " + after + " MB");
            assertThat(after - before).as("a model is 148 MB").isLessThan(140);
        }
    }

    @Test
    void whatItCosts() throws Exception {
        Path model = model();
        long empty = residentMegabytes();
        for (int threads = 1; threads <= 2; threads++) {
            try (Stand stand = new Stand(model, 1, threads)) {
                long loaded = residentMegabytes();
                for (int seconds : new int[] {1, 3, 10}) {
                    List<AudioFrame> sound = Utterances.frames(speech(seconds));
                    long cpu = processorTime();
                    long start = System.nanoTime();
                    assertThat(stand.hear(sound, "en-US")).isInstanceOf(SttEvent.Final.class);
                    System.out.printf(
                            "Whisper, %d thread(s): %d s of speech in %d ms, %d ms of processor time%n",
                            threads,
                            seconds,
                            (System.nanoTime() - start) / 1_000_000,
                            (processorTime() - cpu) / 1_000_000);
                }
                System.out.printf(
                        "Whisper: memory %d MB before, %d MB loaded, %d MB after use%n",
                        empty, loaded, residentMegabytes());
            }
        }
    }

    private static Path model() {
        NativeLibraryTest.assumeLinux();
        String path = System.getProperty(MODEL, System.getenv(MODEL));
        assumeTrue(path != null && !path.isEmpty(), MODEL + " names no model: the real engine is not tried");
        return Path.of(path);
    }

    private static String words(SttEvent event) {
        return event instanceof SttEvent.Final f
                ? f.text().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 ]", "")
                : event.toString();
    }

    private static List<AudioFrame> silence(int seconds) {
        return java.util.Collections.nCopies(seconds * 50, AudioFrame.SILENCE);
    }

    /** A sentence, over and over, of that length. */
    private static short[] speech(int seconds) {
        short[] sentence = Utterances.DELIVERY.samples();
        short[] all = new short[seconds * AudioFrame.SAMPLE_RATE];
        for (int i = 0; i < all.length; i++) {
            all[i] = sentence[i % sentence.length];
        }
        return all;
    }

    /** Without the silence around it. */
    private static short[] trimmed(short[] samples) {
        int from = 0;
        int to = samples.length;
        while (Math.abs(samples[from]) < 300) {
            from++;
        }
        while (Math.abs(samples[to - 1]) < 300) {
            to--;
        }
        return Arrays.copyOfRange(samples, from, to);
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

    /** A provider with the real engine. */
    private static final class Stand implements AutoCloseable {
        private final ExecutorService workers;
        private final ModelSlot slot;
        final WhisperProvider provider;

        Stand(Path model, int parallel, int threads) {
            workers = Executors.newFixedThreadPool(parallel);
            slot = new ModelSlot(model, new WhisperEngine(parallel, threads), FakeEngine.LATER);
            slot.look();
            assertThat(slot.health().ready()).as("%s", slot.health()).isTrue();
            provider = new WhisperProvider(slot, workers, new Waiting(20, parallel), 28_000, new Ear(0.5));
        }

        SttEvent hear(List<AudioFrame> sound, String language) throws InterruptedException {
            LinkedBlockingQueue<SttEvent> end = new LinkedBlockingQueue<>();
            SttSession session = provider.open(WhisperSessionTest.request(language), end::add);
            sound.forEach(session::accept);
            session.finish();
            SttEvent e = end.poll(PATIENCE_S, TimeUnit.SECONDS);
            session.close();
            return e;
        }

        @Override
        public void close() throws InterruptedException {
            provider.close();
            workers.shutdown();
            assertThat(workers.awaitTermination(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            slot.close();
        }
    }
}
