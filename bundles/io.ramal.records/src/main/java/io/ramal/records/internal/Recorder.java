package io.ramal.records.internal;

import io.ramal.call.LegRecorder;
import io.ramal.call.LegRecording;
import io.ramal.call.LineInfo;
import io.ramal.call.VisitRecords.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the sound of all legs that are recorded, on one thread that comes by about once a second. Whoever opens a
 * recording only puts it on the list.
 */
final class Recorder implements LegRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int SAME_LEG_MAX = 9;

    /** What the writer knows of a recording. */
    private static final class Take {
        private @Nullable WavFile file;
        private @Nullable Path path;
        private boolean failed;
    }

    private final Shelves shelves;
    private final Clock clock;
    private final LongSupplier freeBytes;
    private final Set<LegTrack> tracks = ConcurrentHashMap.newKeySet();
    private final Set<Path> live = ConcurrentHashMap.newKeySet();
    private final LongAdder droppedFrames = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final Trouble trouble = new Trouble(LOG);
    private volatile long freeMin;
    private volatile boolean room;
    private volatile boolean closed;
    /** The rest is of the writer's thread. */
    private final Map<LegTrack, Take> takes = new HashMap<>();

    private long refusedBefore;
    private boolean warned;

    /**
     * @param freeBytes free space on the disk; may block
     * @param freeMin with less of it no recording is begun
     */
    Recorder(Shelves shelves, Clock clock, LongSupplier freeBytes, long freeMin) {
        this.shelves = shelves;
        this.clock = clock;
        this.freeBytes = freeBytes;
        this.freeMin = freeMin;
        this.room = freeBytes.getAsLong() >= freeMin;
    }

    void freeMin(long bytes) {
        freeMin = bytes;
    }

    @Override
    public Optional<LegRecording> open(LineInfo leg) {
        if (closed || !room) {
            refused.increment();
            return Optional.empty();
        }
        LegTrack track = new LegTrack(leg, LocalDate.now(clock), droppedFrames);
        tracks.add(track);
        return Optional.of(track);
    }

    /** Frames that were to be kept and are not. */
    long droppedFrames() {
        return droppedFrames.sum();
    }

    /** Recordings that were not begun. */
    long refused() {
        return refused.sum();
    }

    /** Bytes written since the start. */
    long written() {
        return written.sum();
    }

    /** Whether a file is being written. */
    boolean writes(Path file) {
        return live.contains(file);
    }

    /** Writes what has come; on the writer's thread, about once a second. */
    void write() {
        look();
        for (LegTrack track : tracks) {
            boolean end = track.closed();
            Take take = takes.computeIfAbsent(track, t -> new Take());
            if (take.failed) {
                track.discard();
            } else {
                write(track, take, end);
            }
            if (end) {
                end(track, take);
            }
        }
    }

    /** Ends what is being recorded; on the writer's thread. */
    void close() {
        closed = true;
        tracks.forEach(LegTrack::close);
        write();
    }

    private void write(LegTrack track, Take take, boolean end) {
        try {
            ByteBuffer sound = track.take(end);
            if (sound.hasRemaining()) {
                int bytes = sound.remaining();
                file(track, take).write(sound);
                written.add(bytes);
                trouble.ends("Recordings are written again");
            }
        } catch (IOException e) {
            take.failed = true;
            trouble.begins(
                    "The recording of call {} cannot be written to {}: {}; what follows of it is lost. Let the server's"
                            + " user write there, and have space on that disk",
                    track.leg().callId(),
                    take.path == null ? shelves.folder(Kind.RECORDINGS) : take.path,
                    e.toString());
        }
    }

    private WavFile file(LegTrack track, Take take) throws IOException {
        if (take.file == null) {
            for (int n = 1; take.file == null; n++) {
                Path path = shelves.recording(
                        track.day(), track.leg().callId(), track.leg().role(), n);
                try {
                    take.file = create(path);
                    take.path = path;
                    live.add(path);
                } catch (FileAlreadyExistsException e) {
                    // the visit had a leg like this before
                    if (n == SAME_LEG_MAX) {
                        throw e;
                    }
                }
            }
        }
        return take.file;
    }

    private WavFile create(Path path) throws IOException {
        Shelves.makePrivate(shelves.folder(Kind.RECORDINGS));
        Path day = Objects.requireNonNull(path.getParent());
        Shelves.makePrivate(day);
        try {
            return new WavFile(path);
        } catch (NoSuchFileException e) {
            // the folder was empty, and has just been tidied away
            Shelves.makePrivate(day);
            return new WavFile(path);
        }
    }

    private void end(LegTrack track, Take take) {
        tracks.remove(track);
        takes.remove(track);
        if (take.file != null) {
            try {
                take.file.close();
            } catch (IOException e) {
                LOG.debug("closing {}", take.path, e);
            }
        }
        if (take.path != null) {
            live.remove(take.path);
        }
    }

    /** Whether there is room for another recording, and says once when there is none and one was asked for. */
    private void look() {
        room = freeBytes.getAsLong() >= freeMin;
        long refusedNow = refused();
        if (!room && refusedNow > refusedBefore && !warned) {
            warned = true;
            LOG.warn(
                    "No new recordings: less than {} MB are free on the disk of {}. Free some, or lower recordings.max.mb"
                            + " or disk.free.min.mb of {}",
                    freeMin / (1024 * 1024),
                    shelves.folder(Kind.RECORDINGS),
                    RecordsSettings.PID);
        } else if (room && warned) {
            warned = false;
            LOG.info("There is room for recordings again");
        }
        refusedBefore = refusedNow;
    }
}
