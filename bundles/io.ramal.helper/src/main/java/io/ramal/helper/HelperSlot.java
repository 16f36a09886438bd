package io.ramal.helper;

import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of one helper process: starts it, gives it one sentence at a time, replaces it when it dies, stalls or
 * talks nonsense. Lives on the loop's thread.
 */
final class HelperSlot {
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    /** A helper that lived so long was a good one: its successor starts without delay. */
    private static final Duration GOOD_LIFE = Duration.ofSeconds(10);

    /** What a slot tells its pool. */
    interface Owner {
        /** A helper is up. */
        void greeted(Reply.Hello hello);

        /** It can take a sentence, or cannot any more. */
        void changed();

        /** A sentence to be begun anew by whoever is next. */
        void again(SpeechJob job);
    }

    private final Loop loop;
    private final Helper.Launcher launcher;
    private final Duration requestTimeout;
    private final Duration startTimeout;
    private final String fatalCure;
    private final Owner owner;

    private @Nullable Life life;
    private boolean closed;
    private int failures;
    private String reason = "starting";
    private String cure = "";

    HelperSlot(Loop loop, Helper.Launcher launcher, PoolSettings settings, Owner owner) {
        this.loop = loop;
        this.launcher = launcher;
        this.requestTimeout = settings.requestTimeout();
        this.startTimeout = settings.startTimeout();
        this.fatalCure = settings.fatalCure();
        this.owner = owner;
    }

    /** A helper serves here, with or without a sentence. */
    boolean ready() {
        return life != null && life.ready;
    }

    /** Waits for a sentence. */
    boolean idle() {
        return life != null && life.ready && life.job == null;
    }

    /** Deaths and failed starts in a row. */
    int failures() {
        return failures;
    }

    /** Why it is not ready. */
    String reason() {
        return reason;
    }

    /** What to do about it; empty when nothing is known. */
    String cure() {
        return cure;
    }

    void start() {
        if (closed || life != null) {
            return;
        }
        Life begun = new Life();
        life = begun;
        try {
            begun.helper = launcher.launch(begun);
            loop.after(startTimeout, begun::startTimedOut);
        } catch (HelperException e) {
            cure = e.cure();
            begun.ended(e.reason());
        }
    }

    /** Gives the idle helper a sentence. */
    void speak(SpeechJob job) {
        if (life != null) {
            life.speak(job);
        }
    }

    /** The helper need not go on with a sentence, if it is here. */
    void cancel(SpeechJob job) {
        if (life != null && life.job == job) {
            life.send(new Command.Cancel(job.id()));
        }
    }

    void close(String why) {
        closed = true;
        Life ending = life;
        life = null;
        if (ending != null) {
            ending.kill();
            SpeechJob job = ending.job;
            if (job != null) {
                job.fail(why);
            }
        }
    }

    private Duration backOff() {
        int doublings = Math.min(failures - 1, 10);
        Duration d = FIRST_BACK_OFF.multipliedBy(1L << Math.max(0, doublings));
        return d.compareTo(LONGEST_BACK_OFF) < 0 ? d : LONGEST_BACK_OFF;
    }

    /** One process from its start to its death; what it says after the slot has given it up is not heard. */
    private final class Life implements Helper.Listener {
        private @Nullable Helper helper;
        private boolean ready;
        private long readySince;
        private @Nullable SpeechJob job;
        private String lastWords = "";

        @Override
        public void reply(Reply reply) {
            loop.execute(() -> {
                if (life == this) {
                    hear(reply);
                }
            });
        }

        @Override
        public void died(String why) {
            loop.execute(() -> ended(lastWords.isEmpty() ? why : lastWords));
        }

        private void hear(Reply reply) {
            if (reply instanceof Reply.Audio a && isCurrent(a.id())) {
                current().audio(a);
            } else if (reply instanceof Reply.End e && isCurrent(e.id())) {
                SpeechJob done = current();
                job = null;
                failures = 0;
                done.finish();
                owner.changed();
            } else if (reply instanceof Reply.Failed f && isCurrent(f.id())) {
                SpeechJob done = current();
                job = null;
                done.fail(f.reason());
                owner.changed();
            } else if (reply instanceof Reply.Hello h && !ready) {
                ready = true;
                readySince = loop.nanoTime();
                cure = "";
                owner.greeted(h);
                owner.changed();
            } else if (reply instanceof Reply.Fatal f) {
                lastWords = f.reason();
                cure = fatalCure;
            } else {
                giveUp("the speech helper answered out of turn: "
                        + reply.getClass().getSimpleName());
            }
        }

        private boolean isCurrent(long id) {
            return job != null && job.id() == id;
        }

        private SpeechJob current() {
            return Objects.requireNonNull(job);
        }

        private void speak(SpeechJob next) {
            job = next;
            next.attempt();
            long turn = next.nextTurn();
            send(next.command());
            loop.after(requestTimeout, () -> {
                if (life == this && job == next && next.hasTurn(turn)) {
                    giveUp("the speech helper did not finish a sentence within " + requestTimeout.toMillis() + " ms");
                }
            });
        }

        private void send(Command command) {
            try {
                if (helper != null) {
                    helper.send(command);
                }
            } catch (IOException e) {
                // the end of the process is about to be reported; this makes sure of it
                kill();
            }
        }

        private void startTimedOut() {
            if (life == this && !ready) {
                giveUp("the speech helper did not start within " + startTimeout.toSeconds() + " s");
            }
        }

        /** Kills a process that cannot be relied on; its sentence is not tried again. */
        private void giveUp(String why) {
            SpeechJob lost = job;
            job = null;
            kill();
            ended(why);
            if (lost != null) {
                lost.fail(why);
            }
        }

        private void kill() {
            if (helper != null) {
                helper.kill();
            }
        }

        private void ended(String why) {
            if (life != this) {
                return;
            }
            life = null;
            boolean good = ready && loop.nanoTime() - readySince >= GOOD_LIFE.toNanos();
            failures = good ? 1 : failures + 1;
            reason = why;
            SpeechJob orphan = job;
            loop.after(backOff(), HelperSlot.this::start);
            if (orphan != null && orphan.mayRetry()) {
                owner.again(orphan);
            } else if (orphan != null) {
                orphan.fail(why);
            }
            owner.changed();
        }
    }
}
