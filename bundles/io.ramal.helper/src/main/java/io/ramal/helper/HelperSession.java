package io.ramal.helper;

import io.ramal.helper.wire.Command;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsSession;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** One sentence: say once, cancel any time, on any thread. */
public final class HelperSession implements TtsSession {
    private final Function<String, Command.Speak> commands;
    private final TtsListener listener;
    private final HelperPool pool;
    private final AtomicReference<SpeechJob> job = new AtomicReference<>();
    private volatile boolean cancelled;

    public HelperSession(Function<String, Command.Speak> commands, TtsListener listener, HelperPool pool) {
        this.commands = commands;
        this.listener = listener;
        this.pool = pool;
    }

    @Override
    public void say(String text) {
        SpeechJob said = new SpeechJob(commands.apply(SpokenText.of(text)), listener);
        if (!job.compareAndSet(null, said)) {
            throw new IllegalStateException("a session speaks one text");
        }
        if (!cancelled) {
            pool.submit(said);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        SpeechJob said = job.get();
        if (said != null && !said.over()) {
            pool.cancel(said);
        }
    }

    @Override
    public void close() {
        cancel();
    }
}
