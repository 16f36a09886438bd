package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.stt.SttEvent;
import io.ramal.stt.SttSession;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real threads: no more at work than there is room for, everyone is told once, and all is freed. */
class WhisperThreadsTest {
    private static final int CALLS = 60;
    private static final int PARALLEL = 3;

    @Test
    void manyCallersSomeOfWhomHangUp(@TempDir Path folder) throws Exception {
        FakeEngine engine = new FakeEngine();
        ModelSlot slot = engine.slot(folder, TinyModel.MULTILINGUAL);
        ExecutorService workers = Executors.newFixedThreadPool(8);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        WhisperProvider provider =
                new WhisperProvider(slot, workers, new Waiting(CALLS, PARALLEL), 28_000, new Ear(0.5));
        LinkedBlockingQueue<SttEvent> heard = new LinkedBlockingQueue<>();
        for (int call = 0; call < CALLS; call++) {
            int n = call;
            callers.execute(() -> {
                SttSession session =
                        provider.open(WhisperSessionTest.request("pt-BR"), n % 3 == 2 ? e -> {} : heard::add);
                WhisperSessionTest.talk(session, 1);
                session.finish();
                if (n % 3 == 2) {
                    session.close();
                }
            });
        }
        for (int i = 0; i < CALLS * 2 / 3; i++) {
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(new SttEvent.Final("bom dia", 0.5));
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(provider.awaitIdle(TimeUnit.SECONDS.toNanos(20))).isTrue();
        workers.shutdown();
        assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        slot.close();

        assertThat(heard).isEmpty();
        assertThat(engine.mostAtWork.get()).isBetween(1, PARALLEL);
        assertThat(engine.openModels).hasValue(0);
        assertThat(engine.mistakes).hasValue(0);
    }
}
