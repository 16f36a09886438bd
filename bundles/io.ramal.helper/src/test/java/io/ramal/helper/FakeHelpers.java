package io.ramal.helper;

import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Helpers without processes; the test plays them. */
public final class FakeHelpers implements Helper.Launcher {
    /** All that were ever started. */
    public final List<Fake> started = new ArrayList<>();
    /** When set, starting fails with it. */
    public HelperException refusal;

    /** Settings of a pool of such helpers: 5 s for a sentence, 15 s for a start. */
    public static PoolSettings settings(int processes, int queueMax) {
        return new PoolSettings(
                "fake", processes, Duration.ofSeconds(15), Duration.ofSeconds(5), queueMax, "see the README of fake");
    }

    @Override
    public Helper launch(Helper.Listener listener) throws HelperException {
        if (refusal != null) {
            throw refusal;
        }
        Fake fake = new Fake(listener);
        started.add(fake);
        return fake;
    }

    public Fake last() {
        return started.get(started.size() - 1);
    }

    /** One of them. */
    public static final class Fake implements Helper {
        private final Listener listener;
        public final List<Command> commands = new ArrayList<>();
        public boolean killed;
        public boolean pipeBroken;

        Fake(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void send(Command command) throws IOException {
            if (pipeBroken) {
                throw new IOException("Broken pipe");
            }
            commands.add(command);
        }

        @Override
        public void kill() {
            killed = true;
        }

        public Fake hello() {
            listener.reply(new Reply.Hello("fake", ""));
            return this;
        }

        public void audio() {
            listener.reply(new Reply.Audio(current(), 22050, new byte[4410]));
        }

        public void end() {
            listener.reply(new Reply.End(current()));
        }

        public void reply(Reply reply) {
            listener.reply(reply);
        }

        public void dies() {
            listener.died("the helper fell over");
        }

        /** The sentence it was given last. */
        public long current() {
            return commands.stream()
                    .filter(Command.Speak.class::isInstance)
                    .reduce((a, b) -> b)
                    .orElseThrow()
                    .id();
        }
    }
}
