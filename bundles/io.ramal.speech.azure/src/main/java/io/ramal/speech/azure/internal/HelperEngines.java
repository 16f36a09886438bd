package io.ramal.speech.azure.internal;

import io.ramal.helper.HelperException;
import io.ramal.helper.Loop;
import io.ramal.speech.azure.wire.Command;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineException;
import io.ramal.speech.azure.wire.Failure;
import io.ramal.speech.azure.wire.Reply;
import io.ramal.speech.azure.wire.Setup;
import io.ramal.speech.azure.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes engines in a helper process, and keeps that process alive: one that ends is followed by another, and what is asked
 * for until that has started waits for it. Only where none can be started are engines refused. Thread-safe; never waits.
 */
final class HelperEngines implements Engine.Maker, AutoCloseable {
    /** Longest time from the start of a process to its greeting. */
    static final Duration START = Duration.ofSeconds(20);
    /** A process is asked so often whether it still works, and has as long to say so. */
    static final Duration PULSE = Duration.ofSeconds(10);
    /** One that lived so long is followed by another without delay. */
    static final Duration GOOD_LIFE = Duration.ofSeconds(10);

    static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    /** After so many starts in a row that came to nothing, nobody waits for the next. */
    static final int HOPELESS = 3;
    /** Closing one whose service is silent takes a second or more. */
    static final int MAX_CLOSING = 500;

    /** The helper gives itself 1.5 s to close what is open. */
    private static final Duration PARTING = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(HelperEngines.class);

    private final Link.Maker links;
    private final Setup setup;
    private final Loop loop;

    private final Object lock = new Object();
    private Life life;
    /** Why there is no helper, and will not be soon. */
    private @Nullable Failure trouble;

    private int engines;
    private int failures;
    private int failedStarts;
    private boolean closed;

    /** @param loop where processes are started, which may take a while */
    HelperEngines(Link.Maker links, Setup setup, Loop loop) {
        this.links = links;
        this.setup = setup;
        this.loop = loop;
        this.life = new Life();
    }

    /** Begins to start the helper, and returns. */
    void start() {
        Life first = life;
        loop.execute(first::start);
    }

    @Override
    public Engine.Recognizer recognizer(Locale language) {
        return open(id -> new Command.OpenRecognizer(id, language.toLanguageTag()));
    }

    @Override
    public Engine.Synthesizer synthesizer() {
        return open(Command.OpenSynthesizer::new);
    }

    /** Whether there is a helper, or none to be had; false while one is about to start. */
    boolean decided() {
        synchronized (lock) {
            return life.ready || trouble != null;
        }
    }

    private RemoteEngine open(IntFunction<Command> command) {
        RemoteEngine engine;
        Life home;
        synchronized (lock) {
            if (closed) {
                throw new EngineException(new Failure(Failure.Kind.HELPER, "Azure is being stopped"));
            }
            if (trouble != null) {
                throw new EngineException(trouble);
            }
            home = life;
            if (home.closing >= MAX_CLOSING) {
                throw new EngineException(
                        new Failure(Failure.Kind.HELPER, MAX_CLOSING + " connections are still being closed"));
            }
            engine = new RemoteEngine(++engines, home);
            home.open.put(engine.id(), engine);
        }
        try {
            home.send(command.apply(engine.id()));
        } catch (EngineException e) {
            synchronized (lock) {
                home.open.remove(engine.id());
            }
            throw e;
        }
        return engine;
    }

