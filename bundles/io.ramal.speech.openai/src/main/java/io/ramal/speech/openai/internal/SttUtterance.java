package io.ramal.speech.openai.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.remote.BadReplyException;
import io.ramal.remote.Sessions;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One utterance on its way to text: kept until it is over, then asked for as a whole. There is one event only, so no order to
 * be kept; whoever ends it first tells it.
 */
final class SttUtterance implements SttSession, Sessions.Session {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(SttUtterance.class);

    /** What the utterances of a provider have in common. */
    record Room(
            int longestSamples,
            Duration answer,
            LongSupplier clock,
            Executor workers,
            Health health,
            Consumer<Sessions.Session> ended) {}

    /** Asks for the text of an utterance. */
    interface Question {
        Call of(short[] sound);

        Transcript read(byte[] answer) throws BadReplyException;
    }

    private final Question question;
    private final SttListener listener;
    private final Room room;
    private final AtomicBoolean settled = new AtomicBoolean();

    private final Object lock = new Object();
    private Deque<AudioFrame> frames = new ArrayDeque<>();
    private int samples;
    private long dropped;
    private boolean finished;

    private volatile boolean silenced;
    private volatile long deadline = NEVER;
    private volatile @Nullable Call call;

    SttUtterance(Question question, SttListener listener, Room room) {
        this.question = question;
        this.listener = listener;
        this.room = room;
    }

    @Override
    public void accept(AudioFrame frame) {
        synchronized (lock) {
            if (finished || settled.get()) {
                return;
            }
            frames.add(frame);
            samples += frame.length();
            while (samples > room.longestSamples && frames.size() > 1) {
                int oldest = frames.remove().length();
                samples -= oldest;
                dropped += oldest;
            }
        }
    }

    @Override
    public void finish() {
        synchronized (lock) {
            if (finished) {
                return;
            }
            finished = true;
        }
        deadline = room.clock().getAsLong() + room.answer().toNanos();
        run(this::ask);
    }

    private void ask() {
        short[] sound = sound();
        if (settled.get()) {
            return;
        }
        if (sound.length == 0) {
            settle(new SttEvent.Final("", 0));
            return;
        }
        try {
            Call asked = question.of(sound);
            call = asked;
            asked.start((answer, failure) -> run(() -> answered(answer, failure)));
            // it may have been ended before there was a call to abort
            if (settled.get()) {
                asked.abort();
            }
        } catch (RuntimeException e) {
            LOG.error("an utterance could not be sent", e);
            failed(Failure.other("it could not be sent: " + e.getClass().getSimpleName()));
        }
    }

    private short[] sound() {
        synchronized (lock) {
            if (dropped > 0) {
                LOG.warn(
                        "an utterance was longer than utterance.max.s; its first {} s are left out",
                        dropped / AudioFrame.SAMPLE_RATE);
            }
            short[] sound = new short[samples];
            int at = 0;
            for (AudioFrame f : frames) {
                f.copyTo(0, sound, at, f.length());
                at += f.length();
            }
            frames = new ArrayDeque<>();
            samples = 0;
            return sound;
        }
    }

    private void answered(byte @Nullable [] answer, @Nullable Failure failure) {
        if (settled.get()) {
            return;
        }
        if (answer == null) {
            failed(failure == null ? Failure.other("no answer") : failure);
            return;
        }
        try {
            Transcript understood = question.read(answer);
            room.health().served();
            settle(new SttEvent.Final(understood.text(), understood.confidence()));
        } catch (BadReplyException e) {
            failed(Failure.other(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void cancel() {
        silenced = true;
        settle(null);
    }

    @Override
    public void close() {
        cancel();
    }

    @Override
    public void fail(String reason) {
        settle(new SttEvent.Failed(reason));
    }

    @Override
    public void tick(long nanoTime) {
        if (nanoTime >= deadline) {
            settle(new SttEvent.Failed("no answer within " + room.answer().toMillis() + " ms"));
        }
    }

    private void failed(Failure failure) {
        if (!settled.get()) {
            room.health().failed(failure);
            settle(new SttEvent.Failed(failure.reason()));
        }
    }

    /** Ends it, once. */
    private void settle(@Nullable SttEvent event) {
        if (settled.getAndSet(true)) {
            return;
        }
        deadline = NEVER;
        synchronized (lock) {
            frames = new ArrayDeque<>();
            samples = 0;
        }
        Call asked = call;
        if (asked != null) {
            abort(asked);
        }
        if (event != null && !silenced) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.error("a listener failed on a {}", event.getClass().getSimpleName(), e);
            }
        }
        room.ended().accept(this);
    }

    /** It closes a connection: not on the leg's thread. */
    private void abort(Call asked) {
        try {
            room.workers().execute(asked::abort);
        } catch (RejectedExecutionException e) {
            asked.abort();
        }
    }

    private void run(Runnable task) {
        try {
            room.workers().execute(task);
        } catch (RejectedExecutionException e) {
            settle(new SttEvent.Failed("the provider is being stopped"));
        }
    }
}
