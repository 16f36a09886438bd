package io.ramal.speech.azure.helper;

import io.ramal.speech.azure.wire.Command;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.Failure;
import io.ramal.speech.azure.wire.Reply;
import io.ramal.speech.azure.wire.WireException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has engines do what the server's commands say. Commands are taken on one thread, which never waits: each engine has a lane
 * of its own, and is closed on other threads again, since that takes longest.
 */
final class Host {
    /** Longer sound is told in pieces, bytes. */
    static final int PIECE = 64 * 1024;

    private final Engine.Maker maker;
    private final Consumer<Reply> out;
    private final Executor workers;
    private final Executor closers;

    /** Of the thread that takes commands. */
    private final Map<Integer, Seat> seats = new HashMap<>();

    private final Object lock = new Object();
    private int alive;

    /** @param out called on any thread, by one engine one at a time */
    Host(Engine.Maker maker, Consumer<Reply> out, Executor workers, Executor closers) {
        this.maker = maker;
        this.out = out;
        this.workers = workers;
        this.closers = closers;
    }

    /** @throws WireException when it makes no sense, so that the two sides no longer agree on what there is */
    void take(Command command) throws WireException {
        if (command instanceof Command.OpenRecognizer o) {
            open(o.id(), () -> maker.recognizer(Locale.forLanguageTag(o.language())));
        } else if (command instanceof Command.OpenSynthesizer o) {
            open(o.id(), maker::synthesizer);
        } else if (command instanceof Command.Connect c) {
            seat(c.id()).run(Engine::connect);
        } else if (command instanceof Command.Start s) {
            seat(s.id()).run(e -> ((Engine.Recognizer) e).start(s.phrases()));
        } else if (command instanceof Command.Write w) {
            seat(w.id()).run(e -> ((Engine.Recognizer) e).write(w.samples()));
        } else if (command instanceof Command.Finish f) {
            seat(f.id()).run(e -> ((Engine.Recognizer) e).finish());
        } else if (command instanceof Command.Speak s) {
            seat(s.id()).run(e -> ((Engine.Synthesizer) e).speak(s.ssml()));
        } else if (command instanceof Command.Close c) {
            seat(c.id()).close();
        } else if (command instanceof Command.Ping p) {
            workers.execute(() -> out.accept(new Reply.Pong(p.number())));
        } else {
            throw new WireException("a second setup");
        }
    }

    private void open(int id, Supplier<Engine> made) throws WireException {
        Seat seat = new Seat(id);
        if (seats.putIfAbsent(id, seat) != null) {
            throw new WireException("engine " + id + " is open already");
        }
        synchronized (lock) {
            alive++;
        }
        seat.open(made);
    }

    private Seat seat(int id) throws WireException {
        Seat seat = seats.get(id);
        if (seat == null) {
            throw new WireException("engine " + id + " is not open");
        }
        return seat;
    }

    /** Closes all; waits until they are, but not for long. */
    void end(long millis) throws InterruptedException {
        List.copyOf(seats.values()).forEach(Seat::close);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (lock) {
            for (long left = millis; alive > 0 && left > 0; ) {
                lock.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        }
    }

    /** An engine and its lane. */
    private final class Seat {
        private final int id;
        private final Lane lane = new Lane(workers);
        /** Of the lane. */
        private @Nullable Engine engine;

        private volatile boolean failed;

        Seat(int id) {
            this.id = id;
        }

        void open(Supplier<Engine> made) {
            lane.runLast(() -> {
                try {
                    Engine fresh = made.get();
                    fresh.listen(this::tell);
                    engine = fresh;
                } catch (RuntimeException | LinkageError e) {
                    fail(Failure.of(e));
                }
            });
        }

        void run(Consumer<Engine> action) {
            boolean taken = lane.run(() -> {
                Engine e = engine;
                if (e == null || failed) {
                    return;
                }
                try {
                    action.accept(e);
                } catch (RuntimeException | LinkageError thrown) {
                    fail(Failure.of(thrown));
                }
            });
            if (!taken) {
                fail(new Failure(Failure.Kind.HELPER, Lane.CAPACITY + " tasks of an engine wait for the SDK"));
            }
        }

        void close() {
            seats.remove(id);
            lane.runLast(() -> closers.execute(this::free));
        }

        private void free() {
            Quietly.close(engine);
            out.accept(new Reply.Closed(id));
            synchronized (lock) {
                alive--;
                lock.notifyAll();
            }
        }

        private void fail(Failure failure) {
            if (!failed) {
                failed = true;
                tell(new EngineEvent.Failed(failure));
            }
        }

        private void tell(EngineEvent event) {
            if (event instanceof EngineEvent.Sound sound && sound.samples().length > PIECE) {
                pieces(sound.samples()).forEach(p -> out.accept(new Reply.Told(id, p)));
            } else {
                out.accept(new Reply.Told(id, event));
            }
        }
    }

    private static List<EngineEvent> pieces(byte[] samples) {
        List<EngineEvent> pieces = new ArrayList<>();
        for (int at = 0; at < samples.length; at += PIECE) {
            pieces.add(new EngineEvent.Sound(Arrays.copyOfRange(samples, at, Math.min(samples.length, at + PIECE))));
        }
        return pieces;
    }
}