    /** Has the helper close its engines and end, for two seconds; then ends it. What is still open fails. */
    @Override
    public void close() {
        Life last;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            last = life;
        }
        last.link.end();
        try {
            if (!last.link.await(PARTING)) {
                LOG.warn("the speech helper did not end within {} s; it was killed", PARTING.toSeconds());
                last.link.kill();
                last.link.await(PARTING);
            }
        } catch (InterruptedException e) {
            last.link.kill();
            Thread.currentThread().interrupt();
        }
        last.over(new Failure(Failure.Kind.HELPER, "Azure is being stopped"));
    }

    private static Duration backOff(int failures) {
        Duration d = FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures - 1, 10));
        return d.compareTo(LONGEST_BACK_OFF) < 0 ? d : LONGEST_BACK_OFF;
    }

    /** One process from before its start to its end, and the engines in it. */
    private final class Life implements Link.Listener, RemoteEngine.Home {
        private final Link link;
        /** This and the rest under the lock. */
        private final Map<Integer, RemoteEngine> open = new HashMap<>();

        private int closing;
        private int refused;
        private int pings;
        private int pongs;
        private boolean ready;
        private long readySince;
        private boolean over;
        private @Nullable Failure lastWords;

        Life() {
            link = links.of(this);
            post(setup, true);
        }

        void start() {
            try {
                link.start();
                loop.after(START, () -> {
                    if (!isReady()) {
                        giveUp("the speech helper did not start within " + START.toSeconds() + " s");
                    }
                });
            } catch (HelperException e) {
                over(new Failure(Failure.Kind.MACHINE, e.reason(), e.cure()));
            }
        }

        private boolean isReady() {
            synchronized (lock) {
                return ready;
            }
        }

        @Override
        public void send(Command command) {
            if (!post(command, false)) {
                int count;
                synchronized (lock) {
                    count = ++refused;
                }
                throw new EngineException(new Failure(
                        Failure.Kind.HELPER,
                        "the speech helper does not keep up: " + (ProcessLink.MAX_WAITING >> 20) + " MB wait for it, "
                                + count + " messages were refused"));
            }
        }

        private boolean post(Command command, boolean needed) {
            try {
                return link.send(Wire.bytes(command), needed);
            } catch (IOException e) {
                throw new EngineException(new Failure(Failure.Kind.REQUEST, String.valueOf(e.getMessage())));
            }
        }

        @Override
        public void leave(RemoteEngine engine) {
            synchronized (lock) {
                if (open.remove(engine.id()) == null) {
                    return;
                }
                closing++;
            }
            post(new Command.Close(engine.id()), true);
        }

        @Override
        public void reply(Reply reply) {
            if (reply instanceof Reply.Told told) {
                RemoteEngine engine;
                synchronized (lock) {
                    engine = open.get(told.id());
                }
                if (engine != null) {
                    engine.tell(told.event());
                }
            } else if (reply instanceof Reply.Hello) {
                greeted();
            } else {
                synchronized (lock) {
                    if (reply instanceof Reply.Closed) {
                        closing--;
                    } else if (reply instanceof Reply.Pong pong) {
                        pongs = pong.number();
                    } else if (reply instanceof Reply.Fatal fatal) {
                        lastWords = new Failure(Failure.Kind.MACHINE, fatal.reason());
                    }
                }
            }
        }

        private void greeted() {
            synchronized (lock) {
                ready = true;
                readySince = loop.nanoTime();
                failedStarts = 0;
                trouble = null;
            }
            LOG.debug("the speech helper is up");
            loop.after(PULSE, this::pulse);
        }

        private void pulse() {
            boolean alive;
            synchronized (lock) {
                if (over || closed) {
                    return;
                }
                alive = pongs == pings;
                pings++;
            }
            if (alive) {
                post(new Command.Ping(pings), true);
                loop.after(PULSE, this::pulse);
            } else {
                giveUp("the speech helper did not answer for " + PULSE.toSeconds() + " s");
            }
        }

        private void giveUp(String why) {
            synchronized (lock) {
                if (over) {
                    return;
                }
                lastWords = new Failure(Failure.Kind.HELPER, why);
            }
            // its end follows
            link.kill();
        }

        @Override
        public void ended(String reason) {
            Failure told;
            synchronized (lock) {
                told = Objects.requireNonNullElse(lastWords, new Failure(Failure.Kind.HELPER, reason));
            }
            over(told);
        }

        private void over(Failure why) {
            List<RemoteEngine> lost;
            Failure told = why;
            boolean unexpected;
            synchronized (lock) {
                if (over) {
                    return;
                }
                over = true;
                unexpected = ready && !closed;
                lost = new ArrayList<>(open.values());
                open.clear();
                failures = ready && loop.nanoTime() - readySince >= GOOD_LIFE.toNanos() ? 0 : failures + 1;
                failedStarts += ready ? 0 : 1;
                if (failedStarts >= HOPELESS && why.kind() != Failure.Kind.MACHINE) {
                    told = new Failure(
                            Failure.Kind.MACHINE,
                            why.reason(),
                            "it is started again every " + LONGEST_BACK_OFF.toSeconds()
                                    + " s; the log tells more at DEBUG (log:set DEBUG io.ramal.speech.azure)");
                }
                if (told.kind() == Failure.Kind.MACHINE) {
                    trouble = told;
                }
                if (!closed) {
                    Life next = new Life();
                    life = next;
                    loop.after(failures == 0 ? Duration.ZERO : backOff(failures), next::start);
                }
            }
            if (unexpected) {
                LOG.warn(
                        "{}, and with it {} recognisers and voices; another one is started", why.reason(), lost.size());
            } else {
                LOG.debug("{}", why.reason());
            }
            for (RemoteEngine engine : lost) {
                engine.lose(told);
            }
        }
    }
}
