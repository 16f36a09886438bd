package io.ramal.speech.azure.internal;

import io.ramal.speech.azure.wire.Command;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.EngineException;
import io.ramal.speech.azure.wire.Failure;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine in the helper process. Its methods put what is to be done into words, and return at once. */
final class RemoteEngine implements Engine.Recognizer, Engine.Synthesizer {
    /** The process it is in. */
    interface Home {
        /** @throws EngineException when it is not taken */
        void send(Command command);

        /** Nothing may come from it or go to it any more. */
        void leave(RemoteEngine engine);
    }

    private final int id;
    private final Home home;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Consumer<EngineEvent> listener = event -> {};
    private volatile @Nullable Failure lost;

    RemoteEngine(int id, Home home) {
        this.id = id;
        this.home = home;
    }

    int id() {
        return id;
    }

    @Override
    public void listen(Consumer<EngineEvent> to) {
        listener = to;
    }

    @Override
    public void connect() {
        send(new Command.Connect(id));
    }

    @Override
    public void start(List<String> phrases) {
        send(new Command.Start(id, phrases));
    }

    @Override
    public void write(byte[] samples) {
        send(new Command.Write(id, samples));
    }

    @Override
    public void finish() {
        send(new Command.Finish(id));
    }

    @Override
    public void speak(String ssml) {
        send(new Command.Speak(id, ssml));
    }

    /** The helper frees it in its own time. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            home.leave(this);
        }
    }

    private void send(Command command) {
        Failure why = lost;
        if (why != null) {
            // nobody may have listened when it was told
            throw new EngineException(why);
        }
        if (!closed.get()) {
            home.send(command);
        }
    }

    /** It tells something. */
    void tell(EngineEvent event) {
        if (!closed.get()) {
            listener.accept(event);
        }
    }

    /** Its process has ended. */
    void lose(Failure why) {
        lost = why;
        tell(new EngineEvent.Failed(why));
    }
}
