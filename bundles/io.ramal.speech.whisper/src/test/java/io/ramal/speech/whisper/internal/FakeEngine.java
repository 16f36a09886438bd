package io.ramal.speech.whisper.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that understands what it is told to, and notices how it is treated. */
final class FakeEngine implements ModelLoader {
    /** A clock by which files written now are old. */
    static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    /** What an utterance was given to it as. */
    record Asked(int samples, int context, String language) {}

    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger openModels = new AtomicInteger();
    final AtomicInteger mistakes = new AtomicInteger();
    final AtomicInteger atWork = new AtomicInteger();
    final AtomicInteger mostAtWork = new AtomicInteger();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    /** Runs while it is at an utterance. */
    volatile Runnable meanwhile = () -> {};

    volatile String text = " bom dia";
    volatile boolean failing;
    volatile boolean refusing;

    @Override
    public SpeechModel load(ModelFile file) throws IOException {
        loads.incrementAndGet();
        if (refusing) {
            throw new IOException("refused: " + file.path());
        }
        openModels.incrementAndGet();
        return new Model(file);
    }

    /** A slot with a model that is loaded. */
    ModelSlot slot(Path folder, int vocabulary) throws IOException {
        ModelSlot slot = new ModelSlot(TinyModel.write(folder.resolve("m/ggml.bin"), vocabulary), this, LATER);
        slot.look();
        return slot;
    }

    private final class Model implements SpeechModel {
        private final ModelFile file;
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicInteger users = new AtomicInteger();

        Model(ModelFile file) {
            this.file = file;
        }

        @Override
        public boolean multilingual() {
            return file.multilingual();
        }

        @Override
        public int maxContext() {
            return file.context();
        }

        @Override
        public String transcribe(float[] sound, int context, String language) throws IOException {
            note(closed.get());
            users.incrementAndGet();
            mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            asked.add(new Asked(sound.length, context, language));
            try {
                meanwhile.run();
                if (failing) {
                    throw new IOException("no");
                }
                return text;
            } finally {
                atWork.decrementAndGet();
                users.decrementAndGet();
            }
        }

        @Override
        public void close() {
            note(!closed.compareAndSet(false, true));
            note(users.get() != 0);
            openModels.decrementAndGet();
        }
    }

    private void note(boolean mistake) {
        if (mistake) {
            mistakes.incrementAndGet();
        }
    }
}
