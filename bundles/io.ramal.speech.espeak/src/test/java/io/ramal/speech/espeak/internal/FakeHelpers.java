package io.ramal.speech.espeak.internal;

import io.ramal.speech.espeak.wire.Command;
import io.ramal.speech.espeak.wire.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Helpers without processes; the test plays them. */
final class FakeHelpers implements Helper.Launcher {
    /** All that were ever started. */
    final List<Fake> started = new ArrayList<>();
    /** When set, starting fails with it. */
    HelperException refusal;

    @Override
    public Helper launch(Helper.Listener listener) throws HelperException {
        if (refusal != null) {
            throw refusal;
        }
        Fake fake = new Fake(listener);
        started.add(fake);
        return fake;
    }

    Fake last() {
        return started.get(started.size() - 1);
    }

    /** One of them. */
    static final class Fake implements Helper {
        private final Listener listener;
        final List<Command> commands = new ArrayList<>();
        boolean killed;
        boolean pipeBroken;

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

        Fake hello() {
            listener.reply(new Reply.Hello("fake", ""));
            return this;
        }

        void audio() {
            listener.reply(new Reply.Audio(current(), 22050, new byte[4410]));
        }

        void end() {
            listener.reply(new Reply.End(current()));
        }

        void reply(Reply reply) {
            listener.reply(reply);
        }

        void dies() {
            listener.died("the helper fell over");
        }

        /** The sentence it was given last. */
        long current() {
            return commands.stream()
                    .filter(Command.Speak.class::isInstance)
                    .reduce((a, b) -> b)
                    .orElseThrow()
                    .id();
        }
    }
}
