package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real threads: nobody is at a recogniser at the same time, and each is freed once. */
class VoskThreadsTest {
    private static final int CALLS = 40;

    @Test
    void manyCallersSomeOfWhomHangUp(@TempDir Path folder) throws Exception {
        FakeEngine engine = new FakeEngine();
        engine.words.put(1, "sim");
        ModelSlot slot =
                new ModelSlot("pt", FakeEngine.model(folder.resolve("pt")), "a model", engine, FakeEngine.LATER);
        slot.look();
        ExecutorService workers = Executors.newFixedThreadPool(4);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        VoskProvider provider = new VoskProvider(slot, workers, 30_000, true);
        LinkedBlockingQueue<SttEvent> finals = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<Integer> done = new LinkedBlockingQueue<>();
        for (int call = 0; call < CALLS; call++) {
            int n = call;
            callers.execute(() -> {
                SttSession session = provider.open(VoskSessionTest.request(), e -> {
                    if (e instanceof SttEvent.Final) {
                        finals.add(e);
                    }
                });
                for (int i = 0; i < 200; i++) {
                    session.accept(AudioFrame.SILENCE);
                    if (n % 2 == 1 && i == 100) {
                        session.close();
                    }
                }
                session.finish();
                done.add(n);
            });
        }
        List<Integer> hungUp = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            hungUp.add(done.poll(20, TimeUnit.SECONDS));
        }
        for (int i = 0; i < CALLS / 2; i++) {
            assertThat(finals.poll(20, TimeUnit.SECONDS)).isEqualTo(new SttEvent.Final("sim", 1));
        }
        assertThat(provider.awaitIdle(TimeUnit.SECONDS.toNanos(20))).isTrue();
        assertThat(hungUp).doesNotContainNull();
        assertThat(finals).isEmpty();
        workers.shutdown();
        callers.shutdown();
        assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        slot.close();
        assertThat(engine.openRecognizers).hasValue(0);
        assertThat(engine.openModels).hasValue(0);
        assertThat(engine.mistakes).hasValue(0);
    }
}
