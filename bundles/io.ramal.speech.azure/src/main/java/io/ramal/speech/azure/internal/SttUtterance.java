package io.ramal.speech.azure.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.remote.Sessions;
import io.ramal.remote.Strand;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.Failure;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttSession;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One utterance on its way to text. What the leg calls only takes note; everything else happens on the strand, which alone
 * touches the recogniser. The SDK's own time-outs are minutes: the limits are kept here.
 *
 * <p>An event already being handed to the listener while another thread closes the session still arrives.
 */
final class SttUtterance implements SttSession, Sessions.Session {
    /** The SDK sends packets of 100 ms: handing it less hastens nothing, and costs 0.1 ms of processor each time. */
    static final int PACKET_SAMPLES = AudioFrame.SAMPLE_RATE / 10;
    /** At most so many at once, when an utterance is heard again. */
    private static final int PACKETS_AT_ONCE = 10;
    /** Most sound that may wait for a worker, 30 s: it is there within milliseconds unless the machine is overloaded. */
    static final int MAX_WAITING = 30 * AudioFrame.SAMPLE_RATE;

    private static final long NEVER = Long.MAX_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(SttUtterance.class);

    /** What the utterances of a provider have in common. */
    record Room(
            Duration connect,
            Duration result,
            Duration silence,
            LongSupplier clock,
            Executor workers,
            Health health,
            Consumer<Sessions.Session> ended) {}

    private final Pool<Engine.Recognizer> pool;
    private final List<String> phrases;
    private final SttListener listener;
    private final Room room;
    private final Strand strand;
    private final AtomicBoolean settled = new AtomicBoolean();

    private final Object lock = new Object();
    private List<AudioFrame> waiting = new ArrayList<>();
    /** With those of a packet that is not full yet. */
    private int waitingSamples;

    private int dropped;
    private boolean draining;
    private boolean finishing;

    private volatile boolean silenced;
    private volatile boolean overflowed;
    private volatile long deadline = NEVER;

    /** The rest belongs to the strand. */
    private final Transcript transcript = new Transcript();

    private Engine.@Nullable Recognizer recognizer;
    private boolean connected;
    private boolean sounded;
    private boolean streamEnded;
    /** What is to be written next. */
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();

    SttUtterance(Pool<Engine.Recognizer> pool, List<String> phrases, SttListener listener, Room room) {
        this.pool = pool;
        this.phrases = phrases;
        this.listener = listener;
        this.room = room;
        this.strand = new Strand(room.workers());
    }

    /** Begins connecting. */
    void begin() {
        run(this::start);
    }

    @Override
    public void accept(AudioFrame frame) {
        synchronized (lock) {
            if (finishing || settled.get()) {
                return;
            }
            if (waitingSamples + frame.length() > MAX_WAITING) {
                dropped += frame.length();
            } else {
                waiting.add(frame);
                waitingSamples += frame.length();
            }
            if (draining || waitingSamples < PACKET_SAMPLES) {
                return;
            }
            draining = true;
        }
        run(this::drain);
    }

    @Override
    public void finish() {
        synchronized (lock) {
            if (finishing) {
                return;
            }
            finishing = true;
            if (draining) {
                return;
            }
            draining = true;
        }
        run(this::drain);
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
        run(() -> settle(new SttEvent.Failed(reason)));
    }

