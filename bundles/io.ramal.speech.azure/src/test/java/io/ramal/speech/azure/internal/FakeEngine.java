package io.ramal.speech.azure.internal;

import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Engines that do what a test says. */
final class FakeEngine implements Engine.Recognizer, Engine.Synthesizer {
    /** Makes them and keeps them. */
    static final class Maker implements Engine.Maker {
        final List<FakeEngine> made = new ArrayList<>();
        RuntimeException failure;

        FakeEngine make() {
            if (failure != null) {
                throw failure;
            }
            FakeEngine engine = new FakeEngine();
            made.add(engine);
            return engine;
        }

        FakeEngine last() {
            return made.get(made.size() - 1);
        }

        @Override
        public Engine.Recognizer recognizer(Locale language) {
            return make();
        }

        @Override
        public Engine.Synthesizer synthesizer() {
            return make();
        }
    }

    final List<String> done = new ArrayList<>();
    final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private Consumer<EngineEvent> listener = e -> {};

    void tell(EngineEvent event) {
        listener.accept(event);
    }

    boolean closed() {
        return done.contains("close");
    }

    @Override
    public void listen(Consumer<EngineEvent> to) {
        listener = to;
    }

    @Override
    public void connect() {
        done.add("connect");
    }

    @Override
    public void start(List<String> phrases) {
        done.add("start " + phrases);
    }

    @Override
    public void write(byte[] samples) {
        sound.writeBytes(samples);
    }

    @Override
    public void finish() {
        done.add("finish");
    }

    @Override
    public void speak(String ssml) {
        done.add("speak");
    }

    @Override
    public void close() {
        done.add("close");
    }
}
