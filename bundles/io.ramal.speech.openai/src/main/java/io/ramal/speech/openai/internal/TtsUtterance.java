package io.ramal.speech.openai.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.remote.BadReplyException;
import io.ramal.remote.Sessions;
import io.ramal.remote.Strand;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsListener;
import io.ramal.tts.TtsSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sentence on its way to sound, told as it arrives. What the leg calls only takes note; everything else happens on the
 * strand, which has at most one piece of sound waiting: the next is asked for when that has been told.
 *
 * <p>An event already being handed to the listener while another thread closes the session still arrives.
 */
final class TtsUtterance implements TtsSession, Sessions.Session {
    /** The interface's own limit is 4096 characters. */
    static final int MAX_TEXT = 4000;

    private static final long NEVER = Long.MAX_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(TtsUtterance.class);

    /** What the sentences of a provider have in common. */
    record Room(
            Duration sound,
            int rate,
            LongSupplier clock,
            Executor workers,
            Health health,
            Consumer<Sessions.Session> ended) {}

    /** Asks for the sound of a text. */
    interface Question {
        Call of(String text, HttpResponse.BodyHandler<byte[]> body);
    }

    private final Question question;
    private final TtsListener listener;
    private final Room room;
    private final Strand strand;
    private final AtomicBoolean said = new AtomicBoolean();
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile boolean silenced;
    private volatile long deadline = NEVER;

    /** The rest belongs to the strand. */
    private final PcmReader reader;

    private @Nullable Call call;
    private boolean sounded;

    TtsUtterance(Question question, TtsListener listener, Room room) {
        this.question = question;
        this.listener = listener;
        this.room = room;
        this.strand = new Strand(room.workers());
        this.reader = new PcmReader(room.rate());
    }

    @Override
    public void say(String text) {
        if (said.getAndSet(true)) {
            throw new IllegalStateException("a session speaks one text");
        }
        expect();
        run(() -> begin(text));
    }

    @Override
    public void cancel() {
        silenced = true;
        run(() -> settle(null));
    }

    @Override
    public void close() {
        cancel();
    }

    @Override
    public void fail(String reason) {
        run(() -> settle(new TtsEvent.Failed(reason)));
    }

    @Override
    public void tick(long nanoTime) {
        if (nanoTime >= deadline) {
            run(() -> {
                // it may have moved meanwhile
                if (room.clock().getAsLong() >= deadline) {
                    String what = sounded ? "no more sound for " : "no sound within ";
                    settle(new TtsEvent.Failed(what + room.sound().toMillis() + " ms"));
                }
            });
        }
    }

    private void run(Runnable task) {
        if (settled.get()) {
            return;
        }
        try {
            strand.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.warn("a sentence has too much to do: {}", e.getMessage());
        }
    }

    private void begin(String text) {
        if (silenced || settled.get()) {
            return;
        }
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            settle(new TtsEvent.Finished());
        } else if (text.length() > MAX_TEXT) {
            settle(new TtsEvent.Failed("a text of more than " + MAX_TEXT + " characters"));
        } else {
            try {
                Call asked = question.of(text, this::body);
                call = asked;
                asked.start((answer, failure) -> run(() -> ended(failure)));
            } catch (RuntimeException e) {
                LOG.error("a sentence could not be sent", e);
                failed(Failure.other("it could not be sent: " + e.getClass().getSimpleName()));
            }
        }
    }

    private HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
        String type = info.headers().firstValue("Content-Type").orElse("");
        boolean sound = !type.startsWith("text/") && !type.startsWith("application/json");
        return new PcmBody((piece, next) -> run(() -> {
            if (!sound) {
                failed(Failure.other("the service sent text instead of sound; check url and tts.model"));
            } else {
                sound(piece, next);
            }
        }));
    }

    private void sound(byte[] piece, Runnable next) {
        if (settled.get()) {
            return;
        }
        try {
            AudioFrame frame = reader.read(piece);
            expect();
            tell(frame);
            next.run();
        } catch (BadReplyException e) {
            failed(Failure.other(String.valueOf(e.getMessage())));
        }
    }

    /** @param failure null when the whole body has come */
    private void ended(@Nullable Failure failure) {
        if (settled.get()) {
            return;
        }
        if (failure != null) {
            failed(failure);
            return;
        }
        try {
            tell(reader.end());
            room.health().served();
            settle(new TtsEvent.Finished());
        } catch (BadReplyException e) {
            failed(Failure.other(String.valueOf(e.getMessage())));
        }
    }

    private void tell(AudioFrame frame) {
        if (!frame.isEmpty()) {
            sounded = true;
            tell(new TtsEvent.Audio(frame));
        }
    }

    /** Sets the time by which the next sound must have come. */
    private void expect() {
        deadline = room.clock().getAsLong() + room.sound().toNanos();
    }

    private void failed(Failure failure) {
        if (!settled.get()) {
            room.health().failed(failure);
            settle(new TtsEvent.Failed(failure.reason()));
        }
    }

    /** Ends it, once. */
    private void settle(@Nullable TtsEvent event) {
        if (settled.getAndSet(true)) {
            return;
        }
        deadline = NEVER;
        if (call != null) {
            call.abort();
        }
        if (event != null) {
            tell(event);
        }
        room.ended().accept(this);
    }

    private void tell(TtsEvent event) {
        if (silenced) {
            return;
        }
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on a {}", event.getClass().getSimpleName(), e);
        }
    }
}