    @Override
    public void tick(long nanoTime) {
        if (nanoTime >= deadline) {
            run(() -> {
                // it may have moved meanwhile
                if (room.clock().getAsLong() >= deadline) {
                    failed(late());
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
            // the next task that waits sees it
            overflowed = true;
        }
    }

    private void start() {
        if (silenced || settled.get()) {
            return;
        }
        try {
            Engine.Recognizer engine = pool.take();
            connected = engine != null;
            if (engine == null) {
                engine = pool.make();
            }
            recognizer = engine;
            expect();
            engine.listen(event -> run(() -> on(event)));
            engine.start(phrases);
        } catch (RuntimeException | LinkageError e) {
            failed(Failure.of(e));
        }
    }

    private void drain() {
        List<AudioFrame> frames;
        int lost;
        int later;
        boolean last;
        synchronized (lock) {
            frames = waiting;
            waiting = new ArrayList<>();
            last = finishing;
            later = last ? 0 : waitingSamples % PACKET_SAMPLES;
            waitingSamples = later;
            draining = false;
            lost = dropped;
        }
        Engine.Recognizer engine = recognizer;
        if (engine == null || settled.get() || streamEnded) {
            return;
        }
        if (lost > 0) {
            failed(new Failure(
                    Failure.Kind.SILENCE,
                    lost * 1000L / AudioFrame.SAMPLE_RATE + " ms of the utterance could not be handed to the helper"));
            return;
        }
        try {
            for (AudioFrame f : frames) {
                sound.writeBytes(f.toLittleEndian());
                sounded |= !f.isEmpty();
            }
            write(engine, 2 * later);
            if (last && !sounded) {
                settle(new SttEvent.Final("", 0));
            } else if (last) {
                streamEnded = true;
                engine.finish();
                expect();
            }
        } catch (RuntimeException | LinkageError e) {
            failed(Failure.of(e));
        }
    }

    private void write(Engine.Recognizer engine, int later) {
        byte[] all = sound.toByteArray();
        sound.reset();
        int end = all.length - later;
        for (int at = 0; at < end; ) {
            int next = Math.min(end, at + PACKETS_AT_ONCE * 2 * PACKET_SAMPLES);
            engine.write(Arrays.copyOfRange(all, at, next));
            at = next;
        }
        sound.write(all, end, later);
    }

    private void on(EngineEvent event) {
        if (settled.get()) {
            return;
        }
        if (event instanceof EngineEvent.Failed failed) {
            failed(failed.failure());
            return;
        }
        if (overflowed) {
            failed(new Failure(Failure.Kind.SERVICE, "more than " + Strand.CAPACITY + " events at once"));
            return;
        }
        if (event instanceof EngineEvent.Ended) {
            if (!streamEnded) {
                failed(new Failure(Failure.Kind.SERVICE, "recognition ended before the utterance did"));
                return;
            }
            room.health().served();
            settle(new SttEvent.Final(transcript.text(), transcript.confidence()));
            return;
        }
        if (event instanceof EngineEvent.Connected) {
            connected = true;
        } else if (event instanceof EngineEvent.Disconnected) {
            // the SDK connects again and repeats what was not acknowledged
            connected = false;
        } else if (event instanceof EngineEvent.Partial partial) {
            tell(new SttEvent.Partial(transcript.with(partial.text())));
        } else if (event instanceof EngineEvent.Phrase phrase && !phrase.text().isBlank()) {
            transcript.add(phrase.text(), phrase.confidence());
            tell(new SttEvent.Partial(transcript.text()));
        }
        if (!streamEnded) {
            expect();
        }
    }

    /** Sets the time by which the next sign must have come. The time for the text does not begin anew with every sign. */
    private void expect() {
        Duration limit = streamEnded ? room.result() : connected ? room.silence() : room.connect();
        deadline = room.clock().getAsLong() + limit.toNanos();
    }

    private Failure late() {
        if (!connected) {
            Duration waited = streamEnded ? room.result() : room.connect();
            return new Failure(Failure.Kind.CONNECTION, "no connection within " + waited.toMillis() + " ms");
        }
        return new Failure(
                Failure.Kind.SILENCE,
                streamEnded
                        ? "no text within " + room.result().toMillis() + " ms after the end of the utterance"
                        : "no sign from the service for " + room.silence().toMillis() + " ms");
    }

    private void failed(Failure failure) {
        if (!settled.get()) {
            room.health().failed(failure, false);
            settle(new SttEvent.Failed(failure.reason()));
        }
    }

    /** Ends it, once. */
    private void settle(@Nullable SttEvent event) {
        if (settled.getAndSet(true)) {
            return;
        }
        deadline = NEVER;
        if (event != null) {
            tell(event);
        }
        synchronized (lock) {
            waiting = new ArrayList<>();
        }
        try {
            strand.execute(this::free);
        } catch (RejectedExecutionException e) {
            free();
        }
        room.ended().accept(this);
    }

    private void free() {
        Engine.Recognizer engine = recognizer;
        recognizer = null;
        if (engine != null) {
            engine.listen(event -> {});
            pool.dispose(engine);
        }
    }

    private void tell(SttEvent event) {
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
