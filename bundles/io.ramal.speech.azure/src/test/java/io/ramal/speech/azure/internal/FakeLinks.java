package io.ramal.speech.azure.internal;

import io.ramal.helper.HelperException;
import io.ramal.speech.azure.wire.Command;
import io.ramal.speech.azure.wire.Reply;
import io.ramal.speech.azure.wire.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Helper processes that the test plays. */
final class FakeLinks implements Link.Maker {
    final List<Fake> made = new ArrayList<>();
    /** When set, starting fails with it. */
    HelperException refusal;

    @Override
    public Link of(Link.Listener listener) {
        Fake fake = new Fake(listener);
        made.add(fake);
        return fake;
    }

    Fake last() {
        return made.get(made.size() - 1);
    }

    /** How many were started. */
    long started() {
        return made.stream().filter(f -> f.started).count();
    }

    /** One of them. */
    final class Fake implements Link {
        final Link.Listener listener;
        final List<Command> commands = new ArrayList<>();
        boolean started;
        boolean full;
        boolean stuck;
        boolean ended;
        boolean killed;

        Fake(Link.Listener listener) {
            this.listener = listener;
        }

        void hello() {
            listener.reply(new Reply.Hello());
        }

        void die() {
            listener.ended("the speech helper ended (exit code 134)");
        }

        @Override
        public void start() throws HelperException {
            if (refusal != null) {
                throw refusal;
            }
            started = true;
        }

        @Override
        public boolean send(byte[] message, boolean needed) {
            if (full && !needed) {
                return false;
            }
            try {
                commands.add(Wire.readCommand(new ByteArrayInputStream(message)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void kill() {
            killed = true;
        }

        @Override
        public boolean await(Duration time) {
            return !stuck || killed;
        }
    }
}
